# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.object_index import ObjectIndex
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.references import resolve
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.diff import make_diff
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import (
    is_history,
    make_plan,
    refuse_impossible_creation,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.step import MASK
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.writes import make_writes
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import (
    AmbiguousKey,
    ImmutableField,
    InvalidOption,
    UnknownReference,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.features.lifecycle import Lifecycle
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.codec import canonical_form, decode
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.compare import (
    AS_SET,
    CASE_INSENSITIVE,
    Compare,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.feature import FrozenFields, Transition
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.field import (
    NEVER,
    ON_CREATE,
    Field,
    Members,
    OnCreate,
    Reference,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.listing import Listing
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.resource import Resource
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.update_body import Patch, Put
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.comparison import refuse_meaningless
from hypothesis import example, given
from hypothesis import strategies as st

PERMISSION = ("Gardens Management", "full_access")
FLOWER = Resource(
    name="flower",
    plural="flowers",
    key="name",
    list=Listing(Operation("list_flowers", "GET", "/flowers", PERMISSION)),
    fields=(Field("name"),),
)
GARDEN = Resource(
    name="garden",
    plural="gardens",
    key="name",
    list=Listing(Operation("list_gardens", "GET", "/gardens", PERMISSION)),
    create=Operation("create_garden", "POST", "/gardens", PERMISSION),
    update=Operation("replace_garden", "PUT", "/gardens/{garden_id}", PERMISSION),
    delete=Operation("delete_garden", "DELETE", "/gardens/{garden_id}", PERMISSION),
    update_body=Put(),
    renamed_by="new_name",
    fields=(
        Field("name", compare=CASE_INSENSITIVE),
        Field("note"),
        Field("open_at", api_name="openAt", type="int"),
        Field("place", immutable=True),
        Field("gate", type="dict", fields=(Field("code"), Field("side"))),
        Field("key_code", secret=True, read_back=NEVER),
        Field(
            "beds",
            type="list",
            elements="dict",
            compare=AS_SET,
            default=OnCreate([]),
            fields=(
                Field("kind", required=True),
                Field("flowers", type="list", elements="str", compare=AS_SET),
                Field("shaded", type="bool"),
            ),
        ),
        Field("paths", type="list", elements="str"),
        Field(
            "gardeners",
            type="list",
            elements="str",
            compare=AS_SET,
            append="append_gardeners",
            refers=Reference("flower"),
            membership=Members(
                add=Operation("add_gardeners", "POST", "/gardens/{garden_id}/gardeners", PERMISSION),
                remove=Operation("remove_gardeners", "DELETE", "/gardens/{garden_id}/gardeners", PERMISSION),
            ),
        ),
    ),
    readonly=("created_at",),
)
CURRENT = {
    "id": "g1",
    "name": "Kitchen",
    "note": "south",
    "open_at": 8,
    "place": "yard",
    "gate": {"code": "12", "side": "left"},
    "beds": [{"kind": "herbs", "flowers": ["mint", "sage"], "_id": "server-made"}, {"kind": "roses"}],
    "paths": ["gravel", "stone"],
    "gardeners": ["a", "b"],
    "created_at": 1600000000,
    "unknown": {"from": "the future"},
}


def plan_action(desired, state="present"):
    return make_plan(GARDEN, CURRENT, desired, state).action


@pytest.mark.parametrize(
    ("desired", "action"),
    [
        ({"name": "Kitchen"}, "none"),
        ({"name": "KITCHEN"}, "none"),
        ({"name": "Kitchen", "note": "south"}, "none"),
        ({"name": "Kitchen", "note": "north"}, "update"),
        ({"name": "Kitchen", "note": ""}, "update"),
        ({"name": "Kitchen", "gate": {"code": "12"}}, "none"),
        ({"name": "Kitchen", "gate": {"code": "13"}}, "update"),
        ({"name": "Kitchen", "paths": ["stone", "gravel"]}, "update"),
        ({"name": "Kitchen", "gardeners": ["b", "a"]}, "none"),
        ({"name": "Kitchen", "gardeners": []}, "update"),
        ({"name": "Kitchen", "gardeners": ["a"], "append_gardeners": True}, "none"),
        ({"name": "Kitchen", "gardeners": ["c"], "append_gardeners": True}, "update"),
        ({"name": "Kitchen", "beds": [{"kind": "roses"}, {"kind": "herbs", "flowers": ["sage", "mint"]}]}, "none"),
        ({"name": "Kitchen", "beds": [{"kind": "roses", "shaded": False}, CURRENT["beds"][0]]}, "none"),
        ({"name": "Kitchen", "beds": [{"kind": "roses", "shaded": True}, CURRENT["beds"][0]]}, "update"),
        ({"name": "Kitchen", "key_code": "sesame"}, "none"),
        ({"name": "Kitchen", "new_name": "Kitchen"}, "none"),
        ({"name": "Kitchen", "new_name": "kitchen"}, "update"),
    ],
)
def test_only_what_was_given_is_compared(desired, action):
    assert plan_action(desired) == action


def test_a_list_of_dicts_in_another_order_is_no_change_whatever_the_service_put_into_it():
    """The service adds ids to elements of a list."""
    assert (
        plan_action({"name": "Kitchen", "beds": [{"kind": "roses"}, {"kind": "herbs", "flowers": ["mint", "sage"]}]})
        == "none"
    )


def test_what_was_omitted_is_sent_back_by_an_update_that_replaces():
    """A PUT resets the fields that it omits."""
    (write,) = make_writes(make_plan(GARDEN, CURRENT, {"name": "kitchen", "note": "north"}))
    assert write.body == {
        "name": "Kitchen",
        "note": "north",
        "openAt": 8,
        "place": "yard",
        "gate": {"code": "12", "side": "left"},
        "beds": [{"kind": "herbs", "flowers": ["mint", "sage"]}, {"kind": "roses"}],
        "paths": ["gravel", "stone"],
        "gardeners": ["a", "b"],
    }


def test_what_is_not_known_is_sent_back_where_the_update_takes_it():
    beds = [{**CURRENT["beds"][0], "soil": {"clay": None}, "slope": None}, CURRENT["beds"][1]]
    current = {**CURRENT, "beds": beds, "gate": {"code": "12", "side": None, "hinges": 2}, "nothing": None}
    step = make_plan(GARDEN.replace(update_body=Put(keep_unknown=True)), current, {"name": "Kitchen", "note": "north"})
    (write,) = make_writes(step)
    assert set(write.body) == {field.api for field in GARDEN.fields if not field.write_only} | {"unknown"}
    assert write.body["unknown"] == {"from": "the future"}
    assert write.body["gate"] == {"code": "12", "hinges": 2}
    assert write.body["beds"] == [{**CURRENT["beds"][0], "soil": {"clay": None}}, CURRENT["beds"][1]]


def test_an_element_that_is_changed_keeps_what_is_not_known():
    beds = GARDEN.field("beds")
    beds = beds.replace(compare=beds.compare.replace(match_by=(("kind",),)))
    fields = tuple(beds if field.name == "beds" else field for field in GARDEN.fields)
    desired = [{"kind": "herbs", "flowers": ["thyme"]}, {"kind": "lilies"}]
    step = make_plan(GARDEN.replace(fields=fields), CURRENT, {"name": "Kitchen", "beds": desired})
    assert step.after["beds"] == [
        {"kind": "herbs", "flowers": ["thyme"], "_id": "server-made"},
        {"kind": "lilies", "flowers": None, "shaded": None},
    ]


def test_nothing_is_added_to_what_is_not_shown():
    current = {**CURRENT, "gardeners": None}
    assert not make_plan(GARDEN, current, {"name": "Kitchen", "gardeners": [], "append_gardeners": True}).changed


def test_only_members_are_changed_in_place():
    writes = make_writes(make_plan(GARDEN, CURRENT, {"name": "Kitchen", "gardeners": ["b", "c"]}))
    assert [(write.operation.id, write.body) for write in writes] == [
        ("add_gardeners", ["c"]),
        ("remove_gardeners", ["a"]),
    ]


def test_a_whole_object_says_the_members_that_there_are_and_arrays_say_what_changes():
    writes = make_writes(make_plan(GARDEN, CURRENT, {"name": "Kitchen", "gardeners": ["c"], "note": "x"}))
    assert [write.operation.id for write in writes] == ["replace_garden", "add_gardeners", "remove_gardeners"]
    assert [writes[0].body["gardeners"], writes[1].body, writes[2].body] == [["a", "b"], ["c"], ["a", "b"]]


def test_a_call_that_changes_in_place_says_only_what_differs():
    garden = GARDEN.replace(
        update_body=Put(patch=Operation("change_garden", "PATCH", "/gardens/{garden_id}", PERMISSION))
    )
    step = make_plan(garden, CURRENT, {"name": "Kitchen", "gardeners": ["a", "b", "c"], "note": "x"})
    in_place = [(write.operation.id, write.body) for write in make_writes(step)]
    assert in_place == [("change_garden", {"note": "x"}), ("add_gardeners", ["c"])]
    whole = make_writes(step, in_place=False)
    assert [write.operation.id for write in whole] == ["replace_garden", "add_gardeners"]
    assert whole[0].body["gardeners"] == ["a", "b"]


def test_creation_sends_what_was_given_and_what_the_service_demands():
    (write,) = make_writes(make_plan(GARDEN, None, {"name": "New", "key_code": "sesame"}))
    assert write.body == {"name": "New", "key_code": "sesame", "beds": []}


def test_a_predicted_object_has_the_keys_of_a_real_one():
    after = make_plan(GARDEN, None, {"name": "New", "key_code": "sesame"}).after
    assert set(after) == {"id", "name", "note", "open_at", "place", "gate", "beds", "paths", "gardeners", "created_at"}
    assert after["id"] is None


def test_secrets_are_masked_in_diffs():
    diff = make_diff(make_plan(GARDEN, None, {"name": "New", "key_code": "sesame"}))
    assert diff["after"]["key_code"] == MASK
    assert "sesame" not in str(diff)


def test_a_diff_holds_only_what_differs():
    diff = make_diff(make_plan(GARDEN, CURRENT, {"name": "Kitchen", "note": "north"}))
    assert diff == {"before": {"note": "south"}, "after": {"note": "north"}}


def test_an_immutable_field_is_refused_by_name():
    with pytest.raises(ImmutableField, match="place of an existing garden"):
        plan_action({"name": "Kitchen", "place": "roof"})


def test_removal_of_what_is_not_there_is_nothing():
    assert make_plan(GARDEN, None, {"name": "Kitchen"}, "absent").action == "none"
    assert plan_action({"name": "Kitchen"}, "absent") == "remove"


def test_names_become_ids_case_insensitively_and_ids_stay():
    known = {"flower": ObjectIndex(FLOWER, [{"id": "f1", "name": "Rose"}])}
    object_id = "0123456789abcdef01234567"
    assert resolve(GARDEN.fields, {"gardeners": ["Rose", object_id]}, known) == {"gardeners": ["f1", object_id]}


def test_an_unknown_name_says_where_it_stands_and_what_comes_close():
    known = {"flower": ObjectIndex(FLOWER, [{"id": "f1", "name": "Rose"}])}
    with pytest.raises(UnknownReference, match='gardeners: the flower "Rosa" does.*Did you mean Rose'):
        resolve(GARDEN.fields, {"gardeners": ["Rosa"]}, known)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (
            Field("gardeners", type="list", elements="str", refers=Reference("flower")),
            ["f" * 24, ""],
            r"gardeners\[1\]",
        ),
        (Field("flower", required=True, refers=Reference("flower")), "", "flower"),
        (
            Field("bed", type="list", fields=(Field("flower", required=True, refers=Reference("flower")),)),
            [{"flower": ""}],
            r"bed\[0\].flower",
        ),
    ],
)
def test_an_empty_name_is_refused_where_nothing_can_be_meant_by_it(field, value, message):
    with pytest.raises(InvalidOption, match=f"^{message} is empty"):
        resolve([field], {field.name: value}, {})


def test_what_may_be_omitted_may_be_wanted_empty():
    assert resolve([Field("flower", refers=Reference("flower"))], {"flower": ""}, {}) == {"flower": ""}


def test_a_name_that_several_objects_have_is_an_error_that_lists_them():
    with pytest.raises(AmbiguousKey, match="g1, g2"):
        ObjectIndex(GARDEN, [{"id": "g1", "name": "kitchen"}, {"id": "g2", "name": "KITCHEN"}]).find("Kitchen")


def test_the_exact_spelling_wins_over_other_cases():
    assert (
        ObjectIndex(GARDEN, [{"id": "g1", "name": "kitchen"}, {"id": "g2", "name": "Kitchen"}]).find("Kitchen")["id"]
        == "g2"
    )


words = st.text("abcABC ", max_size=4)
beds = st.lists(
    st.fixed_dictionaries({"kind": words}, optional={"flowers": st.lists(words, max_size=3), "shaded": st.booleans()}),
    max_size=3,
)
declarations = st.fixed_dictionaries(
    {"name": st.just("Kitchen")},
    optional={
        "note": words,
        "open_at": st.integers(0, 24),
        "gate": st.fixed_dictionaries({}, optional={"code": words, "side": words}),
        "beds": beds,
        "paths": st.lists(words, max_size=3),
        "gardeners": st.lists(st.sampled_from("abcd"), unique=True, max_size=4),
        "append_gardeners": st.booleans(),
    },
)
objects = declarations.map(lambda given: {"id": "g1", **given, "created_at": 1, "unknown": "kept"})


@given(objects | st.none(), declarations)
@example(None, {"name": "Kitchen", "beds": [{"kind": "a", "flowers": ["b"]}] * 2 + [{"kind": "a"}]})
def test_planning_after_applying_gives_nothing_to_do(current, desired):
    after = make_plan(GARDEN, current, desired).after
    assert not make_plan(GARDEN, after, desired).changed


@given(objects, declarations)
def test_what_was_omitted_is_never_changed(current, desired):
    after = make_plan(GARDEN, current, desired).after
    for name in set(current) - set(desired):
        assert after[name] == current[name]


@given(objects, declarations)
def test_the_diff_applied_to_before_gives_after(current, desired):
    step = make_plan(GARDEN, current, desired)
    diff = make_diff(step)
    assert {**current, **diff["after"]} == step.after
    assert all(current.get(name) == value for name, value in diff["before"].items())


@given(objects, declarations, st.randoms())
def test_the_order_of_unordered_lists_never_matters(current, desired, random):
    shuffled = dict(desired)
    for name in ("beds", "gardeners"):
        if name in shuffled:
            shuffled[name] = random.sample(shuffled[name], len(shuffled[name]))
    assert make_plan(GARDEN, current, desired).changed == make_plan(GARDEN, current, shuffled).changed


@given(objects, declarations, st.sampled_from([str.upper, str.lower, str.title]))
def test_the_case_of_case_insensitive_keys_never_matters(current, desired, spelled):
    assert (
        make_plan(GARDEN, current, {**desired, "name": spelled("kitchen")}).changed
        == make_plan(GARDEN, current, desired).changed
    )


@given(objects, declarations)
def test_no_write_is_planned_for_what_is_equal(current, desired):
    step = make_plan(GARDEN, current, desired)
    assert bool(make_writes(step)) == step.changed


def test_unknown_fields_of_the_service_are_kept_and_missing_ones_are_none():
    shown = decode(GARDEN, {"id": "g1", "openAt": 8, "new": 1})
    assert {name: value for name, value in shown.items() if value is not None} == {"id": "g1", "open_at": 8, "new": 1}
    predicted = make_plan(GARDEN, None, {"name": "Kitchen"}).after
    assert set(shown) - {"new"} == set(predicted)


def is_open(show, _desired):
    if show["phase"] == "announced":
        raise InvalidOption("the show has yet to open.")
    return show["phase"] == "open"


def refuse_free_entry(_current, show):
    if show.get("price") == 0:
        raise InvalidOption("price is 0.")


# What has a beginning and an end.
SHOW = Resource(
    name="show",
    plural="shows",
    key="name",
    list=Listing(Operation("list_shows", "GET", "/shows", PERMISSION)),
    create=Operation("create_show", "POST", "/shows", PERMISSION),
    update=Operation("update_show", "PATCH", "/shows/{show_id}", PERMISSION),
    fields=(
        Field("name"),
        Field("price", type="int", required=ON_CREATE),
        Field("host"),
        Field("ticket", type="dict", fields=(Field("color"), Field("size"))),
    ),
    readonly=("phase",),
    features=(
        Lifecycle(
            states=(
                Transition(
                    name="close",
                    state="closed",
                    operation=Operation("close_show", "POST", "/shows/{show_id}/close", PERMISSION),
                    is_due=is_open,
                    after={"phase": "closed"},
                ),
            ),
            frozen=lambda show, _desired: (
                FrozenFields("it is open", "Close it first.", but=("host",)) if show["phase"] == "open" else None
            ),
            is_over=lambda show: show.get("phase") == "closed" or show.get("host") == "nobody",
        ),
    ),
    disambiguate=lambda shows, desired: [
        show for show in shows if show["price"] == desired.get("price", show["price"])
    ],
    update_body=Patch(
        repeats=lambda show, after, desired: {"price": after["price"], "was": show["phase"], "asked": sorted(desired)}
    ),
    check=refuse_free_entry,
)


def show(phase, **values):
    return {"id": "s1", "name": "Dahlias", "price": 5, "host": "Ada", "ticket": None, "phase": phase, **values}


def test_a_transition_is_one_write_without_a_body_and_shows_what_comes_of_it():
    step = make_plan(SHOW, show("open"), {"name": "Dahlias", "host": "not compared"}, "closed")
    assert (step.action, step.after) == ("close", show("closed"))
    assert [(write.operation.id, write.values, write.body) for write in make_writes(step)] == [
        ("close_show", {"show_id": "s1"}, None)
    ]
    assert make_diff(step) == {"before": {"phase": "open"}, "after": {"phase": "closed"}}


@pytest.mark.parametrize("current", [None, show("closed")], ids=["unknown", "closed"])
def test_a_transition_to_where_an_object_is_already_is_nothing(current):
    step = make_plan(SHOW, current, {"name": "Dahlias"}, "closed")
    assert (step.changed, step.after, make_writes(step)) == (False, current, ())


def test_a_transition_that_cannot_be_is_refused():
    with pytest.raises(InvalidOption, match="yet to open"):
        make_plan(SHOW, show("announced"), {"name": "Dahlias"}, "closed")


def test_of_a_locked_object_only_what_the_lock_leaves_open_is_changed():
    with pytest.raises(
        ImmutableField, match='^price, ticket of the show "Dahlias" cannot be changed: it is open. Close'
    ):
        make_plan(SHOW, show("open"), {"name": "Dahlias", "price": 6, "host": "Eve", "ticket": {"size": "A6"}})
    assert make_plan(SHOW, show("open"), {"name": "Dahlias", "price": 5, "host": "Eve"}).action == "update"
    assert make_plan(SHOW, show("announced"), {"name": "Dahlias", "price": 6}).action == "update"


def test_a_change_repeats_what_the_declaration_says_it_does():
    step = make_plan(SHOW, show("announced", ticket={"size": "A6", "x": 1}), {"ticket": {"color": "red"}})
    assert make_writes(step)[0].body == {
        "ticket": {"color": "red", "size": "A6"},
        "price": 5,
        "was": "announced",
        "asked": ["ticket"],
    }


def test_what_an_object_would_become_is_checked_and_what_it_is_is_not():
    for current in (None, show("announced")):
        with pytest.raises(InvalidOption, match="price is 0"):
            make_plan(SHOW, current, {"name": "Dahlias", "price": 0})
    assert not make_plan(SHOW, show("announced", price=0), {"name": "Dahlias", "price": 0}).changed


def test_what_is_over_is_not_made_anew():
    for desired in ({"name": "Dahlias", "price": 5, "host": "nobody"}, {"id": "s9", "host": "nobody"}):
        refuse_impossible_creation(SHOW, desired, None, "present")
        step = make_plan(SHOW, None, desired)
        assert (step.changed, step.after) == (False, None)
    with pytest.raises(InvalidOption, match='no show with the id "s9"'):
        refuse_impossible_creation(SHOW, {"id": "s9"}, None, "present")
    assert is_history(SHOW, show("closed")) and not is_history(GARDEN, {**CURRENT, "phase": "closed"})


def test_what_else_is_wanted_decides_which_of_several_objects_is_meant():
    shows = [show("open"), show("announced", id="s2", price=7)]
    assert ObjectIndex(SHOW, shows).find("Dahlias", {"name": "Dahlias", "price": 7})["id"] == "s2"
    assert ObjectIndex(SHOW, shows).find("Dahlias", {"price": 6}) is None
    with pytest.raises(AmbiguousKey, match="s1, s2"):
        ObjectIndex(SHOW, shows).find("Dahlias", {"name": "Dahlias"})


@pytest.mark.parametrize("given", [{"name": " "}, {"name": "Rose", "new_name": ""}], ids=str)
def test_a_blank_name_is_refused(given):
    with pytest.raises(InvalidOption, match="name is empty"):
        canonical_form(FLOWER.replace(renamed_by="new_name"), given)


def test_a_value_that_means_nothing_is_named_with_its_place():
    def refuse(colour):
        raise InvalidOption(f"{colour} is no colour.")

    colour = Field("colour", compare=Compare(normalize=refuse))
    soil = Field("soil", type="dict", fields=(colour,))
    fields = (Field("beds", type="list", elements="dict", fields=(colour, soil)),)
    with pytest.raises(InvalidOption, match=r"beds\[1\]\.soil\.colour: loud is no colour"):
        refuse_meaningless(fields, {"beds": [{}, {"soil": {"colour": "loud"}}]})
