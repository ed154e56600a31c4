# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who holds which roles, and who may log in: after any run what was declared, and during it nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from unittest import mock

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from simulator.rules import RULES

OWNER = "admin@acme.example"
PEOPLE = tuple(f"{name}@acme.example" for name in ("ada", "ben", "cleo", "dan"))
ROLES = ("Operations", "Network", "Storage")
ABSENT = {"state": "absent"}


def some_of(names, values):
    """Values of some of the names, by name."""
    chosen = st.fixed_dictionaries({name: st.none() | values for name in names})
    return chosen.map(lambda all_: {name: value for name, value in all_.items() if value is not None})


def declared_with(option, names):
    lists = st.fixed_dictionaries(
        {}, optional={option: st.lists(st.sampled_from(names), unique=True), f"append_{option}": st.booleans()}
    )
    return st.just(ABSENT) | lists


live_people = some_of(PEOPLE, st.tuples(st.booleans(), st.sets(st.sampled_from(ROLES))))
live_roles = st.sets(st.sampled_from(ROLES), min_size=1)
declared_people = some_of(PEOPLE, declared_with("roles", ROLES) | st.just({"active": False}))
declared_roles = some_of(ROLES, declared_with("users", PEOPLE))


@dataclass
class State:
    """pairs: (user, role) for each role that a user holds. active: who may log in."""

    pairs: set
    active: set
    roles: set


def state_of(organization):
    return State(
        {
            (organization.users[user]["userName"], role["name"])
            for role in organization.roles.values()
            for user in role["users"]
        },
        {user["userName"] for user in organization.users.values() if user["active"]},
        {role["name"] for role in organization.roles.values()},
    )


def build(organization, people, roles):
    for name, (active, held) in people.items():
        user = organization.add_user(name, active=active)
        for role in held & roles:
            organization.find_role(role)["users"][user["id"]] = None


def only_existing(people, roles, live_names, live_roles, purge):
    """The declaration without names of what will not exist: such names are an error before anything is changed."""
    there = {*ROLES} & {name for name, declared in roles.items() if declared != ABSENT}
    there |= set() if "roles" in purge else live_roles - roles.keys()
    users = {name for name, declared in people.items() if declared != ABSENT}
    users |= set() if "scim_users" in purge else {user for user in live_names if user not in people}
    return (
        {name: narrowed(declared, "roles", there) for name, declared in people.items()},
        {name: narrowed(declared, "users", users) for name, declared in roles.items()},
    )


def narrowed(declared, option, names):
    if option not in declared:
        return declared
    return {**declared, option: [name for name in declared[option] if name in names]}


def after(live, people, roles, purge):
    """What the declaration means; None if a role and a user contradict each other."""
    kept = live.roles - ({*ROLES} - roles.keys() if "roles" in purge else set())
    kept = (kept | roles.keys()) - {name for name, declared in roles.items() if declared == ABSENT}
    active = live.active & {OWNER, *people} if "scim_users" in purge else set(live.active)
    for name, declared in people.items():
        stays = declared != ABSENT and declared.get("active", True)
        active = active | {name} if stays else active - {name}
    pairs = set()
    for user in (OWNER, *PEOPLE):
        for role in kept:
            said = says(people.get(user, {}), "roles", role), says(roles.get(role, {}), "users", user)
            if set(said) >= {True, False}:
                return None
            if True in said or False not in said and (user, role) in live.pairs:
                pairs.add((user, role))
    return State(pairs, active, kept)


def says(declared, option, name):
    """Whether one end includes the other; None if it says nothing of it."""
    if option not in declared:
        return None
    if name in declared[option]:
        return True
    return None if declared.get(f"append_{option}") else False


@contextmanager
def watched(organization, look):
    """look: called after each request with the state of the organization."""

    def carried_out(rule):
        def carry_out(request):
            answer = rule(request)
            look(state_of(organization))
            return answer

        return carry_out

    with mock.patch.dict(RULES, {name: carried_out(rule) for name, rule in RULES.items()}):
        yield


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    live_people,
    live_roles,
    declared_people,
    declared_roles,
    st.sampled_from([(), (), (), ("roles",), ("scim_users",)]),
)
def test_after_any_run_everybody_holds_what_was_declared_and_never_more(
    call, simulator, start_anew, people, there, users, roles, purge
):
    start_anew()
    acme = simulator.organization("acme")
    for name in there:
        acme.add_role(name, [])
    build(acme, people, there)
    before = state_of(acme)
    users, roles = only_existing(users, roles, people, there, purge)
    goal = after(before, users, roles, purge)
    assume(goal is not None)
    declaration = {
        "scim_users": [{"user_name": name, **declared} for name, declared in [*users.items(), (OWNER, {})]],
        # A purge is refused if nothing is declared that stays.
        "roles": [{"name": name, **declared} for name, declared in [*roles.items(), ("Viewer", {})]],
        "purge": list(purge),
        "max_removals": "100%",
    }
    seen = []
    with watched(acme, seen.append):
        result = call("organization", **declaration)
    assert not result.get("failed"), result.get("msg")
    assert state_of(acme) == goal
    for state in seen:
        assert state.pairs <= before.pairs | goal.pairs
        returned = state.active - before.active
        assert {pair for pair in state.pairs if pair[0] in returned} <= goal.pairs
    assert not call("organization", **declaration)["changed"]
