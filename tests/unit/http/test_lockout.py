# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The owner of the API key can always undo what was done, by whatever module, over real HTTP."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ADMIN = "admin@acme.example"
ROLES_FULL = {"resource_type": "roles", "actions": ["read", "full_access"]}
USERS_FULL = {"resource_type": "users", "actions": ["full_access"]}
READ = {"resource_type": "users", "actions": ["read"]}
KEYS_READ = {"resource_type": "api_keys", "actions": ["read"]}
KEYS_HIDDEN = [{"kind": "status", "status": 403, "operations": ["list_api_keys"]}]


def make_role(acme, name, permissions, *users):
    ids = [acme.find_user(user)["id"] for user in users]
    return acme.add_role(name, [{**each, "resource_id": None} for each in permissions], ids)


@pytest.fixture
def acme(simulator):
    """Two more people, both in Admin as the owner of the key is."""
    organization = simulator.organization("acme")
    for name in ("eve@acme.example", "bob@acme.example"):
        user = organization.add_user(name)
        organization.find_role("Admin")["users"][user["id"]] = None
    return organization


@pytest.fixture
def keeper(acme):
    """The owner has what is needed by two roles of their own, and is not in Admin."""
    del acme.find_role("Admin")["users"][acme.find_user(ADMIN)["id"]]
    make_role(acme, "Keeper of roles", [ROLES_FULL, READ, KEYS_READ], ADMIN)
    make_role(acme, "Keeper of users", [USERS_FULL], ADMIN)
    return acme


def owners_permissions(acme):
    owner = acme.find_user(ADMIN)
    if not owner["active"]:
        return set()
    return {
        (each["resource_type"], action) for each in acme.permissions_of(owner["id"]) for action in each["actions"]
    } & {("roles", "full_access"), ("users", "full_access")}


LOCKOUTS = [
    {"roles": [{"name": "Keeper of users", "permissions": []}]},
    {"roles": [{"name": "Keeper of users", "permissions": [READ]}]},
    {"roles": [{"name": "keeper OF users", "new_name": "Helpers", "permissions": [READ]}]},
    {"roles": [{"name": "Keeper of roles", "permissions": [{"resource_type": "roles", "actions": ["read"]}]}]},
    {"roles": [{"name": "Keeper of roles", "users": []}]},
    {"roles": [{"name": "Keeper of roles", "users": ["eve@acme.example"]}]},
    {"roles": [{"name": "Keeper of users", "state": "absent"}]},
    {"scim_users": [{"user_name": ADMIN, "roles": []}]},
    {"scim_users": [{"user_name": ADMIN, "roles": ["Keeper of users", "User"]}]},
    {"scim_users": [{"user_name": "ADMIN@acme.example", "active": False}]},
    {"scim_users": [{"user_name": ADMIN, "state": "absent"}]},
]


@pytest.mark.parametrize("declaration", LOCKOUTS, ids=str)
@pytest.mark.parametrize("apply", [True, False], ids=["run", "check mode"])
def test_the_owner_keeps_what_undoes_the_run(bring, simulator, keeper, declaration, apply):
    with pytest.raises(errors.InvalidOption, match="API key") as refused:
        bring(declaration, max_removals="100%", apply=apply)
    assert "with the API key of another" in str(refused.value)
    assert simulator.requests(writes_only=True) == []
    assert owners_permissions(keeper) == {("roles", "full_access"), ("users", "full_access")}


def test_the_message_names_role_permission_and_what_to_do(bring, keeper):
    with pytest.raises(
        errors.InvalidOption,
        match=r'role "Keeper of users" is to allow less: .* would lose "User Management \(full access\)".*Do not',
    ):
        bring(LOCKOUTS[1], max_removals="100%")


def test_what_is_harmless_by_itself_may_not_be_so_with_the_rest(bring, simulator, acme):
    for name in ("One", "Two"):
        make_role(acme, name, [ROLES_FULL, USERS_FULL], ADMIN)
    del acme.find_role("Admin")["users"][acme.find_user(ADMIN)["id"]]
    narrowed = [{"name": name, "permissions": [READ]} for name in ("One", "Two")]
    gone = [{"name": name, "state": "absent"} for name in ("One", "Two")]
    left = {"user_name": ADMIN, "roles": ["One"]}
    for harmful in (
        {"roles": narrowed},
        {"roles": gone},
        {"roles": [narrowed[0], gone[1]]},
        {"roles": [narrowed[0]], "scim_users": [left]},
        {"roles": [{"name": "One", "users": []}, gone[1]]},
    ):
        with pytest.raises(errors.InvalidOption, match='role "One" .*role "Two" .*API key'):
            bring(harmful, max_removals="100%")
        assert simulator.requests(writes_only=True) == []
    bring({"roles": [narrowed[0]]}, max_removals="100%")
    assert len(owners_permissions(acme)) == 2


def test_another_role_of_the_same_run_may_take_over(bring, keeper):
    successor = {"name": "Keepers", "permissions": [ROLES_FULL, USERS_FULL], "users": [ADMIN]}
    gone = [{"name": name, "state": "absent"} for name in ("Keeper of roles", "Keeper of users")]
    told, _written = bring({"roles": [successor, *gone]}, max_removals="100%")
    assert {entry["outcome"] for entry in told} == {"done"}
    assert len(owners_permissions(keeper)) == 2


TAKING_OVER = [
    {"name": "Keepers", "permissions": [ROLES_FULL, USERS_FULL], "users": [ADMIN]},
    {"name": "Spare", "permissions": [ROLES_FULL, USERS_FULL]},
    {"name": "Full", "users": [ADMIN], "append_users": True},
]
TAKING_AWAY = [
    {"state": "absent"},
    {"permissions": []},
    {"users": []},
    {"permissions": [READ], "users": ["eve@acme.example"]},
]


@pytest.mark.parametrize("away", TAKING_AWAY, ids=str)
@pytest.mark.parametrize("over", TAKING_OVER, ids=str)
def test_what_takes_over_comes_first_and_if_it_fails_nothing_is_taken(bring, simulator, keeper, over, away):
    make_role(keeper, "Spare", [], ADMIN)
    make_role(keeper, "Full", [ROLES_FULL, USERS_FULL], "eve@acme.example")
    taken = [{"name": name, **away} for name in ("Keeper of roles", "Keeper of users")]
    declaration = {"roles": [*taken, over]}
    simulator.set_faults(
        [
            {"kind": "status", "status": 403, "operations": ["create_role", "update_scim_user"]},
            {"kind": "status", "status": 500, "operations": ["add_role_users"]},
            {"kind": "status", "status": 403, "operations": ["update_role", "replace_role"], "times": 2},
        ]
    )
    bring(declaration, max_removals="100%", retry_timeout=0.1)
    assert len(owners_permissions(keeper)) == 2
    simulator.clear_faults()
    bring(declaration, max_removals="100%")
    assert len(owners_permissions(keeper)) == 2
    assert bring(declaration, max_removals="100%") == ([], [])


def test_roles_that_swap_what_the_owner_needs_are_refused(bring, simulator, keeper):
    swapped = [
        {"name": "Keeper of roles", "permissions": [USERS_FULL, KEYS_READ]},
        {"name": "Keeper of users", "permissions": [ROLES_FULL]},
    ]
    with pytest.raises(errors.InvalidOption, match="exchange permissions.*in a run of its own"):
        bring({"roles": swapped}, max_removals="100%")
    assert simulator.requests(writes_only=True) == []


def test_renaming_the_owners_role_takes_nothing_away(bring, keeper):
    bring({"roles": [{"name": "Keeper of users", "new_name": "Provisioning"}]})
    assert len(owners_permissions(keeper)) == 2
    bring(
        {
            "roles": [{"name": "Provisioning", "new_name": "Provisioners"}],
            "scim_users": [{"user_name": ADMIN, "roles": ["Keeper of roles", "Provisioners"]}],
        }
    )
    assert len(owners_permissions(keeper)) == 2


def test_whoever_is_missing_in_a_list_of_users_is_not_the_owner(bring, acme):
    with pytest.raises(errors.InvalidOption, match=r'role "Admin" is to be taken from its user.*API key'):
        bring({"roles": [{"name": "Admin", "users": ["eve@acme.example"]}]}, max_removals="100%")
    bring({"roles": [{"name": "Admin", "users": ["eve@acme.example", ADMIN]}]}, max_removals="100%")
    assert len(acme.find_role("Admin")["users"]) == 2


@pytest.mark.parametrize("action", ["Full_Access", "full access", "manage"])
def test_the_services_own_words_for_a_permission_are_not_taken_away(bring, keeper, action):
    for role in keeper.roles.values():
        for permission in role["permissions"]:
            permission["actions"] = [action if each == "full_access" else each for each in permission["actions"]]
    for declaration in LOCKOUTS:
        with pytest.raises(errors.InvalidOption, match="API key"):
            bring(declaration, max_removals="100%")


def test_all_keys_that_end_alike_are_protected(bring, keeper, simulator):
    eve = keeper.find_user("eve@acme.example")
    twin = {**next(iter(keeper.api_keys.values())), "id": "twin", "user_id": eve["id"]}
    keeper.api_keys = {"another-a6b0": twin, **keeper.api_keys}
    for declaration in (*LOCKOUTS, {"scim_users": [{"user_name": "eve@acme.example", "roles": ["User"]}]}):
        with pytest.raises(errors.InvalidOption, match="API key"):
            bring(declaration, max_removals="100%")


def service_account(acme, *roles):
    for key in acme.api_keys.values():
        key.update(user_id=None, service_account_id="account", roles=list(roles))


def test_a_service_account_keeps_its_roles(bring, keeper):
    service_account(keeper, "keeper of users", "Keeper of roles")
    for declaration in (*LOCKOUTS[:4], LOCKOUTS[6], {"roles": [{"name": "Keeper of users", "new_name": "Helpers"}]}):
        with pytest.raises(errors.InvalidOption, match="Keeper of .*API key"):
            bring(declaration, max_removals="100%")
    bring({"scim_users": [{"user_name": ADMIN, "roles": []}]})


TOUCHING_ADMINISTRATORS = [
    {"roles": [{"name": "Admin", "users": ["bob@acme.example"]}]},
    {"roles": [{"name": "admin", "permissions": [READ]}]},
    {"scim_users": [{"user_name": "eve@acme.example", "roles": ["User"]}]},
    {"scim_users": [{"user_name": "eve@acme.example", "active": False}]},
    {"scim_users": [{"user_name": "eve@acme.example", "state": "absent"}]},
]


def hide_owner(simulator, how):
    acme = simulator.organization("acme")
    if how == "forbidden":
        simulator.set_faults(KEYS_HIDDEN)
    elif how == "not listed":
        for key in acme.api_keys.values():
            key["key_suffix"] = "0000"
    else:
        service_account(acme, "Admin")


@pytest.mark.parametrize("how", ["forbidden", "not listed", "service account"])
def test_administrators_are_touched_only_if_it_is_meant_where_nobody_knows_the_owner(bring, simulator, acme, how):
    hide_owner(simulator, how)
    for declaration in TOUCHING_ADMINISTRATORS:
        with pytest.raises(errors.InvalidOption, match='role "Admin"|API key'):
            bring(declaration, max_removals="100%")
        assert simulator.requests(writes_only=True) == []
    told, _written = bring(TOUCHING_ADMINISTRATORS[3], max_removals="100%", limits={"allow_admin_changes": True})
    assert [entry["outcome"] for entry in told] == ["done"]
    assert not acme.find_user("eve@acme.example")["active"]
    # One who cannot log in any more owns no key that works.
    bring({"scim_users": [{"user_name": "eve@acme.example", "active": False, "roles": []}]})
    assert acme.find_user("eve@acme.example")["id"] not in acme.find_role("Admin")["users"]


def test_a_role_called_nearly_like_the_built_in_one_is_another(bring, simulator, acme):
    make_role(acme, "ADMIN ", [READ], "eve@acme.example")
    simulator.set_faults(KEYS_HIDDEN)
    bring({"roles": [{"name": "ADMIN ", "permissions": []}]})
    bring({"roles": [{"name": "ADMIN ", "state": "absent"}]}, max_removals="100%")
    assert len([role for role in acme.roles.values() if role["name"] == "ADMIN "]) == 0


@pytest.mark.parametrize("name", ["Viewer", "Viewer (read only)", "viewer (Read-Only)", "USER"])
def test_built_in_roles_stay_by_whichever_name_the_service_has_them(bring, acme, name):
    acme.find_role("Viewer" if "iewer" in name else "User")["name"] = name
    for role in ({"name": name, "state": "absent"}, {"name": name, "new_name": "Guests"}):
        with pytest.raises(errors.InvalidOption, match="built in"):
            bring({"roles": [role]}, max_removals="100%")
    bring({"roles": [{"name": "Other"}]}, purge=["roles"], max_removals="100%")
    assert acme.find_role(name)


def test_a_run_that_takes_something_away_warns_where_nobody_knows_the_owner(bring, simulator, acme):
    make_role(acme, "Team", [READ], "eve@acme.example")
    simulator.set_faults(KEYS_HIDDEN)
    bring({"scim_users": [{"user_name": "eve@acme.example", "display_name": "Eve"}]})
    assert bring.made.warnings == ()
    for declaration in ({"roles": [{"name": "Team", "permissions": []}]}, {"roles": [{"name": "Team", "users": []}]}):
        bring(declaration, max_removals="100%")
        (warning,) = bring.made.warnings
        assert "owner of the API key could not be determined" in warning


def test_a_purge_keeps_the_roles_of_a_service_account(bring, keeper):
    service_account(keeper, "Keeper of roles")
    told, _written = bring({"roles": [{"name": "Other"}]}, purge=["roles"], max_removals="100%")
    assert {entry["key"] for entry in told if entry["action"] == "remove"} == {"Keeper of users"}
    assert keeper.find_role("Keeper of roles")


@pytest.fixture(params=["Keeper of users", "KEEPER of users"])
def twin(request, keeper):
    """A role that is called like one of the owner's and allows the same, but not the owner."""
    return make_role(keeper, request.param, [USERS_FULL], "eve@acme.example")


@pytest.mark.parametrize("away", TAKING_AWAY, ids=str)
def test_a_role_of_the_same_name_that_the_owner_does_not_have_takes_nothing_over(bring, simulator, keeper, twin, away):
    own = keeper.find_role("Keeper of users")
    assert own is not twin
    # Users are read too, who show no more of a role than its name.
    users = [{"user_name": "bob@acme.example"}]
    with pytest.raises(errors.InvalidOption, match="API key"):
        bring({"roles": [{"id": own["id"], **away}], "scim_users": users}, max_removals="100%")
    assert simulator.requests(writes_only=True) == []
    bring({"roles": [{"id": twin["id"], **away}], "scim_users": users}, max_removals="100%")
    assert len(owners_permissions(keeper)) == 2


# -- single modules ----------------------------------------------------------------------------------------------------


def single_tasks(declaration):
    for plural, module in (("roles", "role"), ("scim_users", "scim_user")):
        for item in declaration.get(plural, ()):
            yield module, item


@pytest.mark.parametrize("declaration", LOCKOUTS, ids=str)
def test_single_modules_refuse_the_same(call, simulator, keeper, declaration):
    ((module, options),) = single_tasks(declaration)
    for check_mode in (True, False):
        refused = call(module, check_mode=check_mode, **options)
        assert refused["failed"] and "API key" in refused["msg"]
    assert simulator.requests(writes_only=True) == []
    assert len(owners_permissions(keeper)) == 2


@pytest.mark.parametrize("how", ["forbidden", "not listed", "service account"])
def test_single_modules_touch_administrators_only_if_it_is_meant(call, simulator, acme, how):
    hide_owner(simulator, how)
    for declaration in TOUCHING_ADMINISTRATORS:
        ((module, options),) = single_tasks(declaration)
        refused = call(module, **options)
        assert refused["failed"] and ("allow_admin_changes" in refused["msg"] or "API key" in refused["msg"])
    assert simulator.requests(writes_only=True) == []
    done = call("scim_user", **TOUCHING_ADMINISTRATORS[3]["scim_users"][0], allow_admin_changes=True)
    assert done["changed"] and "could not be determined" in str(done["warnings"])


def test_single_modules_ask_for_the_owner_only_where_something_is_taken_away(call, simulator, acme):
    make_role(acme, "Team", [READ], "eve@acme.example")

    def requests_of(module, **options):
        simulator.clear_requests()
        assert call(module, **options)["changed"]
        return [entry["operation_id"] for entry in simulator.requests()]

    given = requests_of(
        "role", name="Team", permissions=[READ, ROLES_FULL], users=["bob@acme.example", "eve@acme.example"]
    )
    assert "list_api_keys" not in given
    taken = requests_of("role", name="Team", permissions=[], users=[])
    assert taken.count("list_api_keys") == 1 and taken.count("list_roles") == given.count("list_roles")
    gone = requests_of("scim_user", user_name="eve@acme.example", state="absent")
    assert gone.count("list_api_keys") == 1 and "list_roles" not in gone


def test_a_key_of_somebody_whom_the_service_does_not_show_is_nobodys(call, bring, simulator, acme):
    for key in list(acme.api_keys.values()):
        acme.api_keys["another"] = {**key, "user_id": "63bd568977a8d60012bf3abc"}
        key["key_suffix"] = "0000"
    for declaration in TOUCHING_ADMINISTRATORS:
        ((module, options),) = single_tasks(declaration)
        with pytest.raises(errors.InvalidOption, match="allow_admin_changes"):
            bring(declaration, max_removals="100%")
        refused = call(module, **options)
        assert refused["failed"] and "allow_admin_changes" in refused["msg"]
    assert simulator.requests(writes_only=True) == []


def test_single_modules_let_another_role_take_over(call, keeper):
    make_role(keeper, "Keepers", [ROLES_FULL, USERS_FULL, KEYS_READ], ADMIN)
    for name in ("Keeper of roles", "Keeper of users"):
        assert call("role", name=name, state="absent")["changed"]
    assert len(owners_permissions(keeper)) == 2
    assert call("role", name="Keepers", state="absent")["failed"]


# -- any organization, any plan ----------------------------------------------------------------------------------------

PERMISSIONS = st.lists(st.sampled_from([ROLES_FULL, USERS_FULL, READ]), max_size=3, unique_by=str)
NAMES = ("Alpha", "Beta", "Gamma")
PEOPLE = (ADMIN, "eve@acme.example", "bob@acme.example")
MEMBERS = st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True)
ROLE_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "permissions": st.lists(
            st.sampled_from([ROLES_FULL, USERS_FULL, {"resource_type": "sso", "actions": ["read"]}]),
            max_size=3,
            unique_by=str,
        ),
        "users": MEMBERS,
        "new_name": st.sampled_from(["Delta", "Epsilon"]),
        "state": st.just("absent"),
    },
)
USER_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "roles": st.lists(st.sampled_from(("Admin", "User", *NAMES)), max_size=3, unique=True),
        "active": st.booleans(),
        "state": st.just("absent"),
        "append_roles": st.booleans(),
    },
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    roles=st.fixed_dictionaries({name: st.tuples(PERMISSIONS, MEMBERS) for name in NAMES}),
    in_admin=st.sampled_from([False, False, True]),
    role_changes=st.dictionaries(st.sampled_from((*NAMES, "Admin")), ROLE_CHANGES, max_size=3),
    user_changes=st.dictionaries(st.sampled_from(PEOPLE), USER_CHANGES, max_size=2),
    purge=st.sampled_from([(), (), (), ("roles",), ("scim_users",)]),
    failing=st.sampled_from([0.0, 0.0, 0.3, 0.6]),
    seed=st.integers(0, 99),
)
def test_whatever_is_planned_it_is_refused_or_the_owner_can_undo_it(
    start_anew, simulator, bring, roles, in_admin, role_changes, user_changes, purge, failing, seed
):
    start_anew()
    acme = simulator.organization("acme")
    for name in PEOPLE[1:]:
        acme.add_user(name)
    for name, (permissions, members) in roles.items():
        make_role(acme, name, permissions, *members)
    if not in_admin:
        del acme.find_role("Admin")["users"][acme.find_user(ADMIN)["id"]]
    before = owners_permissions(acme)
    if len(before) < 2:
        make_role(acme, "Rest", [ROLES_FULL, USERS_FULL], ADMIN)
        before = owners_permissions(acme)
    declaration = {
        "roles": [{"name": name, **change} for name, change in role_changes.items()],
        "scim_users": [{"user_name": name, **change} for name, change in user_changes.items()],
    }
    refused = {"kind": "status", "status": 403, "writes": True, "probability": failing}
    simulator.set_faults([refused] if failing else [], seed=seed)
    try:
        bring(declaration, purge=purge, max_removals="100%")
    except errors.BigPandaError:
        assert simulator.requests(writes_only=True) == []
    assert owners_permissions(acme) == before
