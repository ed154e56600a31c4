# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What names mean while a run creates and renames objects."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.object_index import ObjectIndex
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import UnknownReference
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.current_objects import (
    CurrentObjects,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from unit.plugins.module_utils._core.plans import E1, G1, G2

OPS = {"id": G1, "name": "Ops"}


@pytest.fixture
def current():
    return CurrentObjects({"role": ObjectIndex(ROLE, [OPS]), "environment": ObjectIndex(ENVIRONMENT, [])})


def test_an_object_is_found_by_id_and_a_new_one_by_its_name(current):
    assert current.find(ROLE, G1) == OPS and current.find(ROLE, "Dev") is None
    current.add(ROLE, {"id": G2, "name": "Dev"})
    assert current.find(ROLE, "Dev")["id"] == current.find(ROLE, G2)["id"] == G2
    assert current.find(ROLE, G1) == OPS


def test_a_name_can_be_resolved_once_its_object_is_created(current):
    with pytest.raises(UnknownReference, match='"Dev", which does not exist'):
        current.resolve(ENVIRONMENT, {"name": "New", "roles": ["Ops", "Dev"]})
    current.add(ROLE, {"id": G2, "name": "Dev"})
    assert current.resolve(ENVIRONMENT, {"name": "New", "roles": ["Ops", "Dev"]})["roles"] == [G1, G2]


def test_a_renamed_object_answers_to_its_new_name_only(current):
    current.add(ROLE, {**OPS, "name": "Operations"})
    assert current.resolve(ENVIRONMENT, {"roles": ["Operations"]}) == {"roles": [G1]}
    with pytest.raises(UnknownReference):
        current.resolve(ENVIRONMENT, {"roles": ["Ops"]})


def test_an_object_that_is_written_twice_exists_once(current):
    for name in ("One", "Two"):
        current.add(ENVIRONMENT, {"id": E1, "name": name})
    assert current.find(ENVIRONMENT, "One") is None
    assert current.find(ENVIRONMENT, E1)["name"] == "Two"
