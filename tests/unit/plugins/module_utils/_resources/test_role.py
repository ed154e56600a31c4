# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import prepare_role


def permission(*actions, **values):
    return {"resource_type": "environments", "actions": [*actions], **values}


def test_a_permission_without_an_environment_is_for_all_of_them():
    given = [permission("read"), permission("read", resource_id="5f1d")]
    prepared = prepare_role({"name": "Operations", "permissions": given})["permissions"]
    assert [each["resource_id"] for each in prepared] == [None, "5f1d"]
    assert prepare_role({"name": "Operations"}) == {"name": "Operations"}


def test_a_permission_without_actions_is_refused_by_its_place():
    with pytest.raises(InvalidOption, match=r"permissions\[1\].actions: a permission allows no action"):
        prepare_role({"name": "Operations", "permissions": [permission("read"), permission()]})
