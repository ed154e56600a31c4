# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an organization is kept from, over real HTTP."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors

KEYS_HIDDEN = [{"kind": "status", "status": 403, "operations": ["list_api_keys"]}]
TEAM = {"name": "Team", "permissions": []}
MAP = {
    "name": "owners",
    "fields": [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}],
}


def users(number, **values):
    return [{"user_name": f"user{each}@example.com", **values} for each in range(number)]


def team_of(number, bring):
    bring({"roles": [TEAM], "scim_users": users(number, roles=["Team"])})


def test_users_count_who_lose_every_role_with_the_role(bring):
    team_of(10, bring)
    for declaration, purge in (
        ({"roles": [{"name": "Team", "state": "absent"}]}, ()),
        ({"roles": [{"name": "Other", "permissions": []}]}, ["roles"]),
    ):
        with pytest.raises(errors.TooManyRemovals, match="10 of 11 scim_users .* lose every role"):
            bring(declaration, purge=purge, max_removals="50%")


def test_users_do_not_count_who_keep_a_role_or_are_inactive_already(bring, simulator):
    team_of(4, bring)
    bring({"roles": [{"name": "Other", "permissions": []}], "scim_users": users(2, roles=["Team", "Other"])})
    bring({"scim_users": [{**user, "active": False} for user in users(4)[2:]]}, max_removals="2")
    told, _written = bring({"roles": [{"name": "Team", "state": "absent"}]}, max_removals="1")
    assert [entry["outcome"] for entry in told] == ["done"]


def test_users_who_are_switched_off_count_as_removed(bring):
    team_of(20, bring)
    with pytest.raises(errors.TooManyRemovals, match="20 of 21 scim_users would be removed, switched off"):
        bring({"scim_users": users(20, active=False)})
    protect = {"scim_users": ["user3@example.com"]}
    with pytest.raises(errors.InvalidOption, match=r"user3.* is to be switched off.*protect.*Leave out its active: f"):
        bring({"scim_users": users(20, active=False)}, max_removals="100%", protect=protect)
    bring({"scim_users": users(2, active=False)}, protect=protect)
    assert bring({"scim_users": users(2, active=False)}) == ([], [])


def test_a_protected_name_means_itself_and_a_star_anything(bring):
    bring({"roles": [{"name": name, "permissions": []} for name in ("Ops [EU]", "Ops E", "Temporary", "Gone?")]})
    declared = {"roles": [{"name": "Other", "permissions": []}]}
    protect = {"roles": ["ops [eu]", "temp*"]}
    told, _written = bring(declared, purge=["roles"], protect=protect, max_removals="100%", apply=False)
    assert {entry["key"] for entry in told if entry["action"] == "remove"} == {"Ops E", "Gone?"}


def test_one_protected_name_needs_no_list(bring):
    declaration = {"scim_users": [{"user_name": "user0@example.com", "state": "absent"}]}
    bring({"scim_users": users(1)})
    with pytest.raises(errors.InvalidOption, match=r"protect\.scim_users"):
        bring(declaration, protect={"scim_users": "user0@example.com"})


@pytest.mark.parametrize("names", [None, 7, {"user_name": "user0@example.com"}, [["user0@example.com"]], [None]])
def test_what_is_no_name_cannot_be_protected(bring, names):
    with pytest.raises(errors.InvalidOption, match=r"protect\.scim_users is .*list of names"):
        bring({}, protect={"scim_users": names})


def test_what_an_unknown_owner_needs_is_purged_only_with_protection(bring, simulator):
    bring({"roles": [TEAM, {"name": "Owners", "permissions": [], "users": ["admin@acme.example"]}]})
    simulator.set_faults(KEYS_HIDDEN)
    declaration = {"roles": [TEAM]}
    for protect in ({}, {"roles": []}, {"scim_users": ["admin@acme.example"]}):
        with pytest.raises(errors.InvalidOption, match=r"purge of roles: the owner.*protect\.roles"):
            bring(declaration, purge=["roles"], protect=protect)
    assert bring(declaration, purge=["roles"], protect={"roles": ["Owners"]}) == ([], [])


def test_leavers_who_are_named_need_no_known_owner(bring, simulator):
    team_of(3, bring)
    simulator.set_faults(KEYS_HIDDEN)
    told, _written = bring({"scim_users": [{**user, "state": "absent"} for user in users(1)]})
    assert [entry["action"] for entry in told] == ["remove"]


def test_a_purge_wants_something_that_stays(bring):
    team_of(3, bring)
    leavers = {"scim_users": [{**user, "state": "absent"} for user in users(2)]}
    with pytest.raises(errors.InvalidOption, match="purge names scim_users, but .* none that stays"):
        bring(leavers, purge=["scim_users"], max_removals="100%")


def test_a_plan_is_approved_for_one_organization(bring):
    bring({"roles": [TEAM]}, apply=False)
    approved = bring.made.fingerprint
    with pytest.raises(errors.PlanChanged):
        bring({"roles": [TEAM]}, approved=approved, apply=False, organization="globex", region="eu")
    # Others may come and go meanwhile.
    bring({"roles": [{"name": "Other", "permissions": []}]})
    assert bring({"roles": [TEAM]}, approved=approved)[0]


@pytest.mark.parametrize("compare", ["rows", "digest"])
def test_a_plan_is_approved_for_one_table(bring, compare):
    def declared(owner):
        rows = [{"application": str(each), "owner": owner if each == 9 else "Ada"} for each in range(10)]
        return {"enrichment_maps": [{**MAP, "rows": rows, "compare": compare}]}

    for before in ({}, declared("Ben")):
        bring(before)
        bring(declared("Grace"), apply=False)
        approved = bring.made.fingerprint
        with pytest.raises(errors.PlanChanged):
            bring(declared("Mallory"), approved=approved, apply=False)
        assert bring(declared("Grace"), approved=approved, apply=False)[0]
