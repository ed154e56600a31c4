# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import UnreadableResponse
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.object_reader import (
    read_composed,
    read_object,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.plan_context import CONTEXT, PlanContext
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER
from hypothesis import given
from hypothesis import strategies as st

ODD = [5, "x", True, {"a": 1}, [3], [None], [{"b": [1]}], [[]], -1.5]


@pytest.mark.parametrize(
    ("resource", "values", "says"),
    [
        (ROLE, {"permissions": 5}, "permissions of an unexpected type"),
        (ROLE, {"permissions": [5]}, "permissions of an unexpected type"),
        (ROLE, {"permissions": [{"actions": 5}]}, "permissions of an unexpected type"),
        (ROLE, {"permissions": [{"actions": [{}]}]}, "actions with an element that is not a single value"),
        (ROLE, {"permissions": [{"resource_type": []}]}, "resource_type that is not a single value"),
        (ROLE, {"users": {"a": 1}}, "users that is not a list"),
        (ROLE, {"users": [None]}, "users with an element"),
        (ROLE, {"name": ["x"]}, "name that is not a single value"),
        (ROLE, {"id": None}, "no usable id"),
        (ROLE, {"id": ""}, "no usable id"),
        (ROLE, {"id": ["a"]}, "no usable id"),
        (ROLE, {"id": True}, "no usable id"),
        (SCIM_USER, {"roles": "x"}, "roles that is not a list"),
        (SCIM_USER, {"phoneNumbers": 3}, "phone_number that is not an object"),
    ],
)
def test_values_of_other_types_are_reported_with_their_object(resource, values, says):
    raw = {"id": "r1", "name": "Operations", "userName": "ada", **values}
    with pytest.raises(UnreadableResponse, match=f"{resource.title}.*{says}") as raised:
        read_object(resource, raw)
    assert ("r1" in str(raised.value)) is (raw["id"] == "r1")


def test_an_id_that_came_as_a_number_is_its_text():
    assert read_object(ROLE, {"id": 7, "name": "Operations"})["id"] == "7"


@pytest.mark.parametrize("resource", CATALOG.resources, ids=lambda resource: resource.name)
@given(data=st.data())
def test_no_value_of_any_field_is_stumbled_upon(resource, data):
    """What is read is of the types that the engine works with, or is refused."""
    names = [field.api for field in resource.fields] + ["id", "name", *resource.readonly]
    raw = data.draw(st.dictionaries(st.sampled_from(names), st.sampled_from(ODD)))
    read = read_composed if resource.composed else read_object
    try:
        item = read(resource, [raw], raw) if resource.composed else read(resource, raw)
    except UnreadableResponse:
        return
    if not resource.composed and not resource.singleton:
        assert isinstance(item["id"], str) and item["id"]
    if not resource.composed and resource.built_in:
        resource.built_in(item)
    for feature in () if resource.composed else resource.timed:
        feature.is_past({**item, CONTEXT: PlanContext(1)})
