# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.duplicates import (
    describe_duplicates,
    differing_fields,
    in_order_of_creation,
    removal_by_id,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.correlation_pattern import (
    CORRELATION_PATTERN,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.topology import TOPOLOGY


def found(*times, key="created_at", **values):
    """Objects with the ids 0, 1, 2 ... that were created at these times."""
    return [{"id": str(number), "name": "Noise", key: time, **values} for number, time in enumerate(times)]


@pytest.mark.parametrize(
    ("objects", "ids"),
    [
        (found(30, 10, 20), "120"),
        (found(30, 10, 20, key="created_on"), "120"),
        (found(10, 10, 10)[::-1], "012"),
        # Where one of them does not tell when it was made, no time decides.
        (found(30, None, 20), "012"),
        (found(30, "10", 20), "012"),
        (found(30, True, 20), "012"),
        ([{"id": "b"}, {"id": "a"}], "ab"),
        ([{"id": 2, "created_at": 1, "created_on": 9}, {"id": 1, "created_at": 5, "created_on": 2}], "21"),
    ],
)
def test_the_earliest_comes_first_and_the_id_decides_where_no_time_does(objects, ids):
    assert [str(item["id"]) for item in in_order_of_creation(objects)] == list(ids)


def test_objects_that_do_not_differ_are_reported_with_what_to_remove():
    text, advice = describe_duplicates(ALERT_FILTER, found(86400, 0), "Noise")
    assert text == (
        '2 objects match the alert filter name "Noise": 1 (created 1970-01-01T00:00:00Z), '
        "0 (created 1970-01-02T00:00:00Z). They do not differ."
    )
    assert advice == (
        "Name the one you mean by its id. To keep only one, remove what was created later (0): "
        "community.bigpanda.bigpanda_alert_filter with its id and state: absent."
    )
    _text, advice = describe_duplicates(ALERT_FILTER, found(None, None, None), "Noise")
    assert "remove what was created later (1, 2): community.bigpanda.bigpanda_alert_filter with each id" in advice


def test_objects_that_differ_are_reported_with_the_fields_in_which_they_do():
    first, other, third = found(None, None, None, active=True)
    text, advice = describe_duplicates(
        ALERT_FILTER, [third, {**other, "active": False, "description": "x"}, first], "a"
    )
    assert text == '3 objects match the alert filter name "a": 0, 1, 2. They differ in active, description.'
    assert "remove what you do not need: community.bigpanda.bigpanda_alert_filter with its id" in advice


def test_of_objects_that_have_a_key_of_their_making_only_the_kind_is_reported():
    patterns = [{"id": each, "identity": "x", "tags": ["host"], "note": each} for each in "ab"]
    text, advice = describe_duplicates(CORRELATION_PATTERN, patterns, "host")
    assert text == '2 objects match the correlation pattern "host": a, b. They differ in note.'
    assert advice.startswith("Name the one you mean by its note or id. To keep only one, remove what you do not need:")
    # A note that two of them share does not say which is meant.
    patterns = [*patterns, {**patterns[0], "id": "c"}]
    assert describe_duplicates(CORRELATION_PATTERN, patterns, "host")[1].startswith("Name the one you mean by its id.")


@pytest.mark.parametrize(
    ("spellings", "advice"),
    [
        (["Ada@x", "ada@x"], "Spell user_name exactly as one of them does: Ada@x, ada@x."),
        (["ada@x", "ada@x"], "Rename or remove one of them in BigPanda."),
        (["Ada@x", "ada@x", "ada@x"], "Rename or remove one of them in BigPanda."),
    ],
)
def test_what_no_id_can_name_is_spelled_exactly_or_mended_elsewhere(spellings, advice):
    users = [{"id": str(number), "user_name": name} for number, name in enumerate(spellings)]
    assert describe_duplicates(SCIM_USER, users, "ada@x")[1] == advice


@pytest.mark.parametrize(("resource", "may_be"), [(ALERT_FILTER, True), (SCIM_USER, False), (TOPOLOGY, False)])
def test_an_id_may_stand_for_a_name_that_is_neither_fixed_nor_required(resource, may_be):
    assert resource.may_be_named_by_id is may_be


def test_what_people_cannot_see_or_compare_is_no_difference():
    one, other = {"id": "1", "user_name": "a", "password": "x"}, {"id": "2", "user_name": "A", "password": "y"}
    assert differing_fields(SCIM_USER, [one, other]) == []
    assert differing_fields(SCIM_USER, [one, other, {**one, "display_name": "Ada"}]) == ["display_name"]
    assert differing_fields(CORRELATION_PATTERN, [{"identity": "x"}, {"identity": "y"}]) == []
    assert differing_fields(ENVIRONMENT, [{"name": "a"}]) == []


def test_one_is_removed_by_its_id_and_several_by_each():
    assert removal_by_id(ALERT_FILTER, 1) == "community.bigpanda.bigpanda_alert_filter with its id and state: absent."
    assert removal_by_id(ALERT_FILTER, 2) == "community.bigpanda.bigpanda_alert_filter with each id and state: absent."
