# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is left of a run for those who look later: its report, and how far it is."""

from __future__ import annotations

import csv
import json
import os
import stat

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization import run_report
from ansible_collections.community.bigpanda.plugins.module_utils._core.report import file

PASSWORD = "test-password-4b1f7c9e"
NEW = [{"user_name": "new@example.com", "password": PASSWORD, "display_name": f"New {PASSWORD}"}]


@pytest.fixture
def report(tmp_path):
    """The path of a report, where that of last night is still."""
    path = tmp_path / "report.json"
    path.write_text('{"fingerprint": null, "steps": ["of last night"]}')
    return path


def told(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_report_holds_no_secret_even_if_the_service_repeats_it(run, simulator, report):
    fault = {"kind": "status", "status": 400, "operations": ["create_scim_user"], "text": f"{PASSWORD} is too weak"}
    simulator.set_faults([fault])
    failed = run("organization", scim_users=NEW, report=str(report))
    assert "is too weak" in failed["msg"] and PASSWORD not in failed["printed"]
    assert PASSWORD not in report.read_text()
    (step,) = told(report)["steps"]
    assert "******** is too weak" in step["error"]
    assert failed["plan"] == [step]


@pytest.mark.parametrize("ending", ["html", "md", "csv", "json"])
def test_no_report_contains_a_secret_even_if_it_is_also_a_name(run, tmp_path, ending):
    path = tmp_path / f"report.{ending}"
    users = [{"user_name": PASSWORD, "password": PASSWORD, "roles": [PASSWORD]}]
    roles = [{"name": PASSWORD, "permissions": []}]
    run("organization", scim_users=users, roles=roles, label=PASSWORD, remarks=[PASSWORD], report=str(path))
    text = path.read_text(encoding="utf-8")
    assert PASSWORD not in text and "********" in text


def test_a_report_says_why_nothing_was_done(run, report):
    refused = run("organization", scim_users=NEW, report=str(report), approved_plan="f00")
    planned = told(report)
    assert planned["msg"] == refused["msg"] and "approved_plan" in planned["msg"]
    assert (planned["check_mode"], planned["fingerprint"]) == (False, refused["fingerprint"])
    run("organization", scim_users=NEW, report=str(report), check_mode=True)
    assert (told(report)["msg"], told(report)["check_mode"]) == (None, True)


@pytest.mark.parametrize(
    "options",
    [
        {"purge": ["scim_users"]},
        {"scim_users": [{"user_name": "new@example.com", "roles": ["Nonesuch"]}]},
        {"max_removals": "many"},
        {"progress_interval": 0},
        {"maintenance_plans": [{"name": "Late", "start": "sometime"}]},
    ],
    ids=str,
)
def test_where_no_plan_can_be_made_the_report_says_so(run, report, options):
    failed = run("organization", report=str(report), **options)
    assert failed["failed"]
    assert told(report) == {
        "fingerprint": None,
        "check_mode": False,
        "msg": failed["msg"],
        "remarks": [],
        "summary": {},
        "steps": [],
    }
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    path = report.with_suffix(".csv")
    run("organization", report=str(path), **options)
    (row,) = csv.DictReader(path.open(newline=""))
    assert (row["resource"], row["outcome"], row["error"]) == ("", "failed", failed["msg"])


def test_the_report_of_last_night_never_passes_for_that_of_tonight(run, report):
    assert run("organization", report=str(report), timeout=-1)["failed"]
    assert not report.exists()


def test_where_no_report_can_be_written_nothing_is_done(run, simulator, tmp_path):
    folder = tmp_path / "report.json"
    folder.mkdir()
    for path in (folder, tmp_path / "nonesuch" / "report.json"):
        refused = run("organization", scim_users=NEW, report=str(path))
        assert refused["failed"] and "report" in refused["msg"]
    assert simulator.requests() == []


def test_a_report_that_can_no_longer_be_written_hides_nothing_that_was_done(call, monkeypatch, report):
    def fail(*_what):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(file, "write", fail)
    failed = call("organization", scim_users=NEW, report=str(report))
    assert failed["failed"] and failed["changed"] and "could not be written" in failed["msg"]
    assert [step["outcome"] for step in failed["plan"]] == ["done"]
    failed = call("organization", purge=["roles"], report=str(report))
    assert "purge: roles" in failed["msg"] and "could not be written" in failed["msg"]


def test_each_of_several_objects_of_one_name_is_reported(bring, simulator):
    acme = simulator.organization("acme")
    for _each in range(2):
        key = acme.new_id()
        acme.stores["alert_filters"][key] = {"id": key, "name": "Same", "active": True, "bpql": {"=": ["a", "b"]}}
    declared = {"alert_filters": [{"name": "Other", "bpql": {"=": ["c", "d"]}}]}
    bring(declared, purge=["alert_filters"], max_removals="100%", apply=False)
    before = run_report.diff(bring.made.plan)["before"]["alert_filters"]
    assert {name.split(" (")[0] for name in before} == {"Same", "Other"} and len(before) == 3


def test_what_cannot_contain_a_report_is_reported_before_anything_is_written(call, simulator, tmp_path):
    path = tmp_path / "report.json"
    os.mkfifo(path)
    refused = call("organization", scim_users=NEW, report=str(path))
    assert refused["failed"] and "not a regular file" in refused["msg"]
    assert simulator.requests() == []


def test_a_plan_is_read_line_by_line_and_its_diff_stays_the_same(run):
    options = {"label": "acme", "scim_users": [{"user_name": "ada@example.com"}, {"user_name": "bob@example.com"}]}
    planned = run("organization", check_mode=True, feed_lines={"ADA@example.com": "line 2"}, **options)
    text = planned["plan_text"].splitlines()
    assert text[0].startswith("acme (127.0.0.1") and planned["fingerprint"][:8] in text[0]
    assert text[1:] == [
        "  users  + ada@example.com",
        "         + bob@example.com",
        "Plan: 2 to create, 0 unchanged.",
    ]
    assert [(step["reason"], step["line"]) for step in planned["plan"]] == [
        ("in the feed", "line 2"),
        ("not in the feed", None),
    ]
    # Ansible prints everything that the diff contains.
    assert planned["diff"] == {"prepared": "\n".join([*text[1:], ""])}
    done = run("organization", **options)
    assert done["plan_text"].splitlines()[-1] == "Done: 2 created, 0 unchanged." and done["diff"] == planned["diff"]
    same = run("organization", **options)
    assert same["plan_text"].splitlines()[1:] == ["Plan: nothing to do, 2 unchanged."]
    assert same["diff"] == {"before": {}, "after": {}}


def test_a_failure_returns_what_was_not_done_and_says_where_the_rest_is(run, simulator, report):
    fault = {"kind": "status", "status": 400, "operations": ["create_scim_user"], "text": "no", "times": 1}
    users = [{"user_name": f"u{number}@example.com"} for number in range(3)]
    simulator.set_faults([fault])
    failed = run("organization", scim_users=users, report=str(report))
    assert failed["msg"].startswith("2 of 3 done, 1 failed: scim_users ")
    assert failed["msg"].endswith(f"run it again. All steps are in {report}.")
    assert [step["outcome"] for step in failed["plan"]] == ["failed"] and "diff" not in failed
    assert [line.split()[1] for line in failed["plan_text"].splitlines()[1:-1]] == ["!"]
    assert sorted(step["outcome"] for step in told(report)["steps"]) == ["done", "done", "failed"]
    simulator.set_faults([fault])
    failed = run("organization", scim_users=[*users, {"user_name": "u9@example.com"}])
    assert failed["msg"].startswith("0 of 2 done, 1 failed") or failed["msg"].startswith("1 of 2 done, 1 failed")
    assert failed["msg"].endswith("Set report to get all steps in a file.")


def test_a_plan_names_what_nobody_declared_and_an_object_loses(run, simulator):
    """An empty list names nothing, so no role and no environment is read for the plan itself."""
    role = {"name": "Operators", "permissions": []}
    run(
        "organization",
        roles=[role],
        environments=[{"name": "Production", "filter": "a = b", "roles": ["Operators"]}],
        environment_groups=[{"name": "All", "environments": ["Production"]}],
    )
    nothing = {
        "environments": [{"name": "Production", "roles": []}],
        "environment_groups": [{"name": "All", "environments": []}],
    }
    text = run("organization", check_mode=True, max_removals="100%", environments=nothing["environments"])["plan_text"]
    assert "roles: -Operators" in text
    text = run("organization", max_removals="100%", environment_groups=nothing["environment_groups"])["plan_text"]
    assert "environments: -Production" in text
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["list_roles"]}])
    text = run("organization", environments=nothing["environments"])["plan_text"]
    assert "Done: 1 changed" in text and "roles: -" in text
