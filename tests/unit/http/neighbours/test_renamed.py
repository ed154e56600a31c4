# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Removals are sent with an ID. Who renames an object after the plan says that it is to stay."""

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from unit.http.neighbours.stage import is_green
from unit.http.two_runs import COLUMNS

SOON = int(time.time()) + 86400
REMOVABLE = {
    "environments": {"filter": "env = a"},
    "environment_groups": {},
    "roles": {"permissions": []},
    "alert_filters": {"bpql": {"=": ["host", "db-1"]}},
    "alert_filter_schedules": {"starts_on": SOON, "ends_on": SOON + 3600},
    "maintenance_plans": {"condition": {"=": ["host", "db-1"]}, "start": SOON, "end": SOON + 3600},
    "enrichment_maps": {"fields": COLUMNS},
    "incident_tags": {"type": "Text"},
}


def rename(acme):
    kept = [acme.environments, acme.roles, acme.incident_tags, acme.maps, *acme.stores.values()]
    for item in (item for objects in kept for item in objects.values()):
        named = item if "name" in item else item.get("config", item)
        if named.get("name") == "x":
            named["name"] = "other"


@pytest.mark.parametrize("kind", REMOVABLE)
def test_what_was_renamed_meanwhile_is_not_removed(stage, kind):
    assert is_green(stage.bring({kind: [{"name": "x", **REMOVABLE[kind]}]}))
    made = stage.plan({kind: [{"name": "x", "state": "absent"}]})
    rename(stage.acme)
    told = stage.carry_out(made)
    assert 'somebody else renamed it "other"' in told[(kind, "x")]["error"], told
    resource = next(each for each in CATALOG.resources if each.plural == kind)
    (left,) = [item for item in stage.client().list(resource) if item[resource.key] in ("x", "other")]
    assert left[resource.key] == "other" and left.get("active") is not False


def test_what_is_purged_and_was_renamed_meanwhile_is_not_removed(stage):
    one, other = ({"name": name, **REMOVABLE["alert_filters"]} for name in ("x", "stays"))
    stage.bring({"alert_filters": [one, other]})
    made = stage.plan({"alert_filters": [other]}, purge=["alert_filters"])
    rename(stage.acme)
    assert 'renamed it "other"' in stage.carry_out(made)[("alert_filters", "x")]["error"]
    assert "other" in [item["name"] for item in stage.acme.stores["alert_filters"].values()]
