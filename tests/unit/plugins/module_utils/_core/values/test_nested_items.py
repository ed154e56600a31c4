# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import itertools

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.writes import (
    adds_elements,
    make_writes,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.features.nested_items import NestedItems
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.compare import BY_ID, Compare
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.field import Field
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.listing import Listing
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.resource import Resource
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.nested_items import (
    compare_elements,
    match_items,
)
from hypothesis import example, given
from hypothesis import strategies as st

PERMISSION = ("Gardens Management", "full_access")
ADD, CHANGE, REMOVE, ORDER = (
    Operation(name, "POST", "/gardens/{garden_id}/beds", PERMISSION) for name in ("add", "change", "remove", "order")
)
GARDEN = Resource(
    name="garden",
    plural="gardens",
    key="name",
    list=Listing(Operation("list_gardens", "GET", "/gardens", PERMISSION)),
    update=Operation("update_garden", "PATCH", "/gardens/{garden_id}", PERMISSION),
    fields=(
        Field("name"),
        Field("note"),
        Field(
            "beds",
            type="list",
            elements="dict",
            fields=(Field("kind"), Field("width", type="int"), Field("note")),
            compare=Compare(match_by=(BY_ID, ("kind", "width"), ("kind",)), foreign=lambda bed: bed["kind"] == "wild"),
        ),
    ),
    features=(
        NestedItems(
            "beds",
            ADD,
            CHANGE,
            REMOVE,
            ORDER,
            elements="beds",
            ids="bed_ids",
            sequence="bed_order",
            together=("kind", "width"),
        ),
    ),
)

kinds = st.sampled_from(["roses", "herbs", "cress"])
beds = st.fixed_dictionaries({"kind": kinds, "width": st.integers(1, 2)}, optional={"note": st.sampled_from("ab")})
wild = st.just({"kind": "wild", "width": 0})


def garden(*contents):
    return {
        "id": "g1",
        "name": "South",
        "note": "",
        "beds": [{"id": f"b{number}", "version": 1, **bed} for number, bed in enumerate(contents)],
    }


class Service:
    """Does what the writes say, and counts."""

    def __init__(self, stored):
        self.beds = {bed["id"]: dict(bed) for bed in stored["beds"]}
        self.ids = (f"new{number}" for number in itertools.count())
        self.done = []

    def take(self, write):
        self.done.append(write.operation.id)
        content = next(iter(write.body.values()))
        if write.operation is ADD:
            added = {each["id"]: each for each in ({"id": next(self.ids), "version": 1, **bed} for bed in content)}
            self.beds = {**added, **self.beds}
        elif write.operation is CHANGE:
            for each in content:
                self.beds[each["id"]].update(each, version=2)
        elif write.operation is REMOVE:
            self.beds = {name: bed for name, bed in self.beds.items() if name not in content}
        else:
            assert sorted(content) == sorted(self.beds)
            self.beds = {name: self.beds[name] for name in content}

    def shown(self):
        return {"id": "g1", "name": "South", "note": "", "beds": list(self.beds.values())}


def said(bed):
    return bed["kind"], bed["width"], bed.get("note") or ""


def agrees(bed, wanted):
    """Whether it says what was given; what was left out may be anything."""
    return all((bed.get(name) or "") == value for name, value in wanted.items())


def brought(current, desired):
    """The service after as many rounds as it takes: no more than one for the writes and one for the order."""
    service = Service(current)
    for _round in range(2):
        step = make_plan(GARDEN, service.shown(), {"name": "South", "beds": desired})
        for write in make_writes(step):
            service.take(write)
        if not adds_elements(step):
            break
    return service


def says(element, names):
    return str([element.get(name, "") for name in names])


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_elements_find_all_their_partners_in_any_order(order):
    """The first fits two of them, and the others only one each."""
    given = [{"kind": "a", "width": 1}, {"kind": "a", "note": "x"}, {"kind": "a", "width": 1, "note": "y"}]
    current = [
        {"kind": "a", "width": 1, "note": "x"},
        {"kind": "a", "width": 1, "note": "y"},
        {"kind": "a", "width": 1, "note": ""},
    ]
    found = match_items([given[number] for number in order], current, [tuple], says)
    assert [found[order.index(number)]["note"] for number in range(3)] == ["", "x", "y"]


@given(
    st.lists(st.dictionaries(st.sampled_from("ab"), st.sampled_from("12"), min_size=1), max_size=4),
    st.lists(st.fixed_dictionaries({"a": st.sampled_from("12"), "b": st.sampled_from("12")}), max_size=4),
)
def test_as_many_elements_find_a_partner_as_can(given, current):
    def fits(element, other):
        return element.items() <= other.items()

    partners = match_items(given, current, [tuple], says)
    taken = [next(i for i, each in enumerate(current) if each is other) for other in partners if other is not None]
    assert len(taken) == len(set(taken))
    assert all(other is None or fits(element, other) for element, other in zip(given, partners, strict=True))
    most = max(
        sum(
            1
            for element, place in zip(given, places, strict=True)
            if place is not None and fits(element, current[place])
        )
        for places in itertools.permutations([*range(len(current)), *[None] * len(given)], len(given))
    )
    assert len(taken) == most


def other_note_was_given(bed, desired):
    """Two that are alike are in the order in which they happen to be."""
    return {"kind": bed["kind"], "width": bed["width"], "note": bed.get("note")} in desired


@given(current=st.lists(beds | wild, max_size=8), desired=st.lists(beds, max_size=8))
@example(
    [{"kind": "roses", "width": 1}, {"kind": "cress", "width": 2, "note": "a"}],
    [{"kind": "cress", "width": 1}, {"kind": "cress", "width": 1, "note": "a"}],
)
def test_any_list_becomes_any_other_and_what_is_foreign_stays(current, desired):
    before = garden(*current)
    service = brought(before, desired)
    after = list(service.beds.values())
    own = [bed for bed in after if bed["kind"] != "wild"]
    assert len(own) == len(desired) and all(map(agrees, own, desired))
    foreign = [bed["id"] for bed in before["beds"] if bed["kind"] == "wild"]
    assert [bed["id"] for bed in after if bed["kind"] == "wild"] == foreign
    assert not make_plan(GARDEN, service.shown(), {"name": "South", "beds": desired}).changed
    assert len(set(service.done)) == len(service.done)
    # What says the same is not touched, and what was left out stays as it was.
    notes = {bed["id"]: bed.get("note") for bed in before["beds"]}
    assert all(
        "note" in wanted or bed.get("note") == notes.get(bed["id"]) or other_note_was_given(bed, desired)
        for bed, wanted in zip(own, desired, strict=True)
    )
    old = {bed["id"]: said(bed) for bed in before["beds"] if bed["kind"] != "wild"}
    assert all(bed["version"] == 1 for bed in after if old.get(bed["id"]) == said(bed) or bed["id"] in foreign)


@given(current=st.lists(beds | wild, max_size=8), data=st.data())
def test_only_another_order_is_one_request_and_no_rule_changes(current, data):
    own = [bed for bed in current if bed["kind"] != "wild"]
    desired = data.draw(st.permutations(own))
    service = brought(garden(*current), desired)
    assert service.done == ([ORDER.id] if [said(bed) for bed in desired] != [said(bed) for bed in own] else [])
    assert all(bed["version"] == 1 for bed in service.beds.values())


@given(
    current=st.lists(st.integers(0, 5), max_size=8),
    wanted=st.lists(st.integers(0, 5), max_size=8),
)
def test_each_element_is_paired_once_and_the_surest_likeness_first(current, wanted):
    stored = [{"id": number, "value": value} for number, value in enumerate(current)]
    partners = match_items(
        [{"value": value} for value in wanted],
        stored,
        [lambda _each: ("value",), lambda _each: ("parity",)],
        lambda each, names: str(each["value"] % 2 if names == ("parity",) else each["value"]),
    )
    taken = [partner["id"] for partner in partners if partner]
    assert len(taken) == len(set(taken))
    for value in set(wanted):
        same = [partner for partner, other in zip(partners, wanted, strict=True) if other == value and partner]
        equal = sum(partner["value"] == value for partner in same)
        assert equal == min(wanted.count(value), current.count(value))


def test_a_change_sends_what_differs_and_what_belongs_together():
    before = garden({"kind": "roses", "width": 1, "note": "a"}, {"kind": "herbs", "width": 1})
    noted = [{"kind": "roses", "width": 1, "note": "b"}, {"kind": "herbs", "width": 1}]
    (write,) = make_writes(make_plan(GARDEN, before, {"name": "South", "beds": noted}))
    assert write.body == {"beds": [{"id": "b0", "note": "b"}]}
    wider = [{"kind": "roses", "width": 2, "note": "a"}, {"kind": "herbs", "width": 1}]
    (write,) = make_writes(make_plan(GARDEN, before, {"name": "South", "beds": wider}))
    assert write.body == {"beds": [{"id": "b0", "kind": "roses", "width": 2}]}
    plain = [{"kind": "roses", "width": 1}, {"kind": "herbs", "width": 1}]
    assert not make_plan(GARDEN, before, {"name": "South", "beds": plain}).changed
    bare = [{"kind": "roses", "width": 1, "note": ""}, {"kind": "herbs", "width": 1}]
    (write,) = make_writes(make_plan(GARDEN, before, {"name": "South", "beds": bare}))
    assert write.body == {"beds": [{"id": "b0", "note": ""}]}


def test_the_object_and_its_elements_are_written_apart():
    before = garden({"kind": "roses", "width": 1})
    step = make_plan(GARDEN, before, {"name": "South", "note": "x", "beds": [{"kind": "herbs", "width": 1}]})
    assert [write.operation.id for write in make_writes(step)] == ["update_garden", "add", "remove"]
    assert step.after["beds"] == [{"id": None, "kind": "herbs", "width": 1, "note": None}]


def test_the_order_waits_for_the_ids_of_what_is_new():
    stored = [{"id": "a"}, {"id": "b"}]
    assert compare_elements(stored, [{"id": "b"}, {"id": "a"}]).order == ("b", "a")
    assert compare_elements(stored, [{"id": "b"}, {"id": None}, {"id": "a"}]).order is None
    assert compare_elements(stored, [{"id": "b"}]).order is None


def test_what_an_object_may_not_become_is_refused_only_when_it_changes():
    def check(_current, after):
        if not after["beds"]:
            raise InvalidOption("beds is empty.")

    checked = GARDEN.replace(check=check)
    with pytest.raises(InvalidOption):
        make_plan(checked, garden({"kind": "roses", "width": 1}), {"name": "South", "beds": []})
    assert not make_plan(checked, garden(), {"name": "South", "beds": []}).changed
