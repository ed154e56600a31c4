# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Arrays of ids that let members join a group, at a service that refuses some of the ids."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.membership import find_membership
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import ApiError
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.graph import Ref
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.membership import Change
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.plan import ArrayStep
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run.membership_writer import (
    MembershipWriter,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER


class ServiceThatRefuses:
    """A client of a service with one role, which refuses each array that has one of the bad ids."""

    def __init__(self, bad, status=400):
        self.members = []
        self._bad = bad
        self._status = status

    def write(self, _operation, _values, ids):
        if set(ids) & set(self._bad):
            raise ApiError("refused", status=self._status)
        self.members += ids

    def write_or_recover(self, write, _look_up):
        return write()

    def find_by_id(self, _resource, group_id):
        return {"id": group_id, "name": "Operations", "users": self.members}


def join(client, ids):
    """Let them join; those that the service refuses."""
    changes = [Change("r1", member, joins=True) for member in ids]
    refused = []
    writer = MembershipWriter(find_membership([ROLE, SCIM_USER]), lambda _resource, _ref: None)
    writer.send_array(
        client,
        ArrayStep(Ref(ROLE.name, "r1", "joining"), tuple(changes)),
        changes,
        lambda some, _error: refused.extend(change.member for change in some),
    )
    return refused


USERS = [f"u{number}" for number in range(16)]


def test_a_refusal_names_the_group_and_the_members():
    """It is reported with the object, apart from the request that was refused."""
    users = [Change("r1", name, joins=False) for name in ("u0", "u1")]
    said = []
    live = {"r1": {"name": "Operations"}, "u1": {"user_name": "ada@acme.example"}}
    writer = MembershipWriter(find_membership([ROLE, SCIM_USER]), lambda _resource, ref: live.get(ref))
    array = ArrayStep(Ref(ROLE.name, "r1", "leaving"), tuple(users))
    client = ServiceThatRefuses(["u1"])
    client.members = ["u0", "u1"]
    writer.send_array(client, array, users, lambda _some, error: said.append(str(error)))
    assert said == ['Cannot remove "ada@acme.example" from role "Operations": refused']


def test_up_to_five_refused_ids_keep_nobody_else_from_joining():
    client = ServiceThatRefuses(bad=USERS[0:10:2])
    assert join(client, USERS) == USERS[0:10:2]
    assert sorted(client.members) == sorted(set(USERS) - set(USERS[0:10:2]))


def test_after_five_refused_ids_arrays_are_not_divided_any_more():
    client = ServiceThatRefuses(bad=USERS[0:12:2])
    assert join(client, USERS) == [*USERS[0:10:2], "u10", "u11"]
    assert sorted(client.members) == sorted(set(USERS) - set(USERS[0:12:2]) - {"u11"})


def test_an_array_is_only_divided_if_one_id_can_be_the_reason():
    client = ServiceThatRefuses(bad=["u0"], status=403)
    with pytest.raises(ApiError, match="refused"):
        join(client, USERS)
    assert client.members == []
