# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Each recipe of the cookbook does what it says, and changes nothing when it is run again."""

from __future__ import annotations

import time

import pytest
from unit.http.cookbook.conftest import COOKBOOK, OTHER_KEY

RECIPES = {path.stem for path in COOKBOOK.glob("*/*.yml")}
ADA, GRACE, LINUS, FORMER = (f"{name}@acme.example" for name in ("ada", "grace", "linus", "former"))


def roles_of(organization, user_name):
    user = organization.find_user(user_name)
    return {role["name"] for role in organization.roles.values() if user["id"] in role["users"]}


def permissions_of(organization, name):
    return {
        (each["resource_type"], each["resource_id"], *sorted(each["actions"]))
        for each in organization.find_role(name)["permissions"]
    }


def environment_of(organization, name):
    return next(each for each in organization.environments.values() if each["name"] == name)


def stored(organization, kind, name):
    return next(each for each in organization.stores[kind].values() if each["name"] == name)


def incident_of(organization, host):
    """The incident of the newest alert of a host."""
    alert = [each for each in organization.alerts.values() if {"name": "host", "value": host} in each["tags"]][-1]
    return next(
        each
        for each in organization.incidents.values()
        if alert["id"]
        in [alert_id if isinstance(alert_id, str) else alert_id["alert_id"] for alert_id in each["alerts"]]
    )


def test_every_recipe_is_tested():
    tested = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert tested - {"every_recipe_is_tested"} == RECIPES


def test_give_a_team_an_environment(cook, acme):
    cook("users/give_a_team_an_environment")
    environment = environment_of(acme, "Databases")
    assert environment["filter"] == "cluster = prod-1"
    assert permissions_of(acme, "Databases") == {("environments", environment["id"], "incident_actions", "read")}
    assert "Databases" in roles_of(acme, GRACE) & roles_of(acme, LINUS)


def test_onboard_a_joiner(cook, acme):
    cook("users/onboard_a_joiner")
    assert roles_of(acme, ADA) == {"User", "Operations"}


def test_deactivate_a_leaver(cook, acme):
    cook("users/deactivate_a_leaver")
    assert not acme.find_user(GRACE)["active"] and roles_of(acme, GRACE) == set()


def test_move_a_user_to_another_team(cook, acme):
    cook("users/move_a_user_to_another_team")
    assert roles_of(acme, LINUS) == {"Operations"}


def test_show_who_has_admin(cook):
    said = cook("users/show_who_has_admin")
    assert "admin@acme.example" in said and said.index("inactive") < said.index(FORMER) and GRACE not in said


def test_show_what_a_user_may_do(cook):
    said = cook("users/show_what_a_user_may_do")
    assert "(item=Viewer)" in said and "audit_logs" in said and "full_access" not in said


def test_find_users_without_a_role(cook):
    said = cook("users/find_users_without_a_role")
    assert "mapped@acme.example" in said and GRACE not in said


def test_provision_from_a_feed(cook, acme):
    cook("users/provision_from_a_feed")
    assert roles_of(acme, GRACE) == {"Operations", "Viewer"} and roles_of(acme, ADA) == {"Operations"}
    assert not acme.find_user(LINUS)["active"] and not acme.find_user("mapped@acme.example")["active"]


def test_copy_a_role_to_all_organizations(cook, acme, globex):
    production = environment_of(acme, "Production")["id"]
    acme.find_role("Operations")["permissions"] = [
        {"resource_type": "environments", "resource_id": production, "actions": ["read"]}
    ]
    cook("users/copy_a_role_to_all_organizations")
    assert permissions_of(globex, "Operations") == {
        ("environments", environment_of(globex, "Production")["id"], "read")
    }


def test_show_what_nobody_handles(cook, acme):
    said = cook("incidents/show_what_nobody_handles")
    assert all(incident_of(acme, host)["id"] in said for host in ("db-1", "web-1"))


def test_take_over_an_incident(cook, acme):
    incident = incident_of(acme, "db-1")
    cook("incidents/take_over_an_incident", incident_id=incident["id"])
    assert incident["assignee"] == acme.find_user(GRACE)["id"] or incident["assignee"]["email"] == GRACE
    comments = [each for each in acme.activities[incident["id"]] if "Looking into it." in str(each)]
    assert len(comments) == 1


def test_tag_an_incident_with_its_ticket(cook, acme):
    incident = incident_of(acme, "db-1")
    cook("incidents/tag_an_incident_with_its_ticket", incident_id=incident["id"])
    assert "OPS-4711" in str(incident)


def test_snooze_until_monday(cook, acme):
    incident = incident_of(acme, "db-1")
    cook("incidents/snooze_until_monday", incident_id=incident["id"])
    until = incident["snooze"]["end_time"]
    assert time.localtime(until)[3:7] == (8, 0, 0, 0) and 0 < until - time.time() <= 7.5 * 86400


def test_merge_duplicates(cook, acme):
    cook("incidents/merge_duplicates")
    assert incident_of(acme, "db-1")["id"] == incident_of(acme, "web-1")["id"]


def test_split_off_an_alert(cook, acme):
    incident = incident_of(acme, "db-3")
    cook("incidents/split_off_an_alert", incident_id=incident["id"])
    assert incident_of(acme, "db-3")["id"] != incident["id"] == incident_of(acme, "db-1")["id"]


def test_hand_over_a_shift(cook, acme):
    incident = incident_of(acme, "db-1")
    cook("incidents/take_over_an_incident", again=False, incident_id=incident["id"])
    cook("incidents/hand_over_a_shift")
    assert incident["assignee"] == acme.find_user(LINUS)["id"] or incident["assignee"]["email"] == LINUS


def test_resolve_alerts_of_a_removed_host(cook, acme):
    incident = incident_of(acme, "web-1")
    cook("incidents/resolve_alerts_of_a_removed_host")
    assert incident["status"] == "ok" and incident_of(acme, "db-1")["active"]


def test_open_a_window_around_a_deployment(cook, acme):
    """A window that has ended stays on record, so each deployment opens one of its own."""
    for number in (1, 2):
        cook("maintenance/open_a_window_around_a_deployment", again=False)
        plans = list(acme.stores["maintenance_plans"].values())
        assert len(plans) == number
        assert all(plan["stopped"] and plan["condition"] == {"=": ["application", "billing"]} for plan in plans)


def test_repeat_a_patch_window(cook, acme):
    cook("maintenance/repeat_a_patch_window")
    assert stored(acme, "maintenance_plans", "Patch Sunday")["frequency"] == "Monthly"


def test_extend_a_window(cook, call, acme):
    window = {"start": "2037-01-10T22:00:00+01:00", "end": "2037-01-11T04:00:00+01:00"}
    call("maintenance_plan", name="Kernel patch", condition={"=": ["host", "db-1"]}, **window)
    begins = stored(acme, "maintenance_plans", "Kernel patch")["end"]
    cook("maintenance/extend_a_window")
    assert stored(acme, "maintenance_plans", "Kernel patch")["end"] == begins + 7200


def test_drop_a_noisy_check(cook, acme):
    cook("maintenance/drop_a_noisy_check")
    assert stored(acme, "alert_filters", "Noisy check heartbeat")["bpql"] == {"=": ["check", "heartbeat"]}


def test_drop_alerts_during_a_move(cook, acme):
    cook("maintenance/drop_alerts_during_a_move")
    schedule = stored(acme, "alert_filter_schedules", "Move of Berlin")
    assert schedule["id"] in str(stored(acme, "alert_filters", "Move of Berlin"))


def test_add_owners_from_a_cmdb(cook, acme):
    cook("alerts/add_owners_from_a_cmdb")
    (rows,) = acme.tables.values()
    assert "Billing Ops" in str(rows) and len(rows) == 2


def test_link_alerts_to_a_wiki(cook, acme):
    cook("alerts/link_alerts_to_a_wiki")
    assert "https://wiki.example.com/databases/${host}" in str(stored(acme, "alert_tags", "wiki"))


def test_correlate_alerts_of_an_application(cook, acme):
    cook("alerts/correlate_alerts_of_an_application")
    (pattern,) = acme.stores["correlation_patterns"].values()
    assert set(pattern["tags"]) == {"application", "cluster"} and pattern["time_window"] == 120


def test_send_an_alert_if_a_task_fails(cook, acme):
    cook("alerts/send_an_alert_if_a_task_fails", again=False)
    alert = list(acme.alerts.values())[-1]
    assert alert["status"] == "critical" and alert["description"] == "The backup failed."
    cook("alerts/send_an_alert_if_a_task_fails", again=False, backup_succeeds=True)
    assert alert["status"] == "ok"


def test_check_the_connection(cook, simulator):
    cook("organization/check_the_connection")
    assert simulator.requests(writes_only=True) == []


def test_rotate_the_api_key(cook, acme, simulator):
    assert "can replace the old one" in cook("organization/rotate_the_api_key")
    assert simulator.requests(writes_only=True) == []
    acme.api_keys[OTHER_KEY]["user_id"] = acme.find_user("viewer@acme.example")["id"]
    with pytest.raises(AssertionError, match="Roles Management"):
        cook("organization/rotate_the_api_key")


def test_show_who_changed_what(cook):
    cook("users/move_a_user_to_another_team", again=False)
    assert "update" in cook("organization/show_who_changed_what")


def test_copy_an_organization(cook, globex):
    cook("alerts/link_alerts_to_a_wiki", again=False)
    cook("organization/copy_an_organization")
    assert stored(globex, "alert_tags", "wiki")
    assert environment_of(globex, "Production")["filter"] == "cluster = prod*"


def test_undo_a_change(cook, acme):
    cook("organization/undo_a_change")
    production = environment_of(acme, "Production")["id"]
    assert permissions_of(acme, "Operations") == {("environments", production, "read")}


def test_call_what_has_no_module(cook):
    assert "5 active users" in cook("organization/call_what_has_no_module")
