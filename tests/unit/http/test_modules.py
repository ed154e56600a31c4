# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Modules as Ansible runs them."""

from __future__ import annotations

import base64
import html
import json
import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from simulator.rules.alerts import ingest
from unit.http.in_process import MODULES
from unit.http.recorder import Recorder

KEY, ORG_TOKEN = "test-api-key-acme-5f1d8e37a6b0", "test-org-token-acme-1b7e5a90c4d2"
APP_KEY = "test-app-key-7c2e9d40b1f5"
PASSWORD = "test-password-4b1f7c9e"
READ_USERS = {"resource_type": "users", "actions": ["read"]}
MAP = {
    "name": "owners",
    "fields": [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}],
    "rows": [{"application": "billing", "owner": "Billing Ops"}],
}


@pytest.fixture
def incident(simulator):
    """Ids of an environment and of an open incident in it."""
    acme = simulator.organization("acme")
    ingest(acme, {"host": "db-1", "check": "disk", "status": "critical"}, "primary-key-1")
    environment = next(iter(acme.environments.values()))
    return {"environment": environment["name"], "id": next(iter(acme.incidents))}


def writes(simulator):
    return [entry["operation_id"] for entry in simulator.requests(writes_only=True)]


CREATIONS = [
    ("role", "role", {"name": "Operations", "permissions": [READ_USERS], "users": ["grace@acme.example"]}),
    ("scim_user", "scim_user", {"user_name": "new@example.com", "password": PASSWORD, "roles": ["User"]}),
    ("enrichment_map", "enrichment_map", MAP),
]


@pytest.mark.parametrize(("module", "result", "options"), CREATIONS)
def test_check_mode_writes_nothing_and_predicts_the_object(run, simulator, module, result, options):
    predicted = run(module, check_mode=True, **options)
    assert writes(simulator) == []
    made = run(module, **options)
    assert predicted["changed"] and made["changed"]
    assert predicted["diff"] == made["diff"]
    assert set(predicted[result]) == set(made[result])
    assert predicted[result]["id"] is None
    simulator.clear_requests()
    assert not run(module, **options)["changed"]
    removal = {name: options[name] for name in ("name", "user_name") if name in options}
    assert run(module, check_mode=True, state="absent", **removal)["changed"]
    assert writes(simulator) == []


def test_a_note_that_the_service_ignores_is_a_warning(run, simulator):
    pattern = {"tags": ["host"], "time_window": 60}
    assert "warnings" not in run("correlation_pattern", **pattern, note="one")
    simulator.set_options({"pattern_note": "ignored"})
    (warning,) = run("correlation_pattern", **pattern, note="two")["warnings"]
    assert 'correlation pattern "host" still has another note' in str(warning)
    told = run("organization", correlation_patterns=[{**pattern, "note": "two"}])
    assert not told.get("failed") and len(told["warnings"]) == 1


def test_check_mode_does_not_change_an_incident_and_predicts_the_actions(run, simulator, incident):
    wanted = {"assignee": "grace@acme.example", "comment": "Looking.", "state": "resolved"}
    predicted = run("incident", check_mode=True, **incident, **wanted)
    assert writes(simulator) == []
    assert len(predicted["actions"]) == 3
    done = run("incident", **incident, **wanted)
    assert done["actions"] == predicted["actions"]
    assert len(writes(simulator)) == 3
    assert not run("incident", **incident, **wanted)["changed"]


def test_order_case_and_values_added_by_the_service_are_not_a_change(run, simulator):
    permissions = [READ_USERS, {"resource_type": "roles", "actions": ["read", "full_access"]}]
    assert run("role", name="Operations", permissions=permissions)["changed"]
    turned = [{"resource_type": "roles", "actions": ["full_access", "read"]}, READ_USERS]
    simulator.clear_requests()
    assert not run("role", name="OPERATIONS", permissions=turned, users=[])["changed"]
    assert not run("scim_user", user_name="GRACE@acme.example")["changed"]
    assert writes(simulator) == []


def test_omitted_options_keep_their_live_values(run):
    made = run("role", name="Operations", permissions=[READ_USERS], users=["grace@acme.example"])["role"]
    renamed = run("role", name="Operations", new_name="Member")["role"]
    assert (renamed["users"], renamed["permissions"]) == (made["users"], made["permissions"])
    user = {"phone_number": {"value": "+49 30 1234", "type": "work"}, "roles": ["Member"], "display_name": "New"}
    run("scim_user", user_name="new@example.com", **user)
    changed = run("scim_user", user_name="new@example.com", display_name="Newer")["scim_user"]
    assert (changed["phone_number"], changed["roles"]) == (user["phone_number"], ["Member"])


def test_roles_of_an_existing_user_are_corrected(run):
    corrected = run("scim_user", user_name="grace@acme.example", roles=["Viewer"])
    assert corrected["changed"] and corrected["scim_user"]["roles"] == ["Viewer"]


@pytest.mark.parametrize(
    ("module", "options"),
    [
        ("scim_user", {"user_name": "new@example.com", "password": PASSWORD, "org_token": ORG_TOKEN}),
        ("scim_user", {"user_name": "new@example.com", "password": PASSWORD, "roles": ["Nonesuch"]}),
        ("scim_user", {"user_name": "new@example.com", "password": PASSWORD, "api_key": f"wrong {KEY}"}),
        ("scim_user", {"user_name": "new@example.com", "password": PASSWORD, "timeout": 0}),
        ("scim_user_info", {"api_key": "", "org_token": ORG_TOKEN}),
        ("scim_user", {"user_name": "new@example.com", "password": PASSWORD, "api_url": "https://127.0.0.1:9"}),
        ("alert", {"app_key": APP_KEY, "org_token": ORG_TOKEN, "alerts": [{"status": "ok", "host": "db-1"}]}),
        ("alert", {"app_key": f"{APP_KEY} x", "org_token": ORG_TOKEN, "alerts": []}),
    ],
)
def test_no_output_contains_a_secret(run, module, options):
    printed = run(module, **{"retry_timeout": 0, **options})["printed"]
    assert "invocation" in printed
    for secret in (KEY, ORG_TOKEN, APP_KEY, PASSWORD):
        assert secret not in printed


@pytest.mark.parametrize("header", ["Authorization: Bearer {}", ":{}:", "{}"])
def test_what_others_make_of_a_token_is_masked_too(run, header):
    """A proxy shows what it got in an error page or a log line, often escaped or in Base64."""
    token = "ab/cd+ef~01-23.45_67/89=="
    said = header.format(token)
    forms = [
        said,
        base64.b64encode(said.encode()).decode(),
        base64.urlsafe_b64encode(said.encode()).decode().rstrip("="),
        quote(said, safe=""),
        quote(said, safe="").replace("%2F", "%2f").replace("%2B", "%2b").replace("%3D", "%3d"),
        said.replace("/", r"\/"),
        html.escape(f"<{said}>"),
        said.lower(),
        said.upper(),
    ]
    body = json.dumps({"message": "; ".join(forms), said: 1})
    with Recorder(lambda _path: (400, {"Content-Type": "application/json"}, body.encode())) as server:
        failed = run("api", api_url=server.url(), api_key=token, path="/resources/v2.1/roles")
    assert failed["failed"] and "***" in failed["msg"]
    pieces = [base64.b64encode(f"{'x' * before}{token}".encode()).decode()[4:-6] for before in range(3)]
    for piece in ("ab/cd", "AB/CD", "ab%2", r"ab\/cd", "89=", *pieces):
        assert piece not in failed["printed"], piece


def test_a_message_does_not_repeat_a_value_of_any_length(run):
    """A token in it is masked, also where the message is cut."""
    for begin in range(19_900, 20_001, 9):
        value = "x" * begin + KEY + "y" * 100_000
        failed = run("role", name="Ops", state=value)
        assert failed["failed"] and len(failed["msg"]) < 21_000
        assert KEY[:6] not in failed["msg"]


def test_a_message_is_not_cut_in_the_middle_of_a_token(run, tmp_path):
    """The service, or a proxy, may repeat it anywhere, and masking looks for whole tokens."""
    report = tmp_path / "report.md"
    for length in range(262, 300, 7):
        body = json.dumps({"errors": [{"message": "x" * length + KEY}]})
        with Recorder(lambda _path, body=body: (400, {"Content-Type": "application/json"}, body.encode())) as server:
            options = {"api_url": server.url(), "roles": [{"name": "Ops"}], "report": str(report)}
            failed = run("organization", **options)
        assert failed["failed"]
        for text in (failed["printed"], report.read_text(encoding="utf-8")):
            assert KEY[:6] not in text and "x" * 60 in text


def test_a_blank_in_place_of_a_secret_leaves_the_message_readable(run):
    refused = run("alert", app_key=" ", org_token=ORG_TOKEN, alerts=[{"status": "ok", "host": "db-1"}])
    assert refused["failed"] and "app_key" in refused["msg"] and "***" not in refused["msg"]


def test_harmless_values_are_not_masked(run):
    """A password that is also part of ordinary words must not make the rest unreadable: only what is secret is."""
    made = run("scim_user", user_name="new@example.com", display_name="New Person", password=PASSWORD)
    assert made["scim_user"]["display_name"] == "New Person"
    assert made["diff"]["after"]["password"] == "********"
    assert made["invocation"]["module_args"]["user_name"] == "new@example.com"


@pytest.mark.parametrize(("verbosity", "is_told"), [(0, False), (2, False), (3, True)])
def test_thousands_of_declared_objects_come_back_only_at_vvv(run, verbosity, is_told):
    declared = [{"user_name": "grace@acme.example"}]
    made = run("organization", scim_users=declared, max_removals="5%", _ansible_verbosity=verbosity)
    told = made["invocation"]["module_args"]
    assert told["max_removals"] == "5%"
    assert ("scim_users" in told) is is_told


def test_a_user_name_in_another_case_does_not_create_a_second_user(run, simulator):
    before = len(simulator.organization("acme").users)
    assert not run("scim_user", user_name="Grace@ACME.example")["changed"]
    assert len(simulator.organization("acme").users) == before


def test_an_inactive_user_is_reactivated_and_the_diff_says_so(run):
    back = run("scim_user", user_name="former@acme.example")
    assert back["changed"] and back["scim_user"]["active"]
    assert "reactivated" in back["diff"]["after_header"]
    assert run("scim_user", user_name="former@acme.example", state="absent")["scim_user"]["active"] is False
    assert not run("scim_user", user_name="former@acme.example", state="absent")["changed"]


@pytest.mark.parametrize(
    ("module", "options", "words"),
    [
        ("role", {"name": "Operations", "permissions": [READ_USERS], "timeout": -1}, ["timeout"]),
        ("role", {"name": "Operations", "users": ["grce@acme.example"]}, ["users", "Did you mean grace@acme.example"]),
        ("scim_user", {"user_name": "new@example.com", "roles": ["Usr"]}, ["roles", "Did you mean User"]),
        ("enrichment_map", {**MAP, "rows": [{"application": "x"}]}, ["rows[0]", "missing: owner"]),
        ("enrichment_map", {**MAP, "rows": [*MAP["rows"], *MAP["rows"]]}, ["are both the row of"]),
        ("incident", {"environment": "Production", "id": "x", "snoozed_until": 1_900_000_000_000}, ["milliseconds"]),
        ("alert", {"app_key": APP_KEY, "alerts": [{"status": "ok"}]}, ["alerts[0]", "primary property"]),
        (
            "alert_resolve",
            {"environment": "Production", "alerts": ["x"]},
            ["Production", "does not exist"],
        ),
    ],
)
def test_bad_input_is_refused_before_anything_is_written(run, simulator, module, options, words):
    refused = run(module, **options)
    assert refused["failed"]
    for word in words:
        assert word in refused["msg"]
    assert writes(simulator) == []


@pytest.mark.parametrize("hidden", [True, False])
def test_what_cannot_be_compared_is_a_warning(run, simulator, hidden):
    simulator.set_options({"filter_condition": "missing" if hidden else "object"})
    told = {"name": "Chatter", "bpql": {"=": ["check", "heartbeat"]}}
    assert "warnings" not in run("alert_filter", **told)
    says = "bpql{} cannot be compared: the service does not show it."
    again = run("alert_filter", **told)
    assert not again["changed"] and (says.format("") in str(again.get("warnings"))) == hidden
    for check_mode in (True, False):
        again = run("organization", check_mode=check_mode, alert_filters=[told])
        assert not again["changed"]
        assert ("alert_filters: " + says.format(' of "Chatter"') in str(again.get("warnings"))) == hidden
    assert "warnings" not in run("alert_filter", **told, state="absent")


def test_a_module_in_the_process_of_the_test_answers_as_one_in_its_own(call, simulator):
    options = {"api_key": KEY, "api_url": simulator.api_url(), "name": "Operations", "_ansible_check_mode": True}
    finished = subprocess.run(
        [sys.executable, "-m", f"{MODULES}.bigpanda_role"],
        input=json.dumps({"ANSIBLE_MODULE_ARGS": options}),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert finished.stderr == ""
    here = call("role", check_mode=True, name="Operations")
    apart = json.loads(finished.stdout)
    assert {name: here[name] for name in ("changed", "role", "diff")} == {
        name: apart[name] for name in ("changed", "role", "diff")
    }
