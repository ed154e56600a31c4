# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which texts name the same person or the same role, and which do not, by what the organization holds at the end."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding import find
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER

KEY = "test-api-key-acme-5f1d8e37a6b0"
NFC, NFD = "s\u00fcd", "su\u0308d"


@pytest.fixture
def acme(simulator):
    return simulator.organization("acme")


def active_users(acme):
    return {user["userName"] for user in acme.users.values() if user["active"]}


def roles_of(acme, user_name):
    user = acme.find_user(user_name)
    return {role["name"] for role in acme.roles.values() if user["id"] in role["users"]}


@pytest.mark.parametrize(("one", "other"), [("weiß", "weiss"), ("ſam", "sam"), ("MASSE", "maße"), ("ı", "I")])
def test_different_people_stay_apart(bring, acme, one, other):
    acme.add_user(f"{one}@example.com")
    bring({"scim_users": [{"user_name": f"{other}@example.com", "state": "absent"}]})
    assert f"{one}@example.com" in active_users(acme)
    bring({"scim_users": [{"user_name": f"{other}@example.com"}], "roles": [{"name": one}, {"name": other}]})
    assert {f"{one}@example.com", f"{other}@example.com"} <= active_users(acme)
    assert {one, other} <= {role["name"] for role in acme.roles.values()}


@pytest.mark.parametrize(("live", "declared"), [(NFC, NFD), (NFD, NFC), (NFC, NFC.upper()), (NFD.upper(), NFC)])
def test_one_person_in_two_forms_of_unicode_is_one_person(bring, acme, live, declared):
    """Everything keeps the service's spelling."""
    acme.add_user(f"{live}@example.com")
    acme.add_role(live, [])
    declaration = {
        "roles": [{"name": declared}],
        "scim_users": [{"user_name": f"{declared}@example.com", "roles": [declared]}],
    }
    count = len(acme.users), len(acme.roles)
    bring(declaration)
    assert (len(acme.users), len(acme.roles)) == count
    assert roles_of(acme, f"{live}@example.com") == {live}
    assert bring(declaration) == ([], [])


def test_a_description_in_another_form_of_unicode_is_no_change(bring):
    bring({"environments": [{"name": "South", "description": NFC, "filter": "env = south"}]})
    assert bring({"environments": [{"name": "South", "description": NFD}]}) == ([], [])


@pytest.mark.parametrize(
    "names", [("Dup@example.com", "dup@example.com"), (f"{NFC}@example.com", f"{NFD}@example.com")]
)
def test_of_two_people_whose_names_are_alike_one_is_meant_only_if_spelled_exactly(bring, acme, names):
    ids = [acme.add_user(name)["id"] for name in names]
    with pytest.raises(errors.AmbiguousKey):
        bring({"scim_users": [{"user_name": names[0].upper(), "state": "absent"}]})
    assert set(names) <= active_users(acme)
    bring({"scim_users": [{"user_name": names[1], "state": "absent"}]})
    assert [acme.users[user_id]["active"] for user_id in ids] == [True, False]


def test_who_moves_leaves_the_old_role_however_it_is_spelled(bring, acme):
    acme.add_user("ada@example.com")
    bring(
        {
            "roles": [{"name": "Old"}, {"name": "New"}],
            "scim_users": [{"user_name": "ada@example.com", "roles": ["Old"]}],
        }
    )
    moved = {"scim_users": [{"user_name": "ada@example.com", "roles": ["nEW"]}]}
    bring(moved)
    assert roles_of(acme, "ada@example.com") == {"New"}


HIDDEN = ["ada\u200b@example.com", "\ufeffada@example.com", "a\u00adda@example.com", "\uff41da@example.com"]


@pytest.mark.parametrize("hidden", [*HIDDEN, "ada@example.com\u00a0"])
def test_nobody_is_made_again_who_differs_by_what_nobody_sees(bring, acme, make_client, hidden):
    """Whichever of the two is live, in bulk and by the module of one user, to be there or to go."""
    for live, declared in (("ada@example.com", hidden), (hidden, "ada@example.com")):
        user_id = acme.add_user(live)["id"]
        before = dict(acme.users)
        for state in ("present", "absent"):
            with pytest.raises(errors.InvalidOption, match="looks like it"):
                bring({"scim_users": [{"user_name": declared, "state": state}]})
            with pytest.raises(errors.InvalidOption, match="looks like it"):
                find.find_current(make_client(), SCIM_USER, {"user_name": declared})
        assert acme.users == before and acme.users[user_id]["active"]
        bring({"scim_users": [{"user_name": live, "state": "absent"}]})
        assert not acme.users.pop(user_id)["active"]


@pytest.mark.parametrize("kind", ["roles", "environments"])
@pytest.mark.parametrize("name", ["Te\u200bam", "Team\n", "\u202eTeam", "T\0eam"])
def test_no_name_is_given_that_nobody_can_see_all_of(bring, simulator, kind, name):
    with pytest.raises(errors.InvalidOption, match="invisible character"):
        bring({kind: [{"name": name}]})
    assert simulator.requests(writes_only=True) == []


def test_of_two_new_ones_that_look_alike_none_is_made(bring, simulator):
    with pytest.raises(errors.InvalidOption, match="both declare"):
        bring({"scim_users": [{"user_name": "eve@example.com"}, {"user_name": "\uff45ve@example.com"}]})
    assert simulator.requests(writes_only=True) == []


def test_a_name_that_cannot_be_read_whole_is_mended_by_the_module_as_in_bulk(bring, call, simulator):
    acme = simulator.organization("acme")
    for rename in (
        lambda old, new: bring({"roles": [{"name": old, "new_name": new}]}),
        lambda old, new: call("role", name=old, new_name=new),
    ):
        bring({"roles": [{"name": "Night"}]})
        role = acme.find_role("Night")
        role["name"] = "Ni\u200bght"
        rename("Ni\u200bght", "Night")
        assert role["name"] == "Night"
        bring({"roles": [{"name": "Night", "state": "absent"}]})


def test_no_new_name_looks_like_that_of_another_object(bring, call, simulator):
    bring({"roles": [{"name": "Night"}, {"name": "Day"}]})
    with pytest.raises(errors.InvalidOption, match="looks like it"):
        bring({"roles": [{"name": "Day", "new_name": "Ni\u200bght"}]})
    assert "looks like it" in call("role", name="Day", new_name="Ni\u200bght")["msg"]
    assert simulator.organization("acme").find_role("Day")


def test_a_map_is_not_made_again_under_a_name_that_looks_the_same(bring, call, simulator):
    fields = [{"title": "host", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
    bring({"enrichment_maps": [{"name": "owners", "fields": fields}]})
    assert "looks like it" in call("enrichment_map", name="own\u200bers", fields=fields)["msg"]
    with pytest.raises(errors.InvalidOption, match="looks like it"):
        bring({"enrichment_maps": [{"name": "own\u200bers", "fields": fields}]})
