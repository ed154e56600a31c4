# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.key_owner import Owner
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption, TooManyRemovals
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.safety.limits import (
    SafetyLimits,
    check_limits,
    check_options,
    check_owner_is_known,
    choose_purged,
    idle_protection,
    limit_uses,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.administration import ADMINISTRATION
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from unit.plugins.module_utils._core.plans import NOW, declared_of, known_of, plan_of

CONDITION = {"=": ["a", "b"]}
FILTERS = [
    {"id": f"f{number}", "name": f"Filter {number}", "bpql": CONDITION, "active": True, "schedule": None}
    for number in range(10)
]
READ = [{"resource_type": "roles", "resource_id": None, "actions": ["read"]}]
ROLES = [{"id": f"r{number}", "name": f"Role {number}", "permissions": READ, "users": []} for number in range(10)]
ROLES.append({"id": "empty", "name": "Empty", "permissions": [], "users": []})
ADMIN = {"id": "a1", "name": "Admin", "permissions": READ, "users": []}
USERS = [{"id": f"u{number}", "userName": f"u{number}@x", "active": True, "roles": []} for number in range(10)]
USERS += [{"id": "old", "userName": "old@x", "active": False, "roles": []}]
SHOPS = [{"id": f"e{number}", "name": f"Shop {number}", "roles": []} for number in range(10)]
GROUPS = [{"id": f"g{number}", "name": f"Group {number}", "environmentIds": [f"e{number}"]} for number in range(10)]
RULE = {"type": "extraction", "active": True, "config": {"source": "host", "destination": "x", "regex": "(.*)"}}
TAGS = [{"name": f"tag{each}", "created_at": each, "enrichments": [{"id": f"x{each}", **RULE}]} for each in range(10)]
LIVE = {
    "alert_filters": FILTERS,
    "roles": ROLES,
    "scim_users": USERS,
    "environments": SHOPS,
    "environment_groups": GROUPS,
    "alert_tags": TAGS,
    "enrichment_maps": [],
    "alert_filter_schedules": [],
}


def check(declaration, max_removals="10%", protect=None, losing=(), live=None):
    live = live or LIVE
    plan = plan_of(declaration, live)
    known, limits = known_of(live), SafetyLimits(max_removals, protect or {})
    uses = limit_uses(plan, known, limits, ADMINISTRATION, frozenset(losing))
    check_limits(plan, known, limits, ADMINISTRATION, uses)


def filters(number, **given):
    return {"alert_filters": [{"name": f"Filter {each}", **given} for each in range(number)]}


def groups(number, *environments):
    return {
        "environment_groups": [{"name": f"Group {each}", "environments": list(environments)} for each in range(number)]
    }


def tags(number, *rules, **given):
    """rules: of each tag, whether it is active; None for one that does not say so."""
    own = {"type": "extraction", "source": "host", "regex": "(.*)"}
    declared = [own if rule is None else {**own, "active": rule} for rule in rules]
    return {"alert_tags": [{"name": f"tag{each}", "enrichments": declared, **given} for each in range(number)]}


@pytest.mark.parametrize(
    "harm",
    [
        lambda number: filters(number, state="absent"),
        lambda number: filters(number, active=False),
        lambda number: {"roles": [{"name": f"Role {each}", "permissions": []} for each in range(number)]},
        groups,
        lambda number: tags(number, False),
        lambda number: {"scim_users": [{"user_name": f"u{each}@x", "state": "absent"} for each in range(number)]},
        lambda number: {"scim_users": [{"user_name": f"u{each}@x", "active": False} for each in range(number)]},
    ],
    ids=["removed", "switched off", "no permissions", "emptied", "rules off", "deactivated", "declared inactive"],
)
def test_what_hurts_is_counted_against_the_limit(harm):
    check(harm(2), "2")
    check(harm(2), "20%")
    with pytest.raises(TooManyRemovals, match="3 of 1[01] .* would be .*allows 2"):
        check(harm(3), "2")
    with pytest.raises(TooManyRemovals, match=r"max_removals \(20%\) allows 2"):
        check(harm(3), "20%")


@pytest.mark.parametrize(
    "declaration",
    [
        filters(5, description="x"),
        filters(5, active=True),
        {"alert_filters": [{"name": f"New {each}", "bpql": CONDITION, "active": False} for each in range(5)]},
        {"roles": [{"name": f"New {each}", "permissions": []} for each in range(5)]},
        {"roles": [{"name": f"Role {each}", "new_name": f"R{each}"} for each in range(5)]},
        {"roles": [{"name": "Empty", "new_name": "Void", "permissions": []}]},
        groups(1, "Shop 0", "Shop 1"),
        {"environment_groups": [{"name": f"Group {each}"} for each in range(5)]},
        {"environment_groups": [{"name": f"New {each}", "environments": []} for each in range(5)]},
        tags(5, None),
        tags(5, True, False),
        {"scim_users": [{"user_name": "old@x", "active": False}]},
        {"scim_users": [{"user_name": f"n{each}@x", "active": False} for each in range(5)]},
    ],
)
def test_what_does_not_hurt_is_not_counted(declaration):
    check(declaration, "0")


def test_a_user_who_loses_a_role_counts_as_one_who_is_removed():
    gone = {"scim_users": [{"user_name": "u0@x", "state": "absent"}]}
    check(gone, "2", losing={"u0", "u1"})
    with pytest.raises(TooManyRemovals, match="3 of 10 scim_users would be removed, switched off or lose a role"):
        check(gone, "2", losing={"u1", "u2"})
    # Only users lose roles.
    check(filters(1, state="absent"), "3", losing={"u1", "u2", "u3"})


def test_a_share_always_lets_one_go_and_a_number_does_not():
    one = {**LIVE, "alert_filters": FILTERS[:1]}
    check(filters(1, state="absent"), "10%", live=one)
    with pytest.raises(TooManyRemovals):
        check(filters(1, state="absent"), "0", live=one)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "Filter 1", "state": "absent"}, "is to be removed.*Omit its state: absent"),
        ({"name": "Filter 1", "active": False}, "is to be switched off.*Omit its active: false"),
        ({"name": "Filter 1", "new_name": "Other"}, 'is to be renamed to "Other".*Omit its new_name'),
    ],
)
@pytest.mark.parametrize("name", ["Filter 1", "filter 1", "f1", " Filter 1 ", "F*1"])
def test_what_is_protected_is_not_harmed(given, words, name):
    with pytest.raises(InvalidOption, match=words):
        check({"alert_filters": [given]}, protect={"alert_filters": [name]})
    check({"alert_filters": [given]}, protect={"alert_filters": ["Filter 2"], "roles": [name]})


def test_a_plan_that_is_protected_is_not_stopped_and_one_that_is_stopped_counts():
    times = {"start": NOW - 10, "end": NOW + 10, "status": "running"}
    live = {"maintenance_plans": [{"id": f"m{number}", "name": f"Patch {number}", **times} for number in range(3)]}
    stopped = {"maintenance_plans": [{"name": "Patch 1", "state": "stopped"}]}
    check(stopped, "1", live=live)
    with pytest.raises(TooManyRemovals, match="1 of 3 maintenance_plans would be removed or stopped"):
        check(stopped, "0", live=live)
    with pytest.raises(InvalidOption, match='"Patch 1" is to be stopped.*Omit its state: stopped'):
        check(stopped, "1", {"maintenance_plans": ["Patch*"]}, live=live)


@pytest.mark.parametrize(
    ("declaration", "what"),
    [
        (groups(1), 'environment group "Group 0" is to lose all environments'),
        (tags(1, False), 'alert tag "tag0" is to lose all active rules'),
        ({"roles": [{"name": "Role 0", "permissions": []}]}, 'role "Role 0" is to lose all permissions'),
    ],
)
def test_what_is_protected_keeps_what_it_contains(declaration, what):
    (plural,) = declaration
    with pytest.raises(InvalidOption, match=f"{what}, but is listed in protect.{plural}.*that change"):
        check(declaration, protect={plural: "*0"})


def test_what_had_no_effect_loses_none():
    off = {**LIVE, "alert_tags": [{**tag, "active": False} for tag in TAGS]}
    check(tags(5, False, active=False), "0", live=off)
    empty = {**LIVE, "environment_groups": [{**group, "environmentIds": []} for group in GROUPS]}
    check({"environment_groups": [{"name": "Group 1", "new_name": "Void"}]}, "0", live=empty)


@pytest.mark.parametrize("given", [{"description": "x"}, {"new_name": "FILTER 1"}, {"bpql": {"=": ["a", "c"]}}])
def test_what_is_protected_may_be_changed(given):
    if "new_name" in given:
        live = {**LIVE, "roles": [{**ROLES[1], "name": "Filter 1"}]}
        check({"roles": [{"name": "Filter 1", **given}]}, protect={"roles": "Filter 1"}, live=live)
    else:
        check({"alert_filters": [{"name": "Filter 1", **given}]}, protect={"alert_filters": "Filter 1"})


def test_what_is_built_in_is_not_removed():
    live = {**LIVE, "roles": [ADMIN, *ROLES]}
    with pytest.raises(InvalidOption, match='role "Admin" is to be removed, but is built in'):
        check({"roles": [{"name": "Admin", "state": "absent"}]}, live=live)


def purged(declaration, protect=None, kept=(), live=None, resource=ALERT_FILTER):
    known = known_of(live or LIVE)
    declared = list(declared_of(declaration, known))
    found = choose_purged(resource, declared, known[resource.name], SafetyLimits("9", protect or {}), frozenset(kept))
    return [item["id"] for item in found]


def test_a_purge_takes_what_nobody_declares_protects_or_needs():
    declaration = {"alert_filters": [{"name": f"Filter {each}"} for each in range(6)]}
    assert purged(declaration) == ["f6", "f7", "f8", "f9"]
    assert purged(declaration, {"alert_filters": ["Filter 7", "f8"]}, kept={"f9"}) == ["f6"]
    roles = {"roles": [{"name": "Empty"}, *({"name": f"Role {each}"} for each in range(9))]}
    assert purged(roles, live={**LIVE, "roles": [ADMIN, *ROLES]}, resource=ROLE) == ["r9"]


@pytest.mark.parametrize(
    "declaration",
    [{}, {"alert_filters": [{"name": "Filter 1", "state": "absent"}]}, {"roles": [{"name": "Role 1"}]}],
    ids=["nothing", "only what goes", "another kind"],
)
def test_a_purge_of_everything_is_refused(declaration):
    with pytest.raises(InvalidOption, match="purge: alert_filters is empty or missing"):
        purged(declaration)


@pytest.mark.parametrize(
    ("protect", "problem"),
    [
        ({}, "purge of scim_users: the owner .*, and the owner might be removed"),
        ({"scim_users": ["nobody@x"]}, "purge of scim_users"),
        ({"scim_users": ["u1@x"]}, "purge of roles: the owner .*, and what the owner needs might be removed"),
        ({"scim_users": ["u1@x"], "roles": ["Role 1"]}, None),
    ],
)
def test_where_nobody_knows_the_owner_something_has_to_be_protected(protect, problem):
    def check_owner(owner, kinds):
        check_owner_is_known(owner, kinds, known_of(LIVE), SafetyLimits("9", protect), ADMINISTRATION)

    if problem:
        with pytest.raises(InvalidOption, match=problem):
            check_owner(Owner(None), {"scim_users", "roles"})
    else:
        check_owner(Owner(None), {"scim_users", "roles"})
    check_owner(Owner(frozenset({"u1"})), {"scim_users", "roles"})
    check_owner(Owner(None), {"alert_filters"})


def test_protection_that_fits_nothing_is_reported():
    protect = {"alert_filters": ["Filter 1", "New", "f2", "Nonesuch", "Filter*"], "roles": "Rolle 1"}
    plan = plan_of({"alert_filters": [{"name": "New", "bpql": CONDITION}]}, LIVE)
    assert idle_protection(plan, known_of(LIVE), SafetyLimits("9", protect)) == [
        'protect.roles: no object matches "Rolle 1".',
        'protect.alert_filters: no object matches "Nonesuch".',
    ]


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (SafetyLimits("ten", {}), "max_removals"),
        (SafetyLimits("101%", {}), "max_removals"),
        (SafetyLimits("1", {"roles": {"a": 1}}), "protect.roles"),
        (SafetyLimits("1", {"roles": [["a"]]}), "protect.roles"),
        (SafetyLimits("1", {"roles": [True]}), "protect.roles"),
    ],
)
def test_options_that_say_nothing_are_refused(limits, problem):
    with pytest.raises(InvalidOption, match=problem):
        check_options(limits, CATALOG)


def test_protection_may_be_one_name_or_several():
    check_options(SafetyLimits("100%", {"roles": "a", "scim_users": ["b", 7]}), CATALOG)
    assert SafetyLimits("1", {"roles": "a"}).protected(ROLE) == ["a"]
    assert SafetyLimits("1", {"roles": [" b ", 7]}).protected(ROLE) == ["b", "7"]
