# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run_report import (
    diff,
    failure,
    summary,
)
from unit.plugins.module_utils._core.plans import E1, plan_of
from unit.plugins.module_utils._core.report.entries import entry


def ended(outcome, number=1):
    error = None if outcome == "done" else "HTTP 400"
    return [entry("scim_users", f"u{each}", "create", {}, {}, outcome, error) for each in range(number)]


def test_a_failure_begins_with_how_much_was_done():
    text = failure([*ended("done", 3998), *ended("failed", 2), entry("scim_users", "same", "none", {}, {})])
    assert text.startswith("3,998 of 4,000 done, 2 failed: scim_users u0 (failed): HTTP 400; scim_users u1")
    assert text.endswith(" What succeeded stays; run it again.")


def test_a_failure_names_the_first_and_counts_the_rest():
    text = failure([*ended("skipped", 8), *ended("failed", 4)])
    assert text.startswith("0 of 12 done, 4 failed, 8 skipped: scim_users u0 (failed)")
    assert text.count("(failed)") == 4 and text.count("(skipped)") == 6 and "and 2 more. What" in text


def test_a_run_that_ended_early_says_why():
    assert failure([*ended("done"), *ended("skipped", 2)], "Stopped.") == "1 of 3 done, 2 skipped. Stopped."


def test_steps_are_counted_by_kind_and_action():
    live = {"roles": [], "scim_users": [{"id": E1, "userName": "ada", "active": True}]}
    people = [{"user_name": name} for name in ("ada", "grace", "joan")]
    assert summary(plan_of({"scim_users": people}, live)) == {"scim_users": {"create": 2, "unchanged": 1}}


def test_a_user_who_is_reactivated_is_called_so_after_the_run_only():
    live = {"roles": [], "scim_users": [{"id": E1, "userName": "ada", "active": False}]}
    shown = diff(plan_of({"scim_users": [{"user_name": "ada"}]}, live))
    assert {side: list(kinds["scim_users"]) for side, kinds in shown.items()} == {
        "before": ["ada"],
        "after": ['SCIM user "ada" (reactivated)'],
    }
