# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A whole organization at once, over real HTTP."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run_report import (
    diff,
    summary,
    warnings,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.correlation_pattern import (
    CORRELATION_PATTERN_ORDER,
)
from rounds import one_round
from simulator.rules import scim_users

KEY = "test-api-key-acme-5f1d8e37a6b0"
READ = {"resource_type": "users", "actions": ["read"]}


def users(number, **values):
    return [
        {"user_name": f"user{each}@example.com", "display_name": f"User {each}", **values} for each in range(number)
    ]


ORGANIZATION = {
    "environments": [{"name": "Production", "filter": "env = prod"}],
    "roles": [
        {
            "name": "Operations",
            "permissions": [{"resource_type": "environments", "environment": "Production", "actions": ["read"]}, READ],
            "users": ["user1@example.com", "admin@acme.example"],
            "append_users": True,
        },
        {"name": "Auditors", "permissions": [READ]},
    ],
    "scim_users": [*users(6, roles=["Auditors"], append_roles=True), {"user_name": "plain@example.com"}],
    "enrichment_maps": [
        {
            "name": "owners",
            "fields": [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}],
            "rows": [{"application": "billing", "owner": "Ada"}],
        }
    ],
}


def test_an_organization_is_made_at_once_and_stays(bring, simulator):
    planned, written = bring(ORGANIZATION, apply=False)
    assert written == [] and {entry["outcome"] for entry in planned} == {"planned"}
    made, written = bring(ORGANIZATION)
    assert {entry["outcome"] for entry in made} == {"done"}
    assert [entry["diff"] for entry in made] == [entry["diff"] for entry in planned]
    # What creation carries costs nothing: one request an object, none for membership.
    assert "add_role_users" not in written and "update_scim_user" not in written
    acme = simulator.organization("acme")
    operations, auditors = acme.find_role("Operations"), acme.find_role("Auditors")
    names = {acme.users[user]["userName"] for user in operations["users"]}
    assert names == {"user1@example.com", "admin@acme.example"}
    assert len(auditors["users"]) == 6
    again, written = bring(ORGANIZATION)
    assert (again, written) == ([], [])
    assert len(simulator.requests()) <= 10
    assert summary(bring.made.plan)["scim_users"] == {"unchanged": 7}
    assert diff(bring.made.plan) == {"before": {}, "after": {}}


def test_many_who_move_take_a_handful_of_requests(bring, simulator):
    roles = [{"name": "Old", "permissions": []}, {"name": "New", "permissions": []}]
    bring({"roles": roles, "scim_users": users(120, roles=["Old"])})
    moved, written = bring({"scim_users": users(120, roles=["New"])}, max_removals="120")
    assert len(moved) == 120 and {entry["outcome"] for entry in moved} == {"done"}
    assert sorted(written) == ["add_role_users", "remove_role_users"]
    assert len(simulator.requests()) < 20
    acme = simulator.organization("acme")
    assert [len(acme.find_role(name)["users"]) for name in ("Old", "New")] == [0, 120]
    assert bring({"scim_users": users(120, roles=["New"])}) == ([], [])


def test_one_who_moves_takes_an_array_for_each_role(bring, simulator):
    roles = [{"name": "Old", "permissions": []}, {"name": "New", "permissions": []}]
    bring({"roles": roles, "scim_users": users(3, roles=["Old"])})
    assert bring({"scim_users": users(1, roles=["New"])})[1] == ["add_role_users", "remove_role_users"]
    acme = simulator.organization("acme")
    assert [len(acme.find_role(name)["users"]) for name in ("Old", "New")] == [2, 1]


def test_a_role_that_is_renamed_takes_its_users_along(bring, simulator):
    bring({"roles": [{"name": "Old", "permissions": []}], "scim_users": users(3, roles=["Old"])})
    renamed = {"roles": [{"name": "Old", "new_name": "New"}], "scim_users": users(3, roles=["New"])}
    told, written = bring(renamed)
    assert ([entry["resource"] for entry in told], written) == (["roles"], ["update_role"])
    assert len(simulator.organization("acme").find_role("New")["users"]) == 3
    assert bring(renamed) == ([], [])


def test_users_of_a_role_are_not_those_of_another_of_the_same_name(bring, simulator):
    acme = simulator.organization("acme")
    users = {name: acme.add_user(f"{name}@acme.example")["id"] for name in ("eve", "bob")}
    acme.add_role("Operations", [], [users["eve"]])
    acme.add_role("OPERATIONS", [], [users["bob"]])
    declared = [{"user_name": "eve@acme.example", "roles": ["Operations"]}, {"user_name": "bob@acme.example"}]
    assert bring({"roles": [{"name": "Operations", "users": ["eve@acme.example"]}], "scim_users": declared}) == ([], [])
    assert bring({"scim_users": declared}) == ([], [])


def test_a_change_of_users_that_the_object_itself_does_not_show_is_reported(bring, simulator, monkeypatch):
    acme = simulator.organization("acme")
    user_id = acme.add_user("bob@acme.example")["id"]
    one, other = acme.add_role("Operations", []), acme.add_role("OPERATIONS", [], [user_id])
    declaration = {"scim_users": [{"user_name": "bob@acme.example", "roles": ["Operations"]}]}
    for apply in (False, True):
        (entry,), _written = bring(declaration, apply=apply)
        assert (entry["key"], entry["action"]) == ("bob@acme.example", "update")
        assert entry["diff"] == {"before": {"roles": ["OPERATIONS"]}, "after": {"roles": ["Operations"]}}
    assert list(one["users"]) == [user_id] and not other["users"]
    assert bring(declaration) == ([], [])
    # A service whose users show their roles later than roles their users.
    monkeypatch.setattr("simulator.rules.scim_users.shown", without_roles(scim_users.shown))
    declaration["scim_users"][0]["roles"] = []
    (entry,), written = bring(declaration)
    assert entry["action"] == "update" and written == ["remove_role_users"]
    assert entry["diff"] == {"before": {"roles": ["Operations"]}, "after": {"roles": []}}
    assert bring(declaration) == ([], [])


def without_roles(shown):
    return lambda *arguments: {**shown(*arguments), "roles": []}


def test_a_diff_shows_all_that_changes_whichever_end_shows_it(bring, simulator, monkeypatch):
    acme = simulator.organization("acme")
    ids = {name: acme.add_user(f"{name}@acme.example")["id"] for name in ("ada", "bob", "eve")}
    acme.add_role("Hidden", [], [ids["bob"]])
    acme.add_role("Shown", [], [ids["bob"]])
    acme.add_role("LOUD", [], [ids["bob"]])
    acme.add_role("Loud", [])
    shown = scim_users.shown
    monkeypatch.setattr("simulator.rules.scim_users.shown", without_role(shown, "Hidden"))
    declared = {"scim_users": [{"user_name": "bob@acme.example", "display_name": "Bob", "roles": ["Loud"]}]}
    for apply in (False, True):
        (entry,), _written = bring(declared, apply=apply)
        before, after = entry["diff"]["before"], entry["diff"]["after"]
        assert (sorted(before["roles"]), after["roles"]) == (["Hidden", "LOUD", "Shown"], ["Loud"])
        assert after["display_name"] == "Bob"
    assert [role["name"] for role in acme.roles.values() if ids["bob"] in role["users"]] == ["Loud"]
    assert bring(declared) == ([], [])
    # The other way round: users show a role that does not show them.
    monkeypatch.setattr("simulator.rules.scim_users.shown", with_role(shown, "Shown", ids["bob"]))
    (entry,), _written = bring({"roles": [{"name": "Shown", "users": []}]}, apply=False)
    assert entry["diff"] == {"before": {"users": ["bob@acme.example"]}, "after": {"users": []}}


def test_a_diff_keeps_the_role_that_differs_only_in_case_from_one_that_goes(bring, simulator):
    acme = simulator.organization("acme")
    user_id = acme.add_user("bob@acme.example")["id"]
    for name in ("Loud", "LOUD"):
        acme.add_role(name, [], [user_id])
    (entry,), _written = bring({"scim_users": [{"user_name": "bob@acme.example", "roles": ["Loud"]}]})
    assert entry["diff"] == {"before": {"roles": ["Loud", "LOUD"]}, "after": {"roles": ["Loud"]}}
    assert [role["name"] for role in acme.roles.values() if user_id in role["users"]] == ["Loud"]


def test_a_role_that_is_in_no_list_is_not_compared_and_reported(bring, exported, simulator, monkeypatch):
    acme = simulator.organization("acme")
    bob, eve = (acme.add_user(f"{name}@acme.example")["id"] for name in ("bob", "eve"))
    acme.add_role("Operations", [], [bob, eve])
    shown = scim_users.shown
    monkeypatch.setattr("simulator.rules.scim_users.shown", with_role(shown, "Ghosts", bob))
    warning = (
        'scim_users: roles of "bob@acme.example": BigPanda shows "Ghosts" there, and not in its own list of roles.'
    )
    assert bring(exported(gather=["scim_users"])) == ([], [])
    declared = {"scim_users": [{"user_name": f"{name}@acme.example", "roles": ["Viewer"]} for name in ("bob", "eve")]}
    for apply in (False, True):
        told, _written = bring(declared, apply=apply, max_removals="2")
        for entry in told:
            assert entry["diff"] == {"before": {"roles": ["Operations"]}, "after": {"roles": ["Viewer"]}}
        assert [text for text in warnings(bring.made.plan) if text.startswith(warning)]
    assert [entry["outcome"] for entry in told] == ["done", "done"]
    assert [role["name"] for role in acme.roles.values() if bob in role["users"]] == ["Viewer"]
    assert bring(declared) == ([], []) and [text for text in warnings(bring.made.plan) if text.startswith(warning)]
    declared["scim_users"][0]["append_roles"] = True
    assert bring(declared) == ([], []) and warnings(bring.made.plan) == []


def test_without_permission_for_roles_one_that_is_in_no_list_is_not_sent(bring, simulator, monkeypatch):
    acme = simulator.organization("acme")
    bob = acme.add_user("bob@acme.example")["id"]
    acme.add_role("Operations", [], [bob])
    monkeypatch.setattr("simulator.rules.scim_users.shown", with_role(scim_users.shown, "Ghosts", bob))
    forbidden = ["add_role_users", "remove_role_users"]
    simulator.set_faults([{"kind": "status", "status": 403, "operations": forbidden}])
    (entry,), _written = bring({"scim_users": [{"user_name": "bob@acme.example", "roles": ["Viewer"]}]})
    assert (entry["outcome"], entry["error"]) == ("done", None)
    assert [role["name"] for role in acme.roles.values() if bob in role["users"]] == ["Viewer"]


def without_role(shown, name):
    def show(request, user, names):
        return shown(request, user, [each for each in names if each != name])

    return show


def with_role(shown, name, user_id):
    def show(request, user, names):
        return shown(request, user, [*names, name] if user["id"] == user_id else names)

    return show


def test_ends_that_disagree_are_refused_before_anything_is_written(bring):
    declaration = {
        "roles": [{"name": "Operations", "permissions": [], "users": ["user0@example.com"]}],
        "scim_users": users(2, roles=["Operations"]),
    }
    with pytest.raises(errors.InvalidOption, match="user1@example.com.*Operations.*append_users"):
        bring(declaration)


def test_what_fails_stops_only_what_needs_it_and_a_rerun_finishes(bring, simulator):
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["create_role"]}])
    declaration = {
        "roles": [{"name": "Operations", "permissions": []}],
        "scim_users": [*users(2, roles=["Operations"]), {"user_name": "plain@example.com"}],
    }
    told = {entry["key"]: entry for entry in bring(declaration)[0]}
    assert told["Operations"]["outcome"] == "failed" and "403" in told["Operations"]["error"]
    assert told["user0@example.com"]["outcome"] == told["user1@example.com"]["outcome"] == "skipped"
    assert told["plain@example.com"]["outcome"] == "done"
    simulator.clear_faults()
    assert {entry["outcome"] for entry in bring(declaration)[0]} == {"done"}
    assert bring(declaration) == ([], [])


def active_users(simulator):
    return {user["userName"] for user in simulator.organization("acme").users.values() if user["active"]}


def test_a_purge_removes_undeclared_users_only_within_max_removals(bring, simulator):
    bring({"roles": [{"name": "Team", "permissions": []}], "scim_users": users(30, roles=["Team"])})
    with pytest.raises(errors.TooManyRemovals, match=r"4 of 31 scim_users.*max_removals \(10%\) allows 3"):
        bring({"scim_users": users(26)}, purge=["scim_users"])
    told, written = bring({"scim_users": users(26)}, purge=["scim_users"], max_removals="4")
    assert written == ["deactivate_scim_user"] * 4 and {entry["action"] for entry in told} == {"remove"}
    assert active_users(simulator) == {"admin@acme.example", *(user["user_name"] for user in users(26))}
    assert bring({"scim_users": users(26)}, purge=["scim_users"]) == ([], [])
    with pytest.raises(errors.InvalidOption, match="scim_users is empty or missing"):
        bring({"scim_users": []}, purge=["scim_users"])
    simulator.set_faults([{"kind": "missing_page"}])
    with pytest.raises(errors.IncompleteList):
        bring({"scim_users": users(20)}, purge=["scim_users"], max_removals="100%")


def test_users_who_lose_a_role_count_as_removed(bring):
    bring({"roles": [{"name": "Team", "permissions": []}], "scim_users": users(10, roles=["Team"])})
    with pytest.raises(errors.TooManyRemovals, match="10 of 11 scim_users .* or lose a role"):
        bring({"roles": [{"name": "Team", "users": []}], "scim_users": users(1)}, max_removals="50%")


def test_the_owner_of_the_api_key_keeps_account_and_role(bring, simulator):
    told, _written = bring({"scim_users": users(1)}, purge=["scim_users"], max_removals="100%")
    assert [entry["key"] for entry in told] == ["user0@example.com"]
    for declaration in (
        {"scim_users": [{"user_name": "admin@acme.example", "state": "absent"}]},
        {"scim_users": [{"user_name": "admin@acme.example", "active": False}]},
        {"scim_users": [{"user_name": "admin@acme.example", "roles": []}]},
        {"roles": [{"name": "Admin", "users": []}]},
        {"roles": [{"name": "Admin", "users": ["user0@example.com"]}], "scim_users": users(1)},
    ):
        with pytest.raises(errors.InvalidOption, match="API key"):
            bring(declaration, max_removals="100%")
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["list_api_keys"]}])
    with pytest.raises(errors.InvalidOption, match="protect.scim_users"):
        bring({"scim_users": users(1)}, purge=["scim_users"])
    bring({"scim_users": users(1)}, purge=["scim_users"], protect={"scim_users": ["admin@acme.example"]})
    acme = simulator.organization("acme")
    assert "admin@acme.example" in active_users(simulator)
    assert acme.find_user("admin@acme.example")["id"] in acme.find_role("Admin")["users"]


def test_built_in_and_protected_objects_stay(bring, simulator):
    bring({"roles": [{"name": "Kept", "permissions": []}, {"name": "Gone", "permissions": []}]})
    declared = {"roles": [{"name": "Other", "permissions": []}]}
    told, _written = bring(declared, purge=["roles"], protect={"roles": ["kept"]}, max_removals="50%")
    assert {(entry["key"], entry["action"]) for entry in told} == {("Gone", "remove"), ("Other", "create")}
    with pytest.raises(errors.InvalidOption, match=r"protect\.roles"):
        bring({"roles": [{"name": "Kept", "state": "absent"}]}, protect={"roles": ["Kept"]})
    left = {role["name"] for role in simulator.organization("acme").roles.values()}
    assert left == {"Admin", "User", "Viewer", "Kept", "Other"}


def test_only_the_plan_that_was_approved_is_carried_out(bring):
    bring(ORGANIZATION, apply=False)
    fingerprint = bring.made.fingerprint
    with pytest.raises(errors.PlanChanged, match="approved_plan"):
        bring({**ORGANIZATION, "roles": ORGANIZATION["roles"][1:]}, approved=fingerprint)
    # As it comes out of a terminal or a form.
    assert bring(ORGANIZATION, approved=f" {fingerprint.upper()}\n")[0]


def test_removals_come_last_and_in_reverse_order(bring, simulator):
    bring({**ORGANIZATION, "roles": [{**ORGANIZATION["roles"][0], "users": []}, ORGANIZATION["roles"][1]]})
    acme = simulator.organization("acme")
    role_ids = {name: acme.find_role(name)["id"] for name in ("Operations", "Auditors")}
    removal = {
        "environments": [{"name": "Production", "state": "absent"}],
        "roles": [{"name": "Operations", "state": "absent"}, {"name": "Auditors", "state": "absent"}],
        "scim_users": [{**user, "state": "absent"} for user in users(2)],
    }
    told, written = bring(removal, max_removals="100%")
    assert {entry["outcome"] for entry in told} == {"done"}
    paths = [entry["path"] for entry in simulator.requests(writes_only=True)]
    roles = {name: paths.index(f"/resources/v2.1/roles/{role_id}") for name, role_id in role_ids.items()}
    assert roles["Operations"] < written.index("delete_environment")
    assert max(number for number, name in enumerate(written) if name == "deactivate_scim_user") < roles["Auditors"]
    assert bring(removal) == ([], [])


CIRCLE = {
    "environments": [
        {"name": "Production", "filter": "env = prod", "roles": ["Operations"], "read_only_roles": ["User"]}
    ],
    "roles": [
        {
            "name": "Operations",
            "permissions": [{"resource_type": "environments", "environment": "Production", "actions": ["read"]}],
        }
    ],
}


def test_kinds_that_name_each_other_are_made_in_one_run(bring, exported, simulator):
    planned, written = bring(CIRCLE, apply=False)
    assert written == [] and [entry["action"] for entry in planned] == ["create", "create"]
    made, written = bring(CIRCLE)
    assert written == ["create_environment", "create_role", "update_environment"]
    assert {entry["outcome"] for entry in made} == {"done"}
    assert [entry["diff"] for entry in made] == [entry["diff"] for entry in planned]
    assert made[0]["diff"]["after"]["roles"] == ["Operations"]
    assert bring(CIRCLE) == ([], [])
    assert bring(exported()) == ([], [])
    # A new role for an environment that is there takes no detour.
    more = {
        "environments": [{"name": "Production", "roles": ["Operations", "Night watch"]}],
        "roles": [{**CIRCLE["roles"][0], "name": "Night watch"}],
    }
    assert bring(more)[1] == ["create_role", "update_environment"]
    assert bring(more) == ([], [])


def test_what_was_begun_and_not_finished_has_failed(bring, simulator):
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["create_role"]}])
    told = {entry["key"]: entry for entry in bring(CIRCLE)[0]}
    assert told["Production"]["outcome"] == told["Operations"]["outcome"] == "failed"
    assert "403" in told["Production"]["error"]
    simulator.clear_faults()
    told, written = bring(CIRCLE)
    assert sorted(written) == ["create_role", "update_environment"]
    assert {entry["outcome"] for entry in told} == {"done"}
    assert bring(CIRCLE) == ([], [])


def test_one_of_a_kind_is_declared_once(bring):
    with pytest.raises(errors.InvalidOption, match=r"scim_users\[0\] and scim_users\[1\] both declare"):
        bring({"scim_users": [{"user_name": "new@example.com"}, {"user_name": "NEW@example.com"}]})


@pytest.mark.parametrize(("seed", "told"), [(0, "6 faults, correct"), (1, "5 faults, correct")])
def test_provisioning_while_everything_goes_wrong(seed, told):
    """Two of the rounds that the benchmark goes through; each checks the outcome itself."""
    assert one_round(seed)[0] == told


@pytest.mark.parametrize("seed", range(3))
def test_a_run_under_faults_ends_right_or_is_finished_by_the_next(bring, simulator, seed):
    faults = [
        {"kind": "reset_before", "probability": 0.1},
        {"kind": "reset_after", "probability": 0.1},
        {"kind": "status", "status": 503, "after_write": True, "probability": 0.05},
        {"kind": "status", "status": 429, "probability": 0.1},
        {"kind": "unknown_fields"},
        {"kind": "short_pages"},
    ]
    simulator.set_faults(faults, seed=seed)
    bring({**ORGANIZATION, "scim_users": users(40, roles=["Auditors"], append_roles=True)})
    simulator.clear_faults()
    bring({**ORGANIZATION, "scim_users": users(40, roles=["Auditors"], append_roles=True)})
    acme = simulator.organization("acme")
    names = [user["userName"] for user in acme.users.values()]
    assert len(names) == len(set(names)) == 41
    assert len(acme.find_role("Auditors")["users"]) == 40
    assert bring({**ORGANIZATION, "scim_users": users(40, roles=["Auditors"], append_roles=True)}) == ([], [])


def test_an_export_changes_nothing_at_home_and_recreates_the_same_elsewhere(bring, exported):
    people = [
        *users(3, roles=["Auditors"], append_roles=True),
        {"user_name": "former@example.com", "active": False},
        {"user_name": "caller@example.com", "phone_number": {"value": "+49 30 1234", "type": "work"}},
    ]
    cells = [{"application": "a", "owner": ["x", "y"]}, {"application": "b|c", "owner": None}]
    tables = [{**ORGANIZATION["enrichment_maps"][0], "rows": cells, "note": "Who owns what."}]
    bring({**ORGANIZATION, "scim_users": people, "enrichment_maps": tables})
    declaration = exported()
    assert bring(declaration) == ([], [])
    assert "created_at" not in str(declaration) and "ansible:" not in str(declaration)
    assert bring(exported(gather=("roles",))) == ([], [])

    elsewhere = {"organization": "globex", "region": "eu"}
    moved = {
        **declaration,
        "scim_users": [one for one in declaration["scim_users"] if "admin@" not in one["user_name"]],
    }
    moved["roles"] = [role for role in declaration["roles"] if role["name"] not in ("Admin", "User", "Viewer")]
    told, _written = bring(moved, **elsewhere)
    assert {entry["outcome"] for entry in told} == {"done"}
    there = exported(**elsewhere)
    for kind in ("environments", "enrichment_maps"):
        assert there[kind] == declaration[kind]
    assert [one for one in there["scim_users"] if "admin@" not in one["user_name"]] == moved["scim_users"]
    assert bring(moved, **elsewhere) == ([], [])


def patterns(**windows):
    return [{"tags": [tag], "time_window": minutes} for tag, minutes in windows.items()]


def order(*tags):
    return [{"patterns": [{"tags": [tag]} for tag in tags]}]


@pytest.fixture
def order_now(client):
    """The tags of the patterns in the order in which they are tried."""
    return lambda: [pattern["tags"][0] for pattern in client.list(CORRELATION_PATTERN_ORDER)[0]["patterns"]]


def test_patterns_and_their_order_are_made_in_one_run(bring, order_now):
    wanted = {
        "correlation_patterns": patterns(slow=90, quick=5, middle=30),
        "correlation_pattern_orders": order("quick", "slow", "middle"),
    }
    planned, _written = bring(wanted, apply=False)
    assert planned[-1]["diff"] == {"before": {"patterns": []}, "after": {"patterns": ["quick", "slow", "middle"]}}
    made, written = bring(wanted)
    assert {entry["outcome"] for entry in made} == {"done"}
    assert written == ["create_correlation_pattern"] * 3 + ["update_correlation_pattern_order"]
    assert order_now() == ["quick", "slow", "middle"]
    assert bring(wanted) == ([], [])


def test_an_order_that_comes_about_by_itself_is_not_written(bring, order_now):
    wanted = {
        "correlation_patterns": patterns(quick=5, slow=90),
        "correlation_pattern_orders": order("slow", "quick"),
    }
    made, written = bring(wanted)
    assert {entry["outcome"] for entry in made} == {"done"}
    assert written == ["create_correlation_pattern"] * 2
    assert order_now() == ["slow", "quick"]


def test_patterns_that_go_and_come_move_those_that_stay(bring, order_now):
    bring({"correlation_patterns": patterns(slow=90, quick=5, middle=30)})
    gone = {"tags": ["slow"], "state": "absent"}
    wanted = {
        "correlation_patterns": [gone, *patterns(new=10)],
        "correlation_pattern_orders": order("new", "quick", "middle"),
    }
    made, written = bring(wanted)
    assert {entry["outcome"] for entry in made} == {"done"}
    assert written[-2:] == ["update_correlation_pattern_order", "delete_correlation_pattern"]
    (order_entry,) = [entry for entry in made if entry["resource"] == "correlation_pattern_orders"]
    assert order_entry["diff"]["before"] == {"patterns": ["middle", "quick"]}
    assert order_now() == ["new", "quick", "middle"]
    assert bring(wanted) == ([], [])


def test_a_pattern_that_is_only_removed_does_not_change_the_order(bring, order_now):
    bring({"correlation_patterns": patterns(slow=90, quick=5, middle=30)})
    gone = {"tags": ["middle"], "state": "absent"}
    wanted = {"correlation_patterns": [gone], "correlation_pattern_orders": order("slow", "quick")}
    _made, written = bring(wanted)
    assert written == ["delete_correlation_pattern"]
    assert order_now() == ["slow", "quick"]


def test_an_order_is_kept_although_a_time_window_changes(bring, order_now):
    """The default order would follow the time window."""
    bring({"correlation_patterns": patterns(slow=90, quick=5)})
    wanted = {
        "correlation_patterns": patterns(slow=1),
        "correlation_pattern_orders": order("slow", "quick"),
    }
    _made, written = bring(wanted)
    assert written == ["update_correlation_pattern", "update_correlation_pattern_order"]
    assert order_now() == ["slow", "quick"]
    assert bring(wanted) == ([], [])


@pytest.mark.parametrize(
    ("tags", "says"),
    [
        (["quick", "new"], r'correlation pattern order: patterns does not contain "slow"'),
        (["quick", "slow"], r'correlation pattern order: patterns does not contain "new"'),
        (["quick", "slow", "new", "middle"], r"patterns\[3\]: the same run removes the correlation pattern"),
    ],
)
def test_an_order_names_what_will_be_there(bring, tags, says):
    bring({"correlation_patterns": patterns(slow=90, quick=5, middle=30)})
    gone = {"tags": ["middle"], "state": "absent"}
    wanted = {"correlation_patterns": [gone, *patterns(new=10)], "correlation_pattern_orders": order(*tags)}
    with pytest.raises(errors.BigPandaError, match=says):
        bring(wanted)


def test_an_order_is_reset_with_the_rest(bring, order_now):
    bring(
        {
            "correlation_patterns": patterns(slow=90, quick=5),
            "correlation_pattern_orders": order("quick", "slow"),
        }
    )
    made, written = bring({"correlation_pattern_orders": [{"state": "absent"}]})
    assert ([entry["action"] for entry in made], written) == (["remove"], ["reset_correlation_pattern_order"])
    assert order_now() == ["slow", "quick"]


def test_an_order_is_exported_only_if_somebody_made_it(bring, exported):
    """Else to apply it would put the organization in manual order."""
    bring({"correlation_patterns": patterns(slow=90, quick=5, also=5)})
    told = exported(["correlation_patterns", "correlation_pattern_orders"])
    assert told["correlation_pattern_orders"] == []
    bring({"correlation_pattern_orders": order("quick", "slow", "also")})
    (ordered,) = exported(["correlation_pattern_orders"])["correlation_pattern_orders"]
    assert [pattern["tags"] for pattern in ordered["patterns"]] == [["quick"], ["slow"], ["also"]]


def test_an_order_follows_a_pattern_that_will_be_identified_otherwise(bring, simulator):
    bring({"correlation_patterns": patterns(slow=90, quick=5)})
    stored = simulator.organization("acme").stores["correlation_patterns"].values()
    (slow,) = [pattern["id"] for pattern in stored if pattern["tags"] == ["slow"]]
    changed = {
        "correlation_patterns": [{"id": slow, "tags": ["late"]}],
        "correlation_pattern_orders": order("quick", "late"),
    }
    told, written = bring(changed)
    assert {entry["outcome"] for entry in told} == {"done"}
    assert written == ["update_correlation_pattern", "update_correlation_pattern_order"]
    assert bring(changed) == ([], [])
    with pytest.raises(errors.UnknownReference, match='"late" does not exist'):
        bring({**changed, "correlation_patterns": [{"id": slow, "tags": ["last"]}]})


def test_only_the_order_fails_that_turns_out_not_to_exist(bring, simulator):
    simulator.set_options({"pattern_order": "disabled"})
    wanted = {
        "correlation_patterns": patterns(quick=5, slow=90),
        "correlation_pattern_orders": order("quick", "slow"),
    }
    made, _written = bring(wanted)
    assert [entry["outcome"] for entry in made] == ["done", "done", "failed"]
    assert "limited release" in made[-1]["error"]


def test_patterns_that_are_alike_are_named_by_their_ids(bring, client, exported, simulator):
    acme = simulator.organization("acme")
    for note, minutes in (("one", 5), ("two", 60)):
        pattern = {"id": acme.new_id(), "active": True, "cross_source": True, "tags": ["host"], "time_window": minutes}
        acme.stores["correlation_patterns"][pattern["id"]] = {**pattern, "note": note}
        acme.stores["correlation_pattern_order"][pattern["id"]] = {}
    told = exported(["correlation_pattern_orders"])
    ids = list(acme.stores["correlation_patterns"])
    assert told == {"correlation_pattern_orders": [{"patterns": [{"id": each} for each in ids]}]}
    assert bring(told) == ([], [])
    by_note = [{"tags": ["host"], "note": note} for note in ("two", "one")]
    _made, written = bring({"correlation_pattern_orders": [{"patterns": by_note}]})
    assert written == ["update_correlation_pattern_order"]
    assert [pattern["id"] for pattern in client.list(CORRELATION_PATTERN_ORDER)[0]["patterns"]] == ids[::-1]


FED = {
    "alert_tags": [{"name": "owner"}],
    "enrichment_maps": [
        {
            "name": "owners",
            "fields": [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}],
            "rows": [{"application": "billing", "owner": "Ada"}],
        }
    ],
}


def gone(kind):
    return [{"name": item["name"], "state": "absent"} for item in FED[kind]]


def test_what_is_held_goes_after_its_holder(bring, simulator):
    bring(FED)
    with pytest.raises(errors.InvalidOption, match=r'alert tag ".*": .*enrichment map "owners"'):
        bring({"alert_tags": gone("alert_tags")})
    told, _written = bring({kind: gone(kind) for kind in FED})
    assert {entry["outcome"] for entry in told} == {"done"}
    assert not simulator.organization("acme").stores["alert_tags"] and not simulator.organization("acme").maps
    assert bring({kind: gone(kind) for kind in FED}) == ([], [])


def test_what_goes_with_its_holder_is_no_part_of_the_order(bring):
    bring({**FED, "alert_tags": [{"name": "team"}], "alert_tag_orders": [{"tags": ["owner", "team"]}]})
    left = {"enrichment_maps": gone("enrichment_maps"), "alert_tag_orders": [{"tags": ["team"]}]}
    with pytest.raises(errors.UnknownReference, match='the same run removes the alert tag "owner"'):
        bring({**left, "alert_tag_orders": [{"tags": ["owner", "team"]}]})
    told, written = bring(left)
    assert {entry["outcome"] for entry in told} == {"done"}
    assert written == ["delete_mapping_enrichment"]
    assert bring(left) == ([], [])


def test_what_has_more_than_its_holder_put_there_stays(bring):
    rule = {"type": "extraction", "source": "host", "regex": "(.*)"}
    bring(FED)
    stays = {
        "alert_tags": [{"name": "owner", "enrichments": [rule]}],
        "enrichment_maps": gone("enrichment_maps"),
        "alert_tag_orders": [{"tags": ["owner"]}],
    }
    told, written = bring(stays)
    assert {entry["outcome"] for entry in told} == {"done"}
    assert written == ["create_tag_enrichments", "delete_mapping_enrichment"]
    assert bring(stays) == ([], [])


def other_map(tag, name="owners", **values):
    fields = [{"title": "application", "type": "query_tag"}, {"title": tag, "type": "result_tag"}]
    return {"name": name, "fields": fields, "rows": [{"application": "billing", tag: "Ada"}], **values}


def test_an_order_names_what_comes_with_its_holder(bring):
    declaration = {
        "alert_tags": [{"name": "team"}],
        "enrichment_maps": [other_map("Owner"), other_map("Site", "sites")],
        "alert_tag_orders": [{"tags": ["Site", "team", "Owner"]}],
    }
    with pytest.raises(errors.InvalidOption, match='tags does not contain "Owner"'):
        bring({**declaration, "alert_tag_orders": [{"tags": ["Site", "team"]}]})
    told, written = bring(declaration)
    assert {entry["outcome"] for entry in told} == {"done"}
    assert written[-1] == "update_alert_tag_order"
    assert bring(declaration) == ([], [])


def test_what_only_a_holder_brings_is_left_to_it(bring, exported, simulator):
    """Even where nobody else could make it, since the name is that of a column."""
    bring({"alert_tags": [{"name": "team"}], "enrichment_maps": [other_map("Owner"), other_map("Site", "sites")]})
    bring({"alert_tags": [{"name": "Site", "description": "Where it runs", "active": False}]})
    declaration = exported(["alert_tags", "enrichment_maps", "alert_tag_orders"])
    assert [tag["name"] for tag in declaration["alert_tags"]] == ["Owner", "Site", "team"]
    elsewhere = {"organization": "globex", "region": "eu"}
    told, written = bring(declaration, **elsewhere)
    assert {entry["outcome"] for entry in told} == {"done"}
    actions = {entry["key"]: entry["action"] for entry in told if entry["resource"] == "alert_tags"}
    assert actions == {"Site": "update", "team": "create"}
    assert written.count("create_alert_tag") == written.count("update_alert_tag") == 1
    assert bring(declaration, **elsewhere) == ([], [])


def test_what_its_holder_fails_to_bring_is_skipped_with_it(bring, simulator):
    simulator.set_faults([{"kind": "job_failed"}])
    told, written = bring({"alert_tags": [{"name": "owner"}], "enrichment_maps": [other_map("owner")]})
    assert [(entry["key"], entry["outcome"]) for entry in told] == [("owner", "skipped"), ("owners", "failed")]
    assert "create_alert_tag" not in written


def test_a_purge_keeps_what_something_that_stays_holds(bring, simulator):
    bring({**FED, "alert_tags": [*FED["alert_tags"], {"name": "spare"}]})
    kept = {"alert_tags": [{"name": "other"}]}
    told, _written = bring(kept, purge=["alert_tags"], max_removals="100%")
    assert {(entry["key"], entry["action"]) for entry in told} == {("other", "create"), ("spare", "remove")}
    assert set(names(simulator, "alert_tags")) == {"owner", "other"}


WEEKEND = {"name": "Weekend", "starts_on": 2000000100, "ends_on": 2000000200}
CHATTER = {"name": "Chatter", "bpql": {"=": ["check", "heartbeat"]}, "schedule": "Weekend"}
NO_WEEKEND = {"name": "Weekend", "state": "absent"}


@pytest.fixture
def scheduled(bring, simulator):
    """A filter with a schedule, on a server that does not care for filters when a schedule goes."""
    simulator.set_options({"schedule_in_use": "allowed"})
    bring({"alert_filter_schedules": [WEEKEND], "alert_filters": [CHATTER]})


def names(simulator, kind):
    return [item["name"] for item in simulator.organization("acme").stores[kind].values()]


@pytest.mark.parametrize("declared", [[], [CHATTER], [{"name": "Chatter", "active": True}]], ids=str)
def test_a_schedule_stays_as_long_as_a_filter_names_it(bring, simulator, scheduled, declared):
    wanted = {"alert_filter_schedules": [NO_WEEKEND], "alert_filters": declared}
    with pytest.raises(
        errors.InvalidOption, match='filter "Chatter", and can only be removed after|the same run removes'
    ):
        bring(wanted)
    purged = {"alert_filter_schedules": [{**WEEKEND, "name": "Other"}], "alert_filters": declared}
    told, _written = bring(purged, purge=["alert_filter_schedules"], max_removals="100%")
    assert [(entry["key"], entry["action"]) for entry in told] == [("Other", "create")]
    assert names(simulator, "alert_filter_schedules") == ["Weekend", "Other"]


@pytest.mark.parametrize("by_id", [False, True], ids=["by name", "by id"])
def test_a_purge_keeps_a_schedule_that_a_new_filter_names(bring, simulator, by_id):
    bring({"alert_filter_schedules": [WEEKEND]})
    (schedule,) = simulator.organization("acme").stores["alert_filter_schedules"]
    wanted = {
        "alert_filter_schedules": [{**WEEKEND, "name": "Other"}],
        "alert_filters": [{**CHATTER, "schedule": schedule if by_id else "Weekend"}],
    }
    told, _written = bring(wanted, purge=["alert_filter_schedules"], max_removals="100%")
    assert [(entry["key"], entry["action"]) for entry in told] == [("Other", "create"), ("Chatter", "create")]
    assert names(simulator, "alert_filter_schedules") == ["Weekend", "Other"]
    (chatter,) = simulator.organization("acme").stores["alert_filters"].values()
    assert chatter["schedule"] == schedule


@pytest.mark.parametrize("state", ["absent", "purge"])
def test_a_schedule_goes_with_its_filter_or_once_the_filter_has_another(bring, simulator, scheduled, state):
    other = {**WEEKEND, "name": "Other"}
    schedules = [other, NO_WEEKEND] if state == "absent" else [other]
    purge = ["alert_filter_schedules"] if state == "purge" else []
    wanted = {"alert_filter_schedules": schedules, "alert_filters": [{"name": "Chatter", "schedule": "Other"}]}
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["update_alert_filter"]}])
    told, _written = bring(wanted, purge=purge, max_removals="100%")
    assert [(entry["key"], entry["outcome"]) for entry in told] == [
        ("Other", "done"),
        ("Chatter", "failed"),
        ("Weekend", "skipped"),
    ]
    simulator.clear_faults()
    told, written = bring(wanted, purge=purge, max_removals="100%")
    assert written == ["update_alert_filter", "delete_alert_filter_schedule"]
    gone = {
        kind: [{"name": name, "state": "absent"}]
        for kind, name in (("alert_filters", "Chatter"), ("alert_filter_schedules", "Other"))
    }
    told, written = bring(gone)
    assert written == ["delete_alert_filter", "delete_alert_filter_schedule"]
    assert not names(simulator, "alert_filters") and not names(simulator, "alert_filter_schedules")


@pytest.mark.parametrize(
    "readings",
    [{}, {"stored_order": "object"}, {"no_order": "no_content"}, {"order_answer": "list"}, {"envelope": "enveloped"}],
    ids=str,
)
def test_tags_run_in_the_order_declared_whatever_the_answers_look_like(bring, exported, simulator, readings):
    simulator.set_options(readings)
    declaration = {
        **FED,
        "alert_tags": [{"name": "team"}, *FED["alert_tags"]],
        "alert_tag_orders": [{"tags": ["owner", "team"]}],
    }
    told, written = bring(declaration)
    assert {entry["outcome"] for entry in told} == {"done"}
    # Tags that are made side by side may come in the order wanted by themselves.
    assert written.count("update_alert_tag_order") <= 1
    assert bring(declaration) == ([], [])
    assert exported(["alert_tag_orders"])["alert_tag_orders"] == [{"tags": ["owner", "team"]}]
    with pytest.raises(errors.InvalidOption, match=r'alert tag order: tags does not contain "team"'):
        bring({"alert_tag_orders": [{"tags": ["owner"]}]})
    left = {"alert_tags": [{"name": "team", "state": "absent"}], "alert_tag_orders": [{"tags": ["owner"]}]}
    told, written = bring(left)
    assert ([entry["key"] for entry in told], written) == (["team"], ["delete_alert_tag"])


def test_a_new_user_names_a_role_by_the_name_that_the_run_gives_it(bring, simulator):
    bring({"roles": [{"name": "Old"}]})
    declaration = {
        "roles": [{"name": "Old", "new_name": "New"}],
        "scim_users": [{"user_name": "joiner@acme.example", "roles": ["New"]}],
    }
    bring(declaration)
    acme = simulator.organization("acme")
    (role,) = [role for role in acme.roles.values() if role["name"] in ("Old", "New")]
    (joiner,) = [user["id"] for user in acme.users.values() if user["userName"] == "joiner@acme.example"]
    assert (role["name"], list(role["users"])) == ("New", [joiner])
    assert bring(declaration) == ([], [])
