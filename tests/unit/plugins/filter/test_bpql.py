# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.filter.bpql import bpql

TEXT = "host = db-* AND check IN [cpu, mem]"
OBJECT = {"AND": [{"=": ["host", {"type": "regex", "value": "db-*"}]}, {"IN": ["check", ["cpu", "mem"]]}]}


@pytest.mark.parametrize(
    ("condition", "form", "translated"),
    [
        (TEXT, None, OBJECT),
        (OBJECT, None, TEXT),
        (TEXT, "object", OBJECT),
        (TEXT, "text", TEXT),
        (OBJECT, "object", OBJECT),
        ("Host = db-1", "text", "host = db-1"),
        ({"and": [{"=": ["Host", "a b"]}, {"!=": ["x", "y"]}]}, None, 'host = "a b" AND x != y'),
        ({"=": ["host", "{{ 1 }} OR x = y"]}, None, 'host = "{{ 1 }} OR x = y"'),
        ("", None, {}),
    ],
)
def test_a_condition_is_translated(condition, form, translated):
    assert bpql(condition, form) == translated


@pytest.mark.parametrize(
    ("condition", "form", "says"),
    [
        (TEXT, "json", 'form is "json". Give one of text, object'),
        (["host = db-1"], None, "the condition is a list of 1. Give text or a dict"),
        ("host = (db", None, "opens"),
        ("host", "text", "compares nothing"),
        ({"=": ["host"]}, "object", "takes a tag and a value"),
        ({"===": ["host", "x"]}, None, "BPQL text has no words for"),
    ],
)
def test_what_is_no_condition_fails_the_template(condition, form, says):
    with pytest.raises(AnsibleFilterError, match=f"^bpql: .*{says}"):
        bpql(condition, form)
