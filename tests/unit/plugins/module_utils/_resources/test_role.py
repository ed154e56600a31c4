# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.comparison import agrees
from ansible_collections.community.bigpanda.plugins.module_utils._resources.permission import merge_permissions
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import (
    ROLE,
    decode_role,
    permissions_of,
    prepare_role,
)
from hypothesis import given
from hypothesis import strategies as st


def permission(*actions, **values):
    return {"resource_type": "environments", "actions": [*actions], **values}


def test_a_permission_without_an_environment_is_for_all_of_them():
    listed = [permission("read"), permission("read", resource_id="5f1d")]
    prepared = prepare_role({"name": "Operations", "permissions": listed})["permissions"]
    assert [each["resource_id"] for each in prepared] == [None, "5f1d"]
    assert prepare_role({"name": "Operations"}) == {"name": "Operations"}


def test_a_permission_without_actions_is_refused_by_its_place():
    with pytest.raises(InvalidOption, match=r"permissions\[1\].actions: a permission allows no action"):
        prepare_role({"name": "Operations", "permissions": [permission("read"), permission()]})


def test_permissions_of_one_object_are_one_in_what_is_given_and_in_what_is_shown():
    """Somebody may list an object once for each action, and a service may show it so, or merge the entries."""
    listed = [permission("read"), permission("read", resource_id="5f1d"), permission("full_access", "read")]
    merged = [
        {"resource_type": "environments", "resource_id": None, "actions": ["read", "full_access"]},
        {"resource_type": "environments", "resource_id": "5f1d", "actions": ["read"]},
    ]
    assert prepare_role({"name": "Operations", "permissions": listed})["permissions"] == merged
    assert decode_role({"name": "Operations", "permissions": listed})["permissions"] == merged


@pytest.mark.parametrize(
    ("stored", "declared", "same"),
    [
        (["read", "full_access"], ["full_access"], True),
        (["Full_Access"], ["read", "full_access"], True),
        (["full_access", "incident_actions"], ["full_access"], False),
        (["read"], ["full_access"], False),
        (["read", "incident_actions"], ["incident_actions"], False),
    ],
)
def test_full_access_includes_reading(stored, declared, same):
    """Contract README, "Extensions". A service may show what is included; of other actions nothing is said."""
    stored, declared = ({"permissions": [permission(*actions, resource_id=None)]} for actions in (stored, declared))
    assert agrees(ROLE.fields, stored, declared) == same
    assert (permissions_of(stored) == permissions_of(declared)) == same


def test_permissions_that_differ_in_more_than_actions_stay_apart():
    listed = [permission("read", environment="Production"), permission("full_access", scope="new")]
    assert len(prepare_role({"permissions": listed})["permissions"]) == 2
    assert len(decode_role({"permissions": listed})["permissions"]) == 2


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "resource_type": st.sampled_from(["environments", "Environments", "roles"]),
                "resource_id": st.sampled_from([None, "5f1d"]),
                "actions": st.lists(st.sampled_from(["read", "full_access", "new"]), max_size=3),
            }
        )
    )
)
def test_merging_permissions_gives_and_takes_nothing(permissions):
    merged = merge_permissions(permissions)
    assert permissions_of({"permissions": merged}) == permissions_of({"permissions": permissions})
    assert merge_permissions(merged) == merged
