# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from unit.http.modules.lifecycle import Life, live

SHOPS = {"name": "Shops", "environments": ["Production"]}


@pytest.mark.sends(
    "create_environment_group", "delete_environment_group", "list_environment_groups", "update_environment_group"
)
def test_lifecycle(call_there, written):
    (production,) = call_there("environment_info", name="Production")["environments"]
    life = Life(
        module="environment_group",
        create=SHOPS,
        reordered={"environments": ["Production"], "name": "Shops"},
        change={"name": "Shops", "environments": []},
        before={"environments": [production["id"]]},
        after={"environments": []},
        read={"name": "Shops"},
        absent={"name": "Shops", "state": "absent"},
    )
    live(life, call_there, written)


def test_environments_come_and_go(call, refuse):
    call("environment", name="Staging")
    call("environment_group", **SHOPS)
    more = {"name": "Shops", "new_name": "All shops", "environments": ["Staging"], "append_environments": True}
    added = call("environment_group", **more)["environment_group"]
    assert sorted(added["environment_names"]) == ["Production", "Staging"]
    assert added["name"] == "All shops"
    by_id = call("environment_group", id=added["id"], environments=["Production"])
    assert by_id["changed"] and by_id["environment_group"]["environment_names"] == ["Production"]
    refuse("environment_group", ({"name": "All shops", "environments": ["Stagin"]}, "Stagin"))
