# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names over real HTTP: beside ids in results, new ones, and those that differ by letter case."""

from __future__ import annotations

import pytest
from unit.http.in_process import call_module

PLAN = {"condition": "host = db-1", "start": 2114640000, "end": 2114650000}


@pytest.fixture
def call(simulator):
    connection = {
        "api_key": "test-api-key-acme-5f1d8e37a6b0",
        "api_url": simulator.api_url("us"),
        "integrations_url": simulator.integrations_url("us"),
        "rate_limit_share": 100,
    }
    return lambda module, check_mode=False, **options: call_module(module, {**connection, **options}, check_mode)


def test_info_modules_show_names_beside_ids(call):
    call("environment", name="Shops", roles=["Admin"])
    call("environment_group", name="All", environments=["Shops"])
    call("alert_filter_schedule", name="Weekend", starts_on=2114640000, ends_on=2114650000)
    call(
        "alert_filter",
        name="Noise",
        condition="host = db-1",
        schedule="Weekend",
        custom_tags=[{"name": "a", "value": "b"}],
    )
    (shops,) = call("environment_info", name="Shops")["environments"]
    assert (shops["role_names"], shops["read_only_role_names"]) == (["Admin"], [])
    (group,) = call("environment_group_info", name="All")["environment_groups"]
    assert group["environment_names"] == ["Shops"]
    (noise,) = call("alert_filter_info", name="Noise")["alert_filters"]
    assert noise["schedule_name"] == "Weekend" and noise["custom_tag_values"] == {"a": "b"}
    (admin,) = call("role_info", name="Admin")["roles"]
    assert len(admin["user_names"]) == len(admin["users"]) > 0 and "@" in admin["user_names"][0]


def test_names_that_may_not_be_read_are_null(call, simulator):
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["list_scim_users"]}])
    (admin,) = call("role_info", name="Admin")["roles"]
    assert admin["users"] and admin["user_names"] is None
    simulator.clear_faults()


def test_names_that_nobody_needs_are_not_read(call, simulator):
    simulator.clear_requests()
    (admin,) = call("role_info", name="Admin", show_names=False)["roles"]
    assert admin["users"] and admin["user_names"] is None
    assert "list_scim_users" not in [entry["operation_id"] for entry in simulator.requests()]


def test_an_environment_is_named_by_its_id_and_renamed(call, simulator):
    made = call("environment", name="Shops", filter="host = shop-*")["environment"]
    renamed = [call("environment", check_mode=mode, name="Shops", new_name="Stores") for mode in (True, False, False)]
    assert [each["changed"] for each in renamed] == [True, True, False]
    assert renamed[1]["diff"] == {"before": {"name": "Shops"}, "after": {"name": "Stores"}}
    assert renamed[1]["environment"]["id"] == made["id"] and renamed[1]["environment"]["filter"] == "host = shop-*"
    assert not call("environment", id=made["id"], filter="host = shop-*")["changed"]
    declared = [{"name": "Stores", "new_name": "Boutiques"}]
    done, again = (call("organization", environments=declared) for _each in range(2))
    assert done["changed"] and not again["changed"]
    assert call("environment", id=made["id"], state="absent")["environment"]["name"] == "Boutiques"
    assert "one of the following is required: name, id" in call("environment", filter="a = b")["msg"]


@pytest.mark.parametrize("kind", ["environment", "maintenance_plan", "environment_group"])
def test_a_new_name_that_differs_only_in_case_is_warned_of(call, kind):
    given = PLAN if kind == "maintenance_plan" else {}
    assert "warnings" not in call(kind, name="Shops", **given)
    for warned in (
        call(kind, check_mode=True, name="shops", **given),
        call("organization", check_mode=True, **{f"{kind}s": [{"name": "shops", **given}]}),
        call(kind, name="shops", **given),
    ):
        assert f'{kind.replace("_", " ")} "shops" is new, although "Shops" exists' in str(warned["warnings"])
    assert "warnings" not in call(kind, name="shops", **given)


MAP_FIELDS = [{"title": "app", "type": "query_tag"}]
NEEDED = {"maintenance_plan": PLAN, "alert_filter": {"condition": "a = b"}, "enrichment_map": {"fields": MAP_FIELDS}}


@pytest.mark.parametrize("kind", ["environment", *NEEDED])
def test_removing_what_is_spelled_otherwise_is_warned_of(call, simulator, kind):
    assert call(kind, name="Shops", **NEEDED.get(kind, {}))["changed"]
    simulator.clear_requests()
    for check_mode in (True, False):
        missed = call(kind, check_mode=check_mode, name="shops", state="absent")
        both = call("organization", check_mode=check_mode, **{f"{kind}s": [{"name": "shops", "state": "absent"}]})
        assert not missed["changed"] and not both["changed"]
        assert all(warning in both["warnings"] for warning in missed["warnings"])
        expected = f'{kind.replace("_", " ")} "shops" does not exist, so there is nothing to do, but "Shops" does.'
        assert expected in str(missed["warnings"])
    assert simulator.requests(writes_only=True) == []
    assert "warnings" not in call(kind, name="Stores", state="absent")
    assert call(kind, name="Shops", state="absent")["changed"]


def test_stopping_a_plan_without_its_marker_is_warned_of(call):
    window = {"name": "Patch", "condition": "a = b", "start": "now", "duration": "1h"}
    assert call("maintenance_plan", marker="databases", **window)["changed"]
    missed = call("maintenance_plan", name="Patch", state="stopped")
    assert not missed["changed"]
    assert '"Patch" does not exist, so there is nothing to do, but "Patch [databases]" does.' in str(missed["warnings"])
    assert call("maintenance_plan", name="Patch", marker="databases", state="stopped")["changed"]
    assert "warnings" not in call("maintenance_plan", name="Patch", marker="databases", state="stopped")
    # What is over is not meant by anybody.
    assert "warnings" not in call("maintenance_plan", name="Patch", state="stopped")


def test_the_selectors_of_plans_and_patterns_find_them(call):
    for marker in ("one", "two"):
        call("maintenance_plan", name="Twice", marker=marker, **PLAN)
    found = call("maintenance_plan_info", name="Twice", marker="two")["maintenance_plans"]
    assert [plan["marker"] for plan in found] == ["two"]
    pattern = {"tags": ["host", "check"], "condition": "env = prod", "time_window": 60}
    call("correlation_pattern", **pattern)
    call("correlation_pattern", tags=["host"], time_window=60, cross_source=False)

    def count(**options):
        return len(call("correlation_pattern_info", **options)["correlation_patterns"])

    assert count(tags="check, host") == count(filter={"=": ["ENV", "Prod"]}) == count(cross_source=True) == 1
    assert count(filter="") == count(tags=["host"], cross_source=False) == 1
    assert count() == 2 and count(tags=["check"]) == 0
