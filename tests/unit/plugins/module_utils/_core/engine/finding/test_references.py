# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.complete_lists import (
    refuse_incomplete_lists,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.object_index import ObjectIndex
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.references import (
    is_object_id,
    mentioned,
    referenced,
    referred,
    resolve,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption, UnknownReference
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.field import Field, Reference
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.text import listed
from unit.plugins.module_utils._core.engine.gardens import GARDEN, GARDENS, HERBS, ID, OTHER_ID, ROSES, TREE

BY_ID = Field("garden", refers=Reference("garden"))
BY_KEY = Field("garden", refers=Reference("garden", sends="key"))
SEVERAL = Field("gardens", type="list", elements="str", refers=Reference("garden"))
NESTED = Field("beds", type="list", elements="dict", fields=(Field("kind"), BY_ID))
INTO = (Field("garden", refers=Reference("garden", into="garden_id")), Field("garden_id"))
ALL = Field("order", type="list", elements="str", refers=Reference("garden", sends="key", complete=True))
TREES_BY_CONTENT = Field(
    "trees",
    type="list",
    elements="dict",
    fields=(Field("identity", internal=True), Field("id"), Field("note"), Field("height", type="int")),
    refers=Reference("tree", content="identity"),
)


@pytest.mark.parametrize(
    ("fields", "desired", "resolved"),
    [
        ([BY_ID], {"garden": "Roses"}, {"garden": ID}),
        ([BY_ID], {"garden": "ROSES"}, {"garden": ID}),
        ([BY_ID], {"garden": ID}, {"garden": ID}),
        # What looks like an id is taken for one, and nothing is read for it.
        ([BY_ID], {"garden": "f" * 24}, {"garden": "f" * 24}),
        ([BY_ID], {"garden": ""}, {"garden": ""}),
        ([BY_ID], {}, {}),
        ([BY_ID], {"garden": None}, {"garden": None}),
        # The key is sent as it is stored.
        ([BY_KEY], {"garden": "HERBS"}, {"garden": "herbs"}),
        ([BY_KEY], {"garden": OTHER_ID}, {"garden": "herbs"}),
        ([SEVERAL], {"gardens": ["herbs", "Roses"]}, {"gardens": [OTHER_ID, ID]}),
        # One member by its name and by its id is one member.
        ([SEVERAL], {"gardens": ["Roses", ID, "roses"]}, {"gardens": [ID]}),
        # Of a list that has to name each once, what is named twice is left to be refused.
        ([ALL], {"order": ["Roses", "roses"]}, {"order": ["Roses", "Roses"]}),
        (
            [NESTED],
            {"beds": [{"kind": "high", "garden": "Roses"}, {"kind": "low"}]},
            {"beds": [{"kind": "high", "garden": ID}, {"kind": "low"}]},
        ),
        (INTO, {"garden": "Roses"}, {"garden_id": ID}),
        (INTO, {"garden_id": "x"}, {"garden_id": "x"}),
    ],
)
def test_names_become_what_the_service_wants(fields, desired, resolved):
    given = dict(desired)
    assert resolve(fields, given, {"garden": GARDENS}) == resolved
    assert given == desired


@pytest.mark.parametrize(
    ("fields", "desired", "names"),
    [
        ([BY_ID], {"garden": "Roses"}, {"garden"}),
        ([BY_ID], {"garden": ID}, set()),
        ([BY_KEY], {"garden": ID}, {"garden"}),
        ([BY_KEY], {"garden": ""}, set()),
        ([SEVERAL], {"gardens": [ID, "Roses"]}, {"garden"}),
        ([SEVERAL], {"gardens": [ID]}, set()),
        ([SEVERAL], {"gardens": []}, set()),
        # Whether a list names every object takes all of them, whatever it says.
        ([ALL], {"order": []}, {"garden"}),
        ([NESTED], {"beds": [{"kind": "low"}, {"garden": "Roses"}]}, {"garden"}),
        ([NESTED], {"beds": [{"kind": "low"}]}, set()),
        ([TREES_BY_CONTENT], {"trees": [{"id": ID}]}, {"tree"}),
        ([BY_ID], {}, set()),
    ],
)
def test_only_what_has_to_be_looked_up_is_read(fields, desired, names):
    assert referenced(fields, desired) == names


def test_the_kinds_that_fields_may_name():
    assert referred([BY_ID, NESTED, TREES_BY_CONTENT]) == {"garden", "tree"}
    assert referred([Field("name")]) == set()


@pytest.mark.parametrize(
    ("fields", "values", "found"),
    [
        ([BY_ID], {"garden": "Roses"}, {("garden", "Roses")}),
        ([BY_ID], {"garden": None}, set()),
        ([SEVERAL], {"gardens": ["a", "b"]}, {("garden", "a"), ("garden", "b")}),
        ([NESTED], {"beds": [{"garden": "a"}, {"kind": "low"}]}, {("garden", "a")}),
        ([NESTED], {"beds": None}, set()),
        (INTO, {"garden": "Roses", "garden_id": ID}, {("garden", "Roses"), ("garden", ID)}),
        ([TREES_BY_CONTENT], {"trees": [{"id": ID}, {"identity": "oak"}]}, {("tree", ID), ("tree", "oak")}),
    ],
)
def test_what_values_speak_of(fields, values, found):
    assert mentioned(fields, values) == found


@pytest.mark.parametrize(
    ("text", "is_id"), [(ID, True), (ID.upper(), False), (ID[:-1], False), (f"{ID}0", False), ("g" * 24, False)]
)
def test_ids_are_24_lower_case_hex_digits(text, is_id):
    assert is_object_id(text) is is_id


@pytest.mark.parametrize(
    ("fields", "desired", "error", "words"),
    [
        ([BY_ID], {"garden": "Rose"}, UnknownReference, 'garden: the garden "Rose" does.*Did you mean Roses?'),
        ([BY_ID], {"garden": "xyz"}, UnknownReference, "does not exist.*Create it first, or correct garden"),
        ([NESTED], {"beds": [{}, {"garden": "xyz"}]}, UnknownReference, r"beds\[1\].garden: the"),
        ([SEVERAL], {"gardens": ["Roses", ""]}, InvalidOption, r"gardens\[1\] is empty"),
        (
            [Field("garden", required=True, refers=Reference("garden"))],
            {"garden": ""},
            InvalidOption,
            "garden is empty",
        ),
        ([TREES_BY_CONTENT], {"trees": [{"identity": "oak"}]}, UnknownReference, r"trees\[0\]: the tree .oak."),
    ],
)
def test_names_that_mean_nothing_are_reported_with_their_place(fields, desired, error, words):
    with pytest.raises(error, match=words):
        resolve(fields, desired, {"garden": GARDENS, "tree": ObjectIndex(TREE, [])})


@pytest.mark.parametrize("name", ["Sold", ID])
def test_what_the_same_run_removes_is_distinguished_from_what_never_was(name):
    known = ObjectIndex(GARDEN, [], gone=[{"id": ID, "name": "Sold"}])
    with pytest.raises(UnknownReference, match="the same run removes the"):
        resolve([BY_KEY], {"garden": name}, {"garden": known})


def test_at_most_three_names_are_proposed():
    gardens = ObjectIndex(GARDEN, [{"id": str(number), "name": f"Rose{number}"} for number in range(5)])
    with pytest.raises(UnknownReference, match=r"Did you mean Rose\d or Rose\d or Rose\d\?"):
        resolve([BY_ID], {"garden": "Rose"}, {"garden": gardens})


def test_a_name_is_a_name_before_it_is_an_id():
    known = {"garden": ObjectIndex(GARDEN, [{"id": "roses", "name": "herbs"}, {"id": 2, "name": "Roses"}])}
    assert resolve([BY_ID], {"garden": "roses"}, known) == {"garden": "2"}
    assert resolve([BY_ID], {"garden": "2"}, known) == {"garden": "2"}
    assert resolve([BY_KEY], {"garden": "2"}, known) == {"garden": "Roses"}
    assert set(known["garden"].ids) == {"roses", "2"}


def test_an_object_that_is_named_by_its_content_brings_all_that_is_known_of_it():
    oak = {"id": ID, "identity": "oak", "note": "old", "height": 12, "planted_at": 5}
    known = {"tree": ObjectIndex(TREE, [oak])}
    found = {"id": ID, "note": "old", "height": 12}
    assert resolve([TREES_BY_CONTENT], {"trees": [{"identity": "oak"}]}, known) == {"trees": [found]}
    assert resolve([TREES_BY_CONTENT], {"trees": [{"id": ID}]}, known) == {"trees": [found]}


def test_a_message_lists_ten_names():
    assert listed(["a", "b"]) == '"a", "b"'
    assert listed([str(number) for number in range(10)]).endswith('"9"')
    assert listed([str(number) for number in range(11)]).endswith('"9" and 1 more')
    assert listed([str(number) for number in range(12)]).endswith('"9" and 2 more')


def test_a_list_of_all_names_each_once():
    known = {"garden": GARDENS}
    assert refuse_incomplete_lists([ALL], {"order": ["herbs", "Roses"]}, known) is None
    assert refuse_incomplete_lists([ALL], {}, known) is None
    assert refuse_incomplete_lists([SEVERAL], {"gardens": []}, known) is None
    with pytest.raises(InvalidOption, match='order does not contain "herbs".*every garden'):
        refuse_incomplete_lists([ALL], {"order": ["Roses"]}, known)
    with pytest.raises(InvalidOption, match='order contains "Roses" twice'):
        refuse_incomplete_lists([ALL], {"order": ["Roses", "herbs", "Roses"]}, known)


def test_a_list_of_all_may_name_by_id():
    by_id = Field("order", type="list", elements="str", refers=Reference("garden", complete=True))
    mixed = [Field("note"), SEVERAL, by_id]
    known = {"garden": ObjectIndex(GARDEN, [ROSES], gone=[HERBS])}
    assert refuse_incomplete_lists(mixed, {"note": "x", "gardens": [], "order": [ID]}, known) is None
    with pytest.raises(InvalidOption, match='order does not contain "Roses"'):
        refuse_incomplete_lists(mixed, {"gardens": [ID], "order": []}, known)
    with pytest.raises(InvalidOption, match='order contains "x", "Roses" twice'):
        refuse_incomplete_lists(mixed, {"order": ["x", ID, "x", ID]}, known)


def test_of_thousands_of_names_that_do_not_exist_the_first_are_listed():
    """As with the feed of another organization: a message of a megabyte would hide everything else."""
    known = {"garden": ObjectIndex(GARDEN, [])}
    with pytest.raises(UnknownReference) as said:
        resolve([SEVERAL], {"gardens": [f"of others {number}" for number in range(1060)]}, known)
    assert 'the garden "of others 49" does not exist' in str(said.value)
    assert str(said.value).endswith(" … and 1,010 more.")
