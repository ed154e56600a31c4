# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How an enrichment map is read."""

from __future__ import annotations

import json
import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.object_reader import read_object
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP

CONDITION = {"AND": [{"=": ["host", "db-1"]}, {"IN": ["check", ["cpu", "mem"]]}]}
STORED = {"id": "1", "config": {"name": "owners", "fields": [{"title": "host", "type": "query_tag"}]}}


@pytest.mark.parametrize(
    "answer, shown",
    [
        ({"when": CONDITION}, CONDITION),
        ({"when": json.dumps(CONDITION)}, CONDITION),
        ({"when": {}}, {}),
        ({"when": "{}"}, {}),
        ({"when": None}, None),
        ({}, None),
    ],
    ids=["object", "text", "empty", "empty in a text", "null", "missing"],
)
def test_the_condition_of_a_map_is_read_in_every_form_that_the_service_may_answer(answer, shown):
    assert read_object(ENRICHMENT_MAP, {**STORED, **answer})["when"] == shown


def test_a_note_of_thousands_of_marks_is_read_at_once():
    """Whoever may write a note may write this."""
    began = time.process_time()
    assert read_object(ENRICHMENT_MAP, {**STORED, "note": "[ansible: " * 100_000})["mark"] == ""
    read = read_object(ENRICHMENT_MAP, {**STORED, "note": "[ansible: x]" * 100_000 + "\n[ansible: y]\n"})
    assert read["mark"] == "y" and read["note"].endswith("[ansible: x]")
    assert time.process_time() - began < 2
