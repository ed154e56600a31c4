# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.plan_text import diff_text, plan_text
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.readable import duration, readable_pair
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.run import Run
from unit.plugins.module_utils._core.report.entries import NIGHT, entry, night_of


def text_of(*entries, **facts):
    return plan_text(Run(list(entries), **facts))


def line_of(before, after, action="update", resource="roles", key="Auditors", **others):
    return text_of(entry(resource, key, action, before, after, **others)).splitlines()[1].split(key)[1].strip()


def rows(total, added=0, changed=0, removed=0, examples=()):
    """What the diff of a map says of its table. examples: hosts."""
    counts = {"total": total, "added": added, "changed": changed, "removed": removed}
    return {**counts, "examples": [{"host": host, "owner": "x"} for host in examples]}


def test_a_plan_is_a_line_an_object_and_a_sum():
    run = Run(NIGHT, {}, "acme", "us", "0eca619b" + "0" * 56, 1_800_000_000 - 10_800, 60.0)
    assert plan_text(run) == "\n".join(
        [
            "acme (us) – plan 0eca619b, as of 05:00 UTC, about 60 s",
            "  users  + n0@corp.example     Operations; display_name: N Zero",
            "         ~ p0008@corp.example  +Auditors",
            "         - p3846@corp.example  deactivate: not in the feed",
            "  roles  ~ Auditors            users: +full_access",
            "Plan: 1 to create, 2 to change, 1 to deactivate, 1 unchanged.",
        ]
    )


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ({"name": "a"}, {"name": "b"}, "name: a → b"),
        ({"note": "a"}, {}, "note: a → none"),
        ({"note": None}, {"note": "a\nb"}, "note: a\\nb"),
        ({"active": True}, {"active": False}, "active: true → false"),
        ({"start": 1_800_000_000}, {"start": 1_800_003_600}, "start: 2027-01-15 08:00 UTC → 2027-01-15 09:00 UTC"),
        ({"users": ["b", "a"]}, {"users": ["c", "B"]}, "users: +B, +c, -a, -b"),
        ({"patterns": ["b", "a"]}, {"patterns": ["a", "b"]}, "patterns: reordered: a, b"),
        ({"config": {"name": "a", "x": 1}}, {"config": {"name": "b", "x": 1}}, "config.name: a → b"),
        ({"users": ["a"]}, {"users": []}, "users: -a"),
        (
            {"permissions": [{"resource_type": "users", "actions": ["read"]}]},
            {"permissions": [{"resource_type": "users", "actions": ["read", "full_access"]}]},
            "users: +full_access",
        ),
        (
            {"permissions": [{"resource_type": "users", "actions": ["read"]}]},
            {"permissions": [{"resource_type": "roles", "environment": "Production", "actions": ["read"]}]},
            "permissions: +roles Production (read), -users (read)",
        ),
        ({"bpql": {"=": ["a", "b"]}}, {"bpql": {"=": ["a", "c"]}}, "bpql: a = b → a = c"),
        (
            {},
            {"when": {"AND": [{"=": ["a", {"type": "regex", "value": "b*"}]}, {"IN": ["c", ["d"]]}]}},
            "when: a = b* AND c IN [d]",
        ),
        ({}, {"rows": rows(2000, added=2000, examples=["a", "b"])}, "rows: 2,000, such as a x, b x"),
        ({}, {"rows": rows(0, added=0)}, "rows: 0"),
        (
            {"rows": {"examples": [{"host": "c", "owner": "x"}]}},
            {"rows": rows(5, removed=15, examples=["a"])},
            "rows: 15 removed, 5 in total; rows.examples: +a x, -c x",
        ),
        (
            {"rows": {"examples": []}},
            {"rows": rows(3, added=None, changed=None, removed=None)},
            "rows: another table, 3 in total",
        ),
        ({}, {"bpql": {"===": ["a", "b"]}}, 'bpql: {"===": ["a", "b"]}'),
    ],
)
def test_a_line_says_what_changes(before, after, text):
    assert line_of(before, after) == text


def test_names_in_other_alphabets_are_read_as_they_are_and_what_hides_is_spelled_out():
    text = text_of(entry("roles", "Zoë\x1b[31m\u202ered\n  - admin", "create", {}, {"name": "x"}))
    assert "Zoë\\u001b[31m\\u202ered\\n  - admin" in text
    assert len(text.splitlines()) == 3


def test_names_stand_for_ids():
    before = {"permissions": [{"resource_type": "environments", "resource_id": "5f1d8e37a6b0", "actions": ["read"]}]}
    change = entry("roles", "Auditors", "update", before, {"permissions": []})
    run = Run([change], names={"5f1d8e37a6b0": "Production"})
    assert "Auditors  permissions: -environments Production (read)" in plan_text(run)
    assert "5f1d8e37a6b0" not in diff_text(run) and run.changing == [change]


def test_long_texts_are_shown_where_they_differ():
    condition = "application = " + " OR host = ".join(f"web-{number}" for number in range(30))
    before, after = readable_pair(condition, condition.replace("web-17", "db-17"))
    assert before == "…6 OR host = web-17 OR host…" and after == "…6 OR host = db-17 OR host…"
    assert len(readable_pair("", condition * 5)[1]) < 200


def test_what_was_not_done_has_a_sign_of_its_own():
    failed = entry("scim_users", "ada", "create", {}, {}, outcome="failed", error="HTTP 400: too\nweak")
    skipped = entry("scim_users", "bob", "update", {}, {}, outcome="skipped", error="role failed")
    done = entry("scim_users", "eve", "update", {}, {"roles": ["A"]}, outcome="done")
    assert text_of(done, failed, skipped).splitlines()[1:] == [
        "  users  ! ada  create failed: HTTP 400: too\\nweak",
        "         ! bob  change skipped: role failed",
        "         ~ eve  +A",
        "Done: 1 failed, 1 skipped, 1 changed, 0 unchanged.",
    ]


def test_a_long_plan_is_cut_and_says_where_the_whole_is():
    text = text_of(*night_of(joiners=4000, leavers=150), path="/tmp/plan.html").splitlines()
    assert len(text) == 203
    assert sum(" - " in line for line in text) == 150 and sum(" + " in line for line in text) == 50
    assert text[-2] == "  … and 3,950 more users: see the report /tmp/plan.html."
    assert text[-1] == "Plan: 4,000 to create, 150 to deactivate, 0 unchanged."
    assert "set report to get all" in text_of(*night_of(joiners=201)).splitlines()[-2]


def test_a_plan_without_changes_is_two_lines():
    assert text_of(NIGHT[-1]).splitlines()[1:] == ["Plan: nothing to do, 1 unchanged."]


@pytest.mark.parametrize(
    ("seconds", "text"), [(5, "5 s"), (89, "89 s"), (1990, "33 min"), (7800, "2 h 10 min"), (7200, "2 h")]
)
def test_a_duration_is_read_at_a_glance(seconds, text):
    assert duration(seconds) == text
