# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.rebase import (
    is_written_whole,
    with_newcomers,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.update_body import Put
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment_group import ENVIRONMENT_GROUP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_tag import INCIDENT_TAG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER
from hypothesis import given
from hypothesis import strategies as st

some = st.frozensets(st.sampled_from("abcdef"))


@given(some, some, some)
def test_a_set_gains_what_was_declared_and_loses_only_what_the_plan_showed(wanted, seen, now):
    desired = {"name": "All", "environments": sorted(wanted)}
    objects = ({"id": "1", "name": "All", "environments": sorted(items)} for items in (seen, now))
    kept = with_newcomers(ENVIRONMENT_GROUP, desired, *objects)
    assert set(kept["environments"]) == wanted | (now - seen)


@given(some, some, some)
def test_what_is_appended_stays_as_it_was_declared(wanted, seen, now):
    desired = {"name": "All", "environments": sorted(wanted), "append_environments": True}
    objects = ({"id": "1", "name": "All", "environments": sorted(items)} for items in (seen, now))
    assert with_newcomers(ENVIRONMENT_GROUP, desired, *objects) == desired


def permission(kind, *actions, **others):
    return {"resource_type": kind, "resource_id": None, "actions": list(actions), **others}


@pytest.mark.parametrize(
    ("now", "kept"),
    [
        ([permission("users", "read")], ["analytics"]),
        # Another run changed it, and what was declared counts.
        ([permission("users", "full_access")], ["analytics"]),
        ([permission("users", "read"), permission("roles", "read")], ["analytics", "roles"]),
        ([permission("users", "read"), permission("analytics", "full_access")], ["analytics"]),
        ([permission("ROLES", "read", made_by="somebody")], ["analytics", "ROLES"]),
    ],
)
def test_permissions_are_known_again_by_what_they_are_for(now, kept):
    desired = {"name": "Team", "permissions": [permission("analytics", "read")]}
    seen = {"name": "Team", "permissions": [permission("users", "read")]}
    found = with_newcomers(ROLE, desired, seen, {"name": "Team", "permissions": now})["permissions"]
    assert [each["resource_type"] for each in found] == kept


def rule(source, rule_id=None, **values):
    return {"id": rule_id, "type": "extraction", "source": source, "regex": "(.*)", "active": True, **values}


def test_rules_are_known_again_by_their_ids_and_a_new_one_by_what_was_declared_of_it():
    desired = {"name": "team", "enrichments": [{"type": "extraction", "source": "check", "regex": "(.*)"}]}
    seen = {"name": "team", "enrichments": [rule("host", "1")]}
    # The first one is somebody else's, the second one is what was declared, and the third was changed by somebody.
    now = {"name": "team", "enrichments": [rule("service", "3"), rule("check", "2"), rule("cluster", "1")]}
    kept = with_newcomers(ALERT_TAG, desired, seen, now)["enrichments"]
    assert [each["source"] for each in kept] == ["service", "check"]


def test_lists_inside_of_a_dict_keep_what_came_too():
    def tag(*values, **others):
        return {"name": "team", "config": {"incident_tag_values": list(values), **others}}

    kept = with_newcomers(INCIDENT_TAG, tag("a", "b"), tag("a", "z"), tag("a", "c", "z"))
    assert kept["config"] == {"incident_tag_values": ["a", "b", "c"]}


@pytest.mark.parametrize(
    ("resource", "current", "desired", "is_whole"),
    [
        (SCIM_USER, {"display_name": "A", "active": True}, {"display_name": "B"}, False),
        (SCIM_USER, {"roles": ["A"], "active": True}, {"roles": ["B"]}, False),
        (ENVIRONMENT, {"filter": "a = 1"}, {"filter": "a = 2"}, True),
        (ENVIRONMENT, {"roles": []}, {"roles": ["1"]}, True),
        (ROLE, {"users": []}, {"users": ["1"]}, False),
        (ROLE, {}, {"new_name": "Other"}, False),
        (ROLE.replace(update_body=Put(keep_unknown=True)), {}, {"new_name": "Other"}, True),
        (ROLE, {"permissions": []}, {"permissions": [permission("users", "read")]}, True),
        (INCIDENT_TAG, {"type": "Text", "active": True}, {"active": False}, True),
        (INCIDENT_TAG, {"type": "Text", "active": True}, {}, False),
    ],
)
def test_what_is_written_whole_may_be_out_of_date(resource, current, desired, is_whole):
    named = {"id": "1", **dict.fromkeys(resource.shown), resource.key: "x", **current}
    assert is_written_whole(make_plan(resource, named, {"id": "1", **desired})) is is_whole


def test_a_removal_that_only_switches_off_is_written_whole_where_the_object_is():
    current = {"id": "1", "name": "team", "type": "Text", "active": True}
    assert is_written_whole(make_plan(INCIDENT_TAG, current, {"id": "1"}, "absent"))
    assert not is_written_whole(make_plan(ROLE, {"id": "1", "name": "Team"}, {"id": "1"}, "absent"))
