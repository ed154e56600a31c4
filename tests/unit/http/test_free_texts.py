# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Descriptions, notes and display names as files have them, on a service that stores them as a form would."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from simulator.rules import RULES

# As YAML reads a block of text, in a file with the line breaks of Windows.
TEXT = "Owned by the \r\n database team.\n"
FREE_TEXTS = {"description", "note", "displayName"}
SOON = int(time.time()) + 86400
CONDITION = {"=": ["host", "db-1"]}
COLUMNS = [{"title": "host", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
DECLARED = {
    "environments": {"name": "Databases", "description": TEXT},
    "scim_users": {"user_name": "grace@acme.example", "display_name": TEXT},
    "alert_filters": {"name": "Noise", "bpql": CONDITION, "description": TEXT},
    "alert_filter_schedules": {"name": "Nights", "starts_on": SOON, "ends_on": SOON + 3600, "description": TEXT},
    "maintenance_plans": {
        **{"name": "Patch", "condition": CONDITION, "start": SOON, "end": SOON + 3600},
        "description": TEXT,
    },
    "correlation_patterns": {"tags": ["host"], "time_window": 5, "note": TEXT},
    "alert_tags": {
        **{"name": "team", "description": TEXT},
        "enrichments": [{"type": "composition", "value": "x", "note": TEXT}],
    },
    "enrichment_maps": {"name": "owners", "fields": COLUMNS, "note": TEXT},
    "incident_tags": {
        **{"name": "Urgency", "type": "Priority", "description": TEXT},
        "config": {"ordered_list": [{"display_name": "P1", "order_id": 1, "description": TEXT}]},
    },
}


def changed(value, store, name=None):
    if isinstance(value, dict):
        return {name: changed(inner, store, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [changed(inner, store) for inner in value]
    return store(value) if name in FREE_TEXTS and isinstance(value, str) else value


@pytest.fixture(
    params=[
        str.strip,
        str.rstrip,
        lambda text: text.replace("\r\n", "\n"),
        lambda text: "\r\n".join(text.splitlines()),
    ],
    ids=["without outer whitespace", "without final whitespace", "with line feeds", "with line breaks of Windows"],
)
def stored_otherwise(request, monkeypatch):
    for operation_id, rule in [*RULES.items()]:

        def answer(arrived, rule=rule):
            reply = rule(arrived)
            return replace(reply, body=changed(reply.body, request.param))

        monkeypatch.setitem(RULES, operation_id, answer)


@pytest.mark.usefixtures("stored_otherwise")
def test_a_text_that_is_stored_as_a_form_would_is_as_declared(bring):
    declaration = {kind: [declared] for kind, declared in DECLARED.items()}
    assert {entry["outcome"] for entry in bring(declaration)[0]} == {"done"}
    assert bring(declaration) == ([], [])


def test_another_text_is_a_change(call):
    call("environment", name="Databases", description="Owned by the\ndatabase team.")
    assert call("environment", name="Databases", description="Owned by the database team.")["changed"]
    assert call("environment", name="Databases", description="Owned by the database Team.")["changed"]
    assert not call("environment", name="Databases", description="Owned by the database Team.\n")["changed"]
