# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.filter.drift_grid import drift_grid
from ansible_collections.community.bigpanda.plugins.filter.incident_table import incident_table
from ansible_collections.community.bigpanda.plugins.filter.plan_markdown import plan_markdown
from ansible_collections.community.bigpanda.plugins.module_utils._core.report import incident_table as incidents

NOW = 1_800_000_000


def test_a_grid_shows_how_much_differs_where():
    summaries = {
        "acme": {"roles": {"create": 1, "update": 1200, "unchanged": 3}, "scim_users": {"unchanged": 9}},
        "globex": {"scim_users": {"unchanged": 4}},
        "new\norg": None,
        "umbrella": {"environments": {"remove": 1}},
    }
    assert drift_grid(summaries) == [
        "organization  state     roles  users  environments",
        "acme          drift     1,201  ·",
        "globex        no drift         ·",
        "new\\norg      error",
        "umbrella      drift                   1",
    ]
    assert drift_grid({}) == ["organization  state"]


def test_incidents_are_lines_the_most_severe_first():
    alerts = [{"primary_property": "host", "tags": {"host": "db-1"}}, {}]
    named = [{"primary_property": "host", "tags": [{"name": "host", "value": "db-2"}, {"name": []}, 7]}]
    found = [
        {"id": "5", "status": "warning", "start": NOW - 60, "alerts": named, "assignee": {"name": "Dana"}},
        {"id": "1", "status": "critical", "start": NOW - 1500, "alerts": alerts, "snooze": {"snoozed": False}},
        {"id": "2", "status": "Critical", "start": NOW - 7200, "snooze": {"snoozed": True, "end_time": NOW}},
        {"id": "{{ x }}", "status": "strange\x1b", "start": True, "alerts": "no", "assignee": None},
    ]
    assert incidents.incident_table(found, NOW) == [
        "id       status         since   alerts  what       assignee  snoozed until",
        "2        Critical       2 h                                  2027-01-15 08:00 UTC",
        "1        critical       25 min  2       host db-1",
        "5        warning        60 s    1       host db-2  Dana",
        "{{ x }}  strange\\u001b",
    ]
    assert len(incident_table(found)) == 5


@pytest.mark.parametrize("value", [None, "text", [1], {"acme": "text"}, {"acme": {"roles": 1}}])
def test_what_is_neither_is_refused(value):
    with pytest.raises(AnsibleFilterError, match="drift_grid: give a dict"):
        drift_grid(value)
    with pytest.raises(AnsibleFilterError, match="incident_table: give a list"):
        incident_table(value)


def test_a_plan_stays_in_its_code_block_and_is_no_template():
    lines = [
        "acme (us) – plan 0eca619b",
        "  roles  + ```{{ 7 * 6 }}{% x %}{# y #}{{{ {} } <b>@here",
        "Plan: 1 to create.",
    ]
    assert plan_markdown("\n".join(lines)).splitlines() == [
        "```",
        lines[0],
        r"  roles  + \u0060\u0060\u0060\u007b{ 7 * 6 }}\u007b% x %}\u007b# y #}\u007b\u007b{ {} } <b>@here",
        lines[2],
        "```",
    ]


def test_a_long_plan_is_shortened_to_what_comes_first_and_the_sum():
    text = "\n".join(["acme", *(f"  users  + n{number}" for number in range(99)), "Plan: 99 to create.", "A remark."])
    assert plan_markdown(text, max_length=60).splitlines() == [
        "```",
        "acme",
        "  users  + n0",
        "  users  + n1",
        "… 98 more lines are in the output of the job.",
        "Plan: 99 to create.",
        "```",
    ]
    assert len(plan_markdown("Plan: " + "x" * 9000)) < 100


@pytest.mark.parametrize(("text", "length"), [(None, 9), (["Plan"], 9), ("Plan", 0), ("Plan", True), ("Plan", "9")])
def test_what_is_no_plan_is_refused(text, length):
    with pytest.raises(AnsibleFilterError, match="plan_markdown: "):
        plan_markdown(text, length)


def test_nothing_in_a_plan_is_obeyed_by_a_terminal():
    text = plan_markdown("Plan\n  roles  - \x1b[31mOps\u202e\u200b\x9b")
    assert text == "```\nPlan\n  roles  - \\u001b[31mOps\\u202e\\u200b\\u009b\n```"
