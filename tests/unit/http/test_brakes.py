# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an organization is kept from, over real HTTP."""

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG

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


def test_users_count_who_lose_a_role_with_the_role(bring):
    team_of(10, bring)
    for declaration, purge in (
        ({"roles": [{"name": "Team", "state": "absent"}]}, ()),
        ({"roles": [{"name": "Other", "permissions": []}]}, ["roles"]),
    ):
        with pytest.raises(errors.TooManyRemovals, match="10 of 11 scim_users .* lose a role"):
            bring(declaration, purge=purge, max_removals="50%")


def test_users_count_who_keep_another_role_but_not_who_are_inactive_already(bring, simulator):
    team_of(4, bring)
    bring({"roles": [{"name": "Other", "permissions": []}], "scim_users": users(2, roles=["Team", "Other"])})
    bring({"scim_users": [{**user, "active": False} for user in users(4)[2:]]}, max_removals="2")
    gone = {"roles": [{"name": "Team", "state": "absent"}]}
    with pytest.raises(errors.TooManyRemovals, match=r"2 of 3 scim_users .* lose a role; max_removals \(1\) allows 1"):
        bring(gone, max_removals="1")
    told, _written = bring(gone, max_removals="2")
    assert [entry["outcome"] for entry in told] == ["done"]


def test_users_who_are_switched_off_count_as_removed(bring):
    team_of(20, bring)
    with pytest.raises(errors.TooManyRemovals, match="20 of 21 scim_users would be removed, switched off"):
        bring({"scim_users": users(20, active=False)})
    protect = {"scim_users": ["user3@example.com"]}
    with pytest.raises(errors.InvalidOption, match=r"user3.* is to be switched off.*protect.*Omit its active: f"):
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
    with pytest.raises(errors.InvalidOption, match="purge: scim_users .* only declares absent objects"):
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


def test_users_count_who_lose_some_roles_and_keep_others(bring, simulator):
    """A feed whose column of groups came empty, with a role that everybody has by default."""
    bring({"roles": [TEAM, {"name": "Everybody"}], "scim_users": users(40, roles=["Team", "Everybody"])})
    for cut_off in (
        {"scim_users": users(40, roles=["Everybody"])},
        {"roles": [{"name": "Team", "users": []}]},
        {"roles": [{"name": "Team", "users": ["user1@example.com"]}]},
        {"roles": [{"name": "Team", "state": "absent"}]},
        # One who gets another role in exchange loses one all the same.
        {"roles": [{"name": "Other"}], "scim_users": users(40, roles=["Other", "Everybody"])},
    ):
        with pytest.raises(errors.TooManyRemovals, match=r"\d+ of 41 scim_users .*lose a role; max_removals"):
            bring(cut_off)
        assert simulator.requests(writes_only=True) == []
    bring({"scim_users": users(4, roles=["Everybody"])})
    assert len(simulator.organization("acme").find_role("Team")["users"]) == 36
    renamed = {"roles": [{"name": "Team", "new_name": "Crew"}], "scim_users": users(9)[5:]}
    told, _written = bring(renamed)
    assert [(entry["resource"], entry["outcome"]) for entry in told] == [("roles", "done")]
    assert len(simulator.organization("acme").find_role("Crew")["users"]) == 36


def test_roles_count_that_lose_all_their_permissions(bring, simulator):
    reading = [{"resource_type": kind, "actions": ["read"]} for kind in ("users", "sso")]
    names = [f"Role {number}" for number in range(9)]
    bring({"roles": [{"name": name, "permissions": reading} for name in names]})
    with pytest.raises(errors.TooManyRemovals, match="9 of 12 roles would be removed or lose all permissions"):
        bring({"roles": [{"name": name, "permissions": []} for name in names]})
    with pytest.raises(errors.TooManyRemovals, match="2 of 12 roles"):
        bring({"roles": [{"name": "Role 1", "permissions": []}, {"name": "Role 2", "state": "absent"}]})
    bring({"roles": [{"name": name, "permissions": reading[:1]} for name in names]})
    bring({"roles": [{"name": "Role 1", "permissions": []}]})
    assert bring({"roles": [{"name": "Role 1", "permissions": []}]}) == ([], [])


OFF = {
    "alert_filters": lambda name: {"name": name, "bpql": {"=": ["check", name]}},
    "alert_filter_schedules": lambda name: {"name": name, "starts_on": 2000000100, "ends_on": 2000000200},
    "alert_tags": lambda name: {"name": name, "enrichments": [EXTRACTION]},
    "correlation_patterns": lambda name: {"tags": [name], "time_window": 60},
    "enrichment_maps": lambda name: {**MAP, "name": name, "fields": [MAP["fields"][0], result(name)]},
    "incident_tags": lambda name: {"name": name, "type": "Text"},
}
EXTRACTION = {"type": "extraction", "source": "host", "regex": "(.*)"}


def result(name):
    return {"title": name, "type": "result_tag"}


@pytest.mark.parametrize("kind", OFF)
def test_objects_count_that_are_switched_off(bring, simulator, kind):
    names = ["first", "second", "third"]
    bring({kind: [OFF[kind](name) for name in names]})
    off = [{**OFF[kind](name), "active": False} for name in names]
    with pytest.raises(errors.TooManyRemovals, match=rf"3 of \d {kind} would be removed.* switched off"):
        bring({kind: off})
    assert simulator.requests(writes_only=True) == []
    bring({kind: off[:1]})
    assert bring({kind: off[:1]}) == ([], [])
    told, _written = bring({kind: off}, max_removals="2")
    assert len(told) == 2


def test_every_kind_that_can_be_switched_off_says_so():
    for resource in CATALOG.resources:
        switches = [field.name for field in resource.fields if field.name == "active"]
        assert [resource.effect.switch or resource.soft_delete] == (switches or [None])


def test_plans_count_that_are_stopped(bring, simulator):
    now, names = int(time.time()), ["one", "two", "three"]
    window = {"start": now - 100, "end": now + 5000, "condition": {"=": ["host", "a"]}}
    bring({"maintenance_plans": [{"name": name, **window} for name in names]})
    stopped = [{"name": name, "state": "stopped"} for name in names]
    with pytest.raises(errors.TooManyRemovals, match="3 of 3 maintenance_plans"):
        bring({"maintenance_plans": stopped})
    with pytest.raises(errors.InvalidOption, match='"one" is to be stopped.*Omit its state: stopped'):
        bring({"maintenance_plans": stopped[:1]}, protect={"maintenance_plans": ["one"]})
    assert bring({"maintenance_plans": stopped[:1]})[1] == ["stop_maintenance_plan"]


def test_what_is_protected_is_neither_renamed_nor_switched_off(bring, simulator):
    chatter = OFF["alert_filters"]("chatter")
    bring({"roles": [TEAM], "alert_filters": [chatter]})
    role_id = simulator.organization("acme").find_role("Team")["id"]
    for names in (["team"], "Te*", [f" {role_id} "], ["\tTeam\n"]):
        for change in ({"name": "Team"}, {"id": role_id}):
            with pytest.raises(errors.InvalidOption, match='"Crew".*protect.roles.*Omit its new_name'):
                bring({"roles": [{**change, "new_name": "Crew"}]}, protect={"roles": names})
    with pytest.raises(errors.InvalidOption, match="switched off.*protect.alert_filters.*active: false"):
        bring({"alert_filters": [{**chatter, "active": False}]}, protect={"alert_filters": ["Chatter "]})
    # Another spelling of the same name is none that the protection would lose sight of.
    bring({"roles": [{"name": "Team", "new_name": "TEAM"}]}, protect={"roles": ["Team"]})


def test_accents_may_be_composed_in_either_way_in_a_protected_name(bring):
    bring({"roles": [{"name": "Gr\u00fcn"}]})
    with pytest.raises(errors.InvalidOption, match=r"protect\.roles"):
        bring({"roles": [{"name": "Gr\u00fcn", "state": "absent"}]}, protect={"roles": ["GRU\u0308N"]})


def test_a_protected_name_that_fits_nothing_is_a_warning(bring):
    bring({"roles": [TEAM, {"name": "New"}]}, protect={"roles": ["Team", "new", "Taem", "x*"], "scim_users": ["none"]})
    assert bring.made.warnings == ('protect.roles: no object matches "Taem", "x*".',)


def test_a_name_that_fits_nobody_protects_nobody_from_a_purge(bring, simulator):
    team_of(3, bring)
    simulator.set_faults(KEYS_HIDDEN)
    for name in ("", "  ", "admin@acme.exmaple"):
        with pytest.raises(errors.InvalidOption, match=r"purge of scim_users: the owner .* could not be determined"):
            bring({"scim_users": users(3)}, purge=["scim_users"], protect={"scim_users": [name]})


def test_an_admin_whom_nobody_protects_is_not_purged_where_nobody_knows_the_owner(bring, simulator):
    team_of(3, bring)
    simulator.set_faults(KEYS_HIDDEN)
    with pytest.raises(errors.InvalidOption, match='role "Admin" is to lose 1 of its 1 active users'):
        bring({"scim_users": users(2)}, purge=["scim_users"], protect={"scim_users": ["user2*"]}, max_removals="100%")


# -- approval ----------------------------------------------------------------------------------------------------------

ANYWHERE = [
    {"enrichment_maps": [MAP]},
    {"alert_filters": [OFF["alert_filters"]("chatter")]},
    {"scim_users": [{"user_name": "new@example.com"}]},
    {"correlation_patterns": [{"tags": ["host"], "time_window": 60}], "maintenance_plans": []},
]
UNREADABLE = ["list_roles", "list_api_keys"]


@pytest.mark.parametrize("unreadable", [UNREADABLE[:0], UNREADABLE[:1]], ids=str)
@pytest.mark.parametrize("declaration", ANYWHERE, ids=lambda each: next(iter(each)))
def test_a_plan_that_only_creates_is_approved_for_one_organization_too(bring, simulator, declaration, unreadable):
    if unreadable:
        simulator.set_faults([{"kind": "status", "status": 403, "operations": unreadable}])
    bring(declaration, apply=False)
    approved = bring.made.fingerprint
    with pytest.raises(errors.PlanChanged, match="but the plan is now"):
        bring(declaration, approved=approved, apply=False, organization="globex", region="eu")
    assert bring(declaration, approved=approved, apply=False)[0]
    assert bring.made.warnings == ()


def test_a_plan_that_cannot_be_approved_says_why(bring):
    bring({"roles": [TEAM]}, apply=False)
    with pytest.raises(errors.PlanChanged, match="the beginning of a fingerprint. Give all of"):
        bring({"roles": [TEAM]}, approved=bring.made.fingerprint[:8], apply=False)
    with pytest.raises(errors.PlanChanged, match="approved_plan is empty. Give the fingerprint of the plan"):
        bring({"roles": [TEAM]}, approved=" ", apply=False)
    window = {"name": "W", "condition": {"=": ["host", "db-1"]}, "start": "now", "duration": "2h"}
    with pytest.raises(
        errors.PlanChanged, match='plan of maintenance plan "W" is another one in each run.*absolute times'
    ):
        bring({"maintenance_plans": [window]}, approved="0" * 64, apply=False)
    bring({"maintenance_plans": [window]})
    with pytest.raises(errors.PlanChanged, match="Review the new plan in check mode and approve that one"):
        bring({"maintenance_plans": [{"name": "W", "duration": "3h"}]}, approved="0" * 64, apply=False)


def test_no_plan_is_approved_if_nothing_identifies_the_organization(bring, simulator):
    simulator.set_faults([{"kind": "status", "status": 403, "operations": UNREADABLE}])
    bring({"enrichment_maps": [MAP]}, apply=False)
    assert "organization could not be identified" in bring.made.warnings[0]
    with pytest.raises(errors.PlanChanged, match=r"approved_plan is given.*Roles Management \(view\)"):
        bring({"enrichment_maps": [MAP]}, approved=bring.made.fingerprint)
    assert simulator.requests(writes_only=True) == []
    # What is there has an id, which no other organization has.
    bring({"enrichment_maps": [MAP]})
    bring({"enrichment_maps": [{**MAP, "note": "Who owns what."}]}, apply=False)
    assert bring.made.warnings == ()
    assert bring({"enrichment_maps": [{**MAP, "note": "Who owns what."}]}, approved=bring.made.fingerprint)[0]
