# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which requests carry a step out, and what they say."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.writes import (
    joined_and_left,
    make_writes,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.features.lifecycle import Lifecycle
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.feature import FrozenFields
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.field import (
    NEVER,
    SOMETIMES,
    Field,
    OnCreate,
    Reference,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.listing import Listing
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.resource import Resource
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.update_body import Patch, Put
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_tag import INCIDENT_TAG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER

PERMISSION = ("Gardens Management", "full_access")
LIST = Operation("list_gardens", "GET", "/gardens", PERMISSION)
CREATE = Operation("create_garden", "POST", "/gardens", PERMISSION)
REPLACE = Operation("replace_garden", "PUT", "/gardens/{garden_id}", PERMISSION)
CHANGE = Operation("change_garden", "PATCH", "/gardens/{garden_id}", PERMISSION)
DELETE = Operation("delete_garden", "DELETE", "/gardens/{garden_id}", PERMISSION)
GARDEN = Resource(
    name="garden",
    plural="gardens",
    key="name",
    list=Listing(LIST),
    update=CHANGE,
    fields=(
        Field("name"),
        Field("opens", type="int"),
        Field("closes", type="int"),
        Field("note", read_back=SOMETIMES),
        Field("gate", type="dict", fields=(Field("code"), Field("side"))),
        Field(
            "trees",
            type="list",
            elements="dict",
            fields=(Field("id"), Field("kind")),
            refers=Reference("tree", content="kind"),
        ),
        Field("secret", secret=True, read_back=NEVER),
    ),
    readonly=("created_at",),
)
CURRENT = {
    "id": 7,
    "name": "South",
    "opens": 8,
    "closes": 20,
    "gate": {"code": "1", "side": "left", "made_by": "x"},
    "trees": [{"id": "t1", "kind": "oak"}],
    "created_at": 1,
    "later": "kept",
}


def writes(resource, desired, *current, state="present", in_place=True):
    """current: the object in place of CURRENT, if there is another one or none."""
    step = make_plan(resource, *(current or (CURRENT,)), {"name": "South", **desired}, state)
    return [(write.operation.id, dict(write.values), write.body) for write in make_writes(step, in_place)]


def body(resource, desired, *current, **given):
    ((_operation, _values, said),) = writes(resource, desired, *current, **given)
    return said


def test_a_change_says_what_differs_at_the_id_of_the_object():
    assert writes(GARDEN, {"opens": 9, "closes": 20}) == [("change_garden", {"garden_id": "7"}, {"opens": 9})]
    assert writes(GARDEN, {"opens": 8}) == []


def test_what_belongs_together_is_said_together_whichever_part_of_it_changes():
    together = GARDEN.replace(update_body=Patch(together=("opens", "closes")))
    for desired in ({"opens": 9}, {"closes": 9}, {"opens": 9, "closes": 10}):
        assert body(together, desired) == {"opens": 8, "closes": 20, **desired}
    changed = {"gate": {"code": "2"}}
    assert body(together, changed) == {"gate": {"code": "2", "side": "left"}}
    assert set(body(together, {**changed, "closes": 9})) == {"gate", "opens", "closes"}


def test_a_whole_object_says_what_it_knows_and_what_nobody_knows_only_where_that_is_taken():
    whole = GARDEN.replace(update=REPLACE, update_body=Put())
    told = {"name": "South", "opens": 9, "closes": 20, "gate": {"code": "1", "side": "left"}, "trees": ["t1"]}
    assert body(whole, {"opens": 9}) == told
    # What the service never shows is only part of a creation.
    assert body(whole, {"opens": 9, "secret": "x"}) == told
    assert body(whole.replace(update_body=Put(keep_unknown=True)), {"opens": 9}) == {
        **told,
        "gate": CURRENT["gate"],
        "later": "kept",
    }
    # Elements that have calls of their own are written by these.
    rules = ALERT_TAG.field("enrichments")
    with_rules = whole.replace(fields=(*GARDEN.fields, rules), features=ALERT_TAG.features)
    shown = {**CURRENT, rules.name: [{"id": "r1"}]}
    assert body(with_rules, {"opens": 9}, shown) == told
    # A call that changes in place is preferred, as long as it is not known to be refused.
    both = whole.replace(update_body=Put(patch=CHANGE))
    assert writes(both, {"opens": 9}) == [("change_garden", {"garden_id": "7"}, {"opens": 9})]
    assert writes(both, {"opens": 9}, in_place=False) == [("replace_garden", {"garden_id": "7"}, told)]
    assert "later" not in body(both.replace(update_body=Put(keep_unknown=True, patch=CHANGE)), {"opens": 9})


def test_objects_that_are_named_by_what_they_hold_are_sent_by_their_ids():
    trees = [{"id": "t2", "kind": "elm"}, {"id": "t1", "kind": "oak"}]
    assert body(GARDEN, {"trees": trees}) == {"trees": ["t2", "t1"]}
    # What is named alike by another field of it is the same.
    assert writes(GARDEN, {"trees": [{"id": "t1", "kind": "beech"}]}) == []


def garden_with_frozen_fields(but):
    frozen = FrozenFields("it is closed", "Open it.", but)
    return GARDEN.replace(features=(Lifecycle(frozen=lambda _current, _desired: frozen),))


def test_what_the_service_does_not_show_is_said_with_whatever_else_changes():
    assert writes(GARDEN, {"note": "x"}) == []
    assert body(GARDEN, {"note": "x", "opens": 9}) == {"note": "x", "opens": 9}
    assert body(GARDEN, {"note": "x", "opens": 9}, {**CURRENT, "note": "x"}) == {"opens": 9}
    assert body(GARDEN, {"note": "y"}, {**CURRENT, "note": "x"}) == {"note": "y"}
    assert body(garden_with_frozen_fields(but=("opens",)), {"note": "x", "opens": 9}) == {"opens": 9}
    assert body(garden_with_frozen_fields(but=("opens", "note")), {"note": "x", "opens": 9}) == {
        "note": "x",
        "opens": 9,
    }
    assert body(GARDEN.replace(features=(Lifecycle(),)), {"note": "x", "opens": 9}) == {"note": "x", "opens": 9}


def test_what_a_change_repeats_gives_way_to_what_it_says():
    def always(_current, _after, desired):
        return {"name": desired["name"], "opens": 0}

    repeating = GARDEN.replace(update_body=Patch(repeats=always))
    assert body(repeating, {"closes": 9}) == {"name": "South", "opens": 0, "closes": 9}
    assert body(repeating, {"opens": 9}) == {"name": "South", "opens": 9}


@pytest.mark.parametrize(("verb", "state"), [("create", "present"), ("update", "present"), ("delete", "absent")])
def test_what_the_api_has_no_call_for_is_refused(verb, state):
    bare = GARDEN.replace(update=None)
    step = make_plan(bare, None if verb == "create" else CURRENT, {"name": "South", "opens": 1}, state)
    with pytest.raises(InvalidOption, match=f"The API has no call to {verb} a garden"):
        make_writes(step)


def test_a_creation_says_what_was_given_and_no_more():
    made = GARDEN.replace(create=CREATE)
    given = {"opens": 9, "secret": "x", "note": None}
    assert writes(made, given, None) == [("create_garden", {}, {"name": "South", "opens": 9, "secret": "x"})]
    on_create = made.replace(fields=(Field("name"), Field("opens", type="int", default=OnCreate(8))))
    assert body(on_create, {}, None) == {"name": "South", "opens": 8}
    renamed = made.replace(renamed_by="new_name")
    assert body(renamed, {"new_name": "North"}, None) == {"name": "North"}


def test_a_creation_says_once_what_a_set_says_twice():
    permission = {"resource_type": "roles", "resource_id": None, "actions": ["read"]}
    other = {**permission, "resource_type": "ROLES", "actions": ["Read"]}
    step = make_plan(ROLE, None, {"name": "Ops", "permissions": [permission, other]})
    assert [len(write.body["permissions"]) for write in make_writes(step)] == [1]


def test_a_removal_is_a_deletion_or_a_switch():
    removable = GARDEN.replace(delete=DELETE)
    assert writes(removable, {"opens": 9}, state="absent") == [("delete_garden", {"garden_id": "7"}, None)]
    kept = GARDEN.replace(soft_delete="open", fields=(*GARDEN.fields, Field("open", type="bool")))
    assert writes(kept, {}, {**CURRENT, "open": True}, state="absent") == [
        ("change_garden", {"garden_id": "7"}, {"open": False})
    ]
    assert writes(kept.replace(delete=DELETE), {}, {**CURRENT, "open": True}, state="absent") == [
        ("delete_garden", {"garden_id": "7"}, None)
    ]
    # What was switched off is switched on again by being declared.
    assert body(kept, {}, {**CURRENT, "open": False}) == {"open": True}


def test_users_are_deactivated_by_a_deletion_and_tags_by_a_change():
    user = {"id": "1", "user_name": "ada", "active": True}
    (write,) = make_writes(make_plan(SCIM_USER, user, {"user_name": "ada"}, "absent"))
    assert (write.operation.id, write.values, write.body) == ("deactivate_scim_user", {"user_id": "1"}, None)
    tag = {"id": "1", "name": "team", "type": "Text", "active": True}
    (write,) = make_writes(make_plan(INCIDENT_TAG, tag, {"name": "team"}, "absent"))
    assert write.operation is INCIDENT_TAG.update and write.body["active"] is False


@pytest.mark.parametrize(
    ("before", "after", "joined", "left"),
    [
        (["a", "b"], ["b", "c"], ["c"], ["a"]),
        (["a"], ["a"], [], []),
        (None, ["a"], ["a"], []),
        (["a"], None, [], ["a"]),
        ([], [], [], []),
    ],
)
def test_who_joins_and_who_leaves_follows_from_what_exists_before_and_after(before, after, joined, left):
    step = make_plan(ROLE, {"id": "1", "name": "x"}, {"name": "x"}).replace(
        current={"users": before}, after={"users": after}
    )
    assert joined_and_left(step, ROLE.field("users")) == (joined, left)
    gone = step.replace(after=None)
    assert joined_and_left(gone, ROLE.field("users")) == ([], before or [])


def test_who_joins_and_who_leaves_is_sent_in_arrays_after_the_rest():
    current = {"id": "1", "name": "x", "permissions": [], "users": ["a", "b"]}
    step = make_plan(ROLE, current, {"name": "x", "new_name": "y", "users": ["b", "c"]})
    assert [(write.operation.id, write.body) for write in make_writes(step)] == [
        ("update_role", {"name": "y"}),
        ("add_role_users", ["c"]),
        ("remove_role_users", ["a"]),
    ]
    whole = [(write.operation.id, write.body) for write in make_writes(step, in_place=False)]
    assert whole[0] == ("replace_role", {"name": "y", "permissions": [], "users": ["a", "b"]})
    assert whole[1:] == [("add_role_users", ["c"]), ("remove_role_users", ["a"])]


def test_a_condition_is_sent_as_it_is_declared():
    current = {"id": "1", "name": "x", "bpql": {"=": ["a", "b"]}, "active": True}
    step = make_plan(ALERT_FILTER, current, {"name": "x", "bpql": {"=": ["a", "c"]}})
    assert [write.body["bpql"] for write in make_writes(step)] == [{"=": ["a", "c"]}]
