# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What names mean while a run creates and renames objects."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.object_index import ObjectIndex
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.graph import Ref
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run.current_objects import (
    CurrentObjects,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER
from unit.plugins.module_utils._core.plans import E1, G1, G2

OPS = {"id": G1, "name": "Ops"}


@pytest.fixture
def current():
    return CurrentObjects({"role": ObjectIndex(ROLE, [OPS]), "environment": ObjectIndex(ENVIRONMENT, [])})


def test_an_object_is_found_by_id_and_a_new_one_by_its_name(current):
    assert current.find(ROLE, G1) == OPS and current.find(ROLE, "Dev") is None
    current.add(Ref("role", "Dev"), {"id": G2, "name": "Dev"})
    assert current.find(ROLE, "Dev")["id"] == G2
    assert current.find(ROLE, G1) == OPS


def test_new_objects_are_named_by_their_id_once_they_are_created(current):
    current.add(Ref("role", "Dev"), {"id": G2, "name": "Dev"})
    resolved = {"name": "New", "roles": [G1, "Dev"], "description": "Dev"}
    assert current.with_ids(ENVIRONMENT.fields, resolved) == {**resolved, "roles": [G1, G2]}


def test_a_permission_names_the_environment_that_was_created_for_it(current):
    current.add(Ref("environment", "Shop"), {"id": E1, "name": "Shop"})
    named, other = ({"resource_type": "environments", "resource_id": name} for name in ("Shop", G1))
    assert current.with_ids(ROLE.fields, {"permissions": [named, other, {"resource_type": "roles"}]}) == {
        "permissions": [{**named, "resource_id": E1}, other, {"resource_type": "roles"}]
    }


def test_a_user_names_a_role_as_the_service_calls_it(current):
    current.add(Ref("role", "dev"), {"id": G2, "name": "Dev"})
    assert current.with_ids(SCIM_USER.fields, {"roles": ["Ops", "dev"]}) == {"roles": ["Ops", "Dev"]}


def test_a_renamed_role_answers_to_its_id(current):
    current.add(Ref("role", G1), {**OPS, "name": "Operations"})
    assert current.find(ROLE, G1)["name"] == "Operations"
    assert current.with_ids(ENVIRONMENT.fields, {"roles": [G1]}) == {"roles": [G1]}


def test_an_object_that_is_written_twice_is_as_it_was_written_last(current):
    for ref, name in ((Ref("environment", "One", "first"), "One"), (Ref("environment", "One"), "Two")):
        current.add(ref, {"id": E1, "name": name})
    assert current.find(ENVIRONMENT, "One")["name"] == "Two"
