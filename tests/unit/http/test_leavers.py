# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""People who leave and return: who may log in, with which roles, also if the service does not do what it answers."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.writing import confirm, step_writer
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run import lost_membership
from simulator.reply import Refusal, Reply
from simulator.rules import RULES

USER = "grace@acme.example"


@pytest.fixture(autouse=True)
def brief_settling(monkeypatch):
    for file in (confirm, step_writer, lost_membership):
        monkeypatch.setattr(file, "SETTLE_TIMEOUT_S", 0.1)


@pytest.fixture
def acme(simulator):
    organization = simulator.organization("acme")
    grace = organization.add_user(USER, displayName="Grace Hopper")
    organization.add_role("Operations", [])
    for name in ("Admin", "Viewer"):
        organization.find_role(name)["users"][grace["id"]] = None
    return organization


@pytest.fixture(params=["scim_user", "organization"])
def bring(request, call):
    """Runs the module of one user, or that of the organization, with the same declaration."""

    def run(**user):
        if request.param == "scim_user":
            return call("scim_user", **user)
        return call("organization", scim_users=[user], max_removals="100%")

    return run


def roles_of(organization):
    user_id = organization.find_user(USER)["id"]
    return sorted(role["name"] for role in organization.roles.values() if user_id in role["users"])


def refuse(_request):
    raise Refusal(400, "Not now.")


def fail(_request):
    raise Refusal(500, "Not now.")


@pytest.mark.parametrize("answer", [lambda _request: Reply(204), RULES["get_scim_user"]], ids=["204", "200"])
def test_a_leaver_who_stays_active_is_a_failure(acme, bring, monkeypatch, answer):
    monkeypatch.setitem(RULES, "deactivate_scim_user", answer)
    result = bring(user_name=USER, state="absent")
    assert result["failed"] and acme.find_user(USER)["active"]
    assert f'Cannot deactivate SCIM user "{USER}": the service accepted the change and still shows' in result["msg"]
    assert "values of active" in result["msg"]


@pytest.mark.parametrize("status", [200, 204])
def test_a_leaver_is_deactivated_whatever_the_service_answers(acme, bring, simulator, status):
    simulator.set_options({"scim_deactivate_status": status})
    assert bring(user_name=USER, state="absent")["changed"]
    assert not acme.find_user(USER)["active"]
    assert not bring(user_name=USER, state="absent")["changed"]


def test_a_leaver_whose_record_is_gone_counts_as_deactivated(acme, bring, monkeypatch):
    def forget(request):
        del request.organization.users[request.values["user_id"]]
        return Reply(204)

    monkeypatch.setitem(RULES, "deactivate_scim_user", forget)
    assert bring(user_name=USER, state="absent")["changed"]


@pytest.mark.parametrize("declared", [{}, {"active": True}], ids=["implied", "declared"])
def test_who_returns_is_not_active_with_former_roles(acme, bring, monkeypatch, declared):
    acme.find_user(USER)["active"] = False
    monkeypatch.setitem(RULES, "remove_role_users", refuse)
    result = bring(user_name=USER, roles=["Operations"], **declared)
    assert result["failed"] and "Not now." in result["msg"]
    assert not acme.find_user(USER)["active"]
    monkeypatch.undo()
    assert bring(user_name=USER, roles=["Operations"], **declared)["changed"]
    assert acme.find_user(USER)["active"] and roles_of(acme) == ["Operations"]
    assert not bring(user_name=USER, roles=["Operations"], **declared)["changed"]


def test_who_returns_loses_former_roles_before_they_are_active(acme, bring, simulator):
    acme.find_user(USER)["active"] = False
    assert bring(user_name=USER, roles=["Viewer", "Operations"], display_name="Grace")["changed"]
    writes = [entry["operation_id"] for entry in simulator.requests(writes_only=True)]
    assert writes.index("remove_role_users") < writes.index("update_scim_user")
    assert acme.find_user(USER)["active"] and roles_of(acme) == ["Operations", "Viewer"]
    assert acme.find_user(USER)["displayName"] == "Grace"


def test_who_returns_and_may_not_join_a_role_keeps_the_former_ones_and_stays_inactive(acme, call, monkeypatch):
    acme.find_user(USER)["active"] = False
    monkeypatch.setitem(RULES, "add_role_users", refuse)
    result = call("organization", scim_users=[{"user_name": USER, "roles": ["Operations"]}], max_removals="100%")
    assert result["failed"] and "Not now." in result["msg"]
    assert not acme.find_user(USER)["active"] and roles_of(acme) == ["Admin", "Viewer"]


def test_who_returns_and_keeps_a_role_against_the_answer_stays_inactive(acme, bring, monkeypatch):
    acme.find_user(USER)["active"] = False
    monkeypatch.setitem(RULES, "remove_role_users", lambda _request: Reply(200, {"status": 200, "data": {}}))
    assert bring(user_name=USER, roles=["Operations"])["failed"]
    assert not acme.find_user(USER)["active"]


@pytest.mark.parametrize("declared", [["Operations"], ["Admin", "Viewer"]], ids=["leaves roles", "leaves none"])
def test_who_returns_and_gets_another_role_meanwhile_stays_inactive(acme, bring, monkeypatch, declared):
    acme.find_user(USER)["active"] = False

    def give_a_role(request):
        acme.find_role("User")["users"][acme.find_user(USER)["id"]] = None
        return get_user(request)

    # The plan was made from the list, and the user is read by itself after that.
    get_user = RULES["get_scim_user"]
    monkeypatch.setitem(RULES, "get_scim_user", give_a_role)
    result = bring(user_name=USER, roles=declared)
    assert result["failed"] and 'somebody else added "User" to roles' in result["msg"]
    assert not acme.find_user(USER)["active"]
    monkeypatch.undo()
    assert bring(user_name=USER, roles=declared)["changed"]
    assert acme.find_user(USER)["active"] and roles_of(acme) == declared


def test_leavers_are_deactivated_though_nobody_can_return(acme, call, monkeypatch):
    """The failure of one request is not counted once for each of them as that of the service."""
    returning = [acme.add_user(f"u{number}@acme.example", active=False) for number in range(6)]
    acme.find_role("Viewer")["users"].update({user["id"]: None for user in returning})
    monkeypatch.setitem(RULES, "remove_role_users", fail)
    users = [{"user_name": user["userName"], "roles": []} for user in returning]
    users.append({"user_name": USER, "state": "absent"})
    result = call("organization", scim_users=users, max_removals="100%", retry_timeout=0)
    assert result["failed"] and "1 of 7 done, 6 failed" in result["msg"]
    assert not acme.find_user(USER)["active"] and not any(user["active"] for user in returning)


RETIRING = {
    "roles": [{"name": "Operations", "state": "absent"}],
    "scim_users": [{"user_name": USER}],
    "max_removals": "100%",
}


def test_who_returns_is_never_active_with_a_role_that_the_run_removes(acme, call, monkeypatch, simulator):
    acme.find_user(USER)["active"] = False
    acme.find_role("Operations")["users"][acme.find_user(USER)["id"]] = None
    monkeypatch.setitem(RULES, "delete_role", refuse)
    result = call("organization", **RETIRING)
    assert result["failed"] and "Not now." in result["msg"]
    assert not acme.find_user(USER)["active"]
    monkeypatch.undo()
    simulator.clear_requests()
    assert call("organization", **RETIRING)["changed"]
    writes = [entry["operation_id"] for entry in simulator.requests(writes_only=True)]
    assert writes.index("delete_role") < writes.index("update_scim_user")
    assert acme.find_user(USER)["active"] and roles_of(acme) == ["Admin", "Viewer"]
    assert not call("organization", **RETIRING)["changed"]


@pytest.mark.parametrize("purge", [False, True], ids=["absent", "purged"])
def test_a_leaver_leaves_a_role_that_lists_its_users(acme, call, purge):
    acme.find_role("Operations")["users"][acme.find_user(USER)["id"]] = None
    users = [{"user_name": "admin@acme.example"}, *([] if purge else [{"user_name": USER, "state": "absent"}])]
    declaration = {"roles": [{"name": "Operations", "users": []}], "scim_users": users, "max_removals": "100%"}
    declaration["purge"] = ["scim_users"] if purge else []
    assert call("organization", **declaration)["changed"]
    assert not acme.find_user(USER)["active"] and roles_of(acme) == ["Admin", "Viewer"]
    assert not call("organization", **declaration)["changed"]
