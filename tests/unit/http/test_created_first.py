# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An object that somebody else creates or removes between the plan and the request of a run."""

from __future__ import annotations

import pytest
from simulator.reply import not_found
from simulator.rules import RULES

USER, ROLE = "grace@acme.example", "Operations"
READ_USERS = {"resource_type": "users", "resource_id": None, "actions": ["read"]}
FULL_ROLES = {"resource_type": "roles", "resource_id": None, "actions": ["full_access"]}


@pytest.fixture
def acme(simulator):
    return simulator.organization("acme")


@pytest.fixture(params=["alone", "in an organization"])
def bring(request, call):
    """Runs the module of one object, or that of the organization, with the same declaration."""

    def run(module, **declared):
        if request.param == "alone":
            return call(module, **declared)
        return call("organization", **{f"{module}s": [declared]}, max_removals="100%")

    return run


@pytest.fixture
def before(monkeypatch):
    """Has something happen once, just before the service carries out an operation."""

    def arrange(operation_id, happens):
        carry_out, pending = RULES[operation_id], [happens]

        def answer(request):
            while pending:
                pending.pop()()
            return carry_out(request)

        monkeypatch.setitem(RULES, operation_id, answer)

    return arrange


@pytest.mark.parametrize("active", [True, False])
def test_a_user_who_has_more_roles_than_declared_is_a_failure(acme, bring, before, active):
    def create():
        acme.find_role("Admin")["users"][acme.add_user(USER, active=active)["id"]] = None

    before("create_scim_user", create)
    result = bring("scim_user", user_name=USER, roles=["Viewer"])
    assert result["failed"]
    assert "somebody else created it meanwhile, with more roles than declared." in result["msg"]
    assert acme.find_user(USER)["active"] is active
    assert bring("scim_user", user_name=USER, roles=["Viewer"])["changed"]
    assert [role["name"] for role in acme.roles.values() if acme.find_user(USER)["id"] in role["users"]] == ["Viewer"]


def test_a_role_that_allows_more_than_declared_is_a_failure(acme, bring, before):
    before("create_role", lambda: acme.add_role(ROLE, [FULL_ROLES]))
    result = bring("role", name=ROLE, permissions=[READ_USERS], users=[])
    assert result["failed"]
    assert "somebody else created it meanwhile, with more permissions than declared." in result["msg"]
    assert bring("role", name=ROLE, permissions=[READ_USERS], users=[])["changed"]
    assert acme.find_role(ROLE)["permissions"] == [READ_USERS]


def test_an_object_that_is_as_declared_is_none(acme, bring, before):
    before("create_scim_user", lambda: acme.add_user(USER))
    assert bring("scim_user", user_name=USER, roles=["Viewer"])["changed"]
    assert not bring("scim_user", user_name=USER, roles=["Viewer"])["changed"]


def test_roles_may_be_more_if_they_are_appended(acme, bring, before):
    def create():
        acme.find_role("User")["users"][acme.add_user(USER)["id"]] = None

    before("create_scim_user", create)
    assert bring("scim_user", user_name=USER, roles=["Viewer"], append_roles=True)["changed"]
    assert acme.find_user(USER)["id"] in acme.find_role("User")["users"]


@pytest.mark.parametrize("active", [True, False])
def test_a_user_who_was_removed_meanwhile_is_a_failure_that_says_so(acme, bring, before, active):
    user = acme.add_user(USER, active=active)
    before("update_scim_user", lambda: acme.users.pop(user["id"]))
    result = bring("scim_user", user_name=USER, display_name="Grace")
    assert (
        f'Cannot {"update" if active else "reactivate"} SCIM user "{USER}": it was removed meanwhile.' in result["msg"]
    )
    assert "region" not in result["msg"]
    assert bring("scim_user", user_name=USER, display_name="Grace")["changed"] and acme.find_user(USER)


def test_what_is_not_found_for_another_reason_keeps_its_advice(acme, bring, monkeypatch):
    def refuse(_request):
        raise not_found("Route")

    acme.add_user(USER)
    for operation in ("update_scim_user", "create_scim_user"):
        monkeypatch.setitem(RULES, operation, refuse)
    for name in (USER, "new@acme.example"):
        result = bring("scim_user", user_name=name, display_name="Grace")
        assert "Route is not found." in result["msg"] and "region" in result["msg"]
