# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Schedules of alert filters: one window of time. Source: contract, configuration notes."""

from __future__ import annotations

from .._core.errors import InvalidOption
from .._core.moment import epoch_s
from .._core.schema import Field, Operation, Resource

VIEW = ("Schedules (API Only)", "view")
FULL_ACCESS = ("Schedules (API Only)", "full_access")
SCHEDULES = "/resources/v2.0/schedules"
SCHEDULE = "/resources/v2.0/schedules/{schedule_id}"


def prepare_alert_filter_schedule(desired: dict) -> dict:
    """Both ends in epoch seconds, in their order."""
    ends = {name: epoch_s(name, desired[name]) for name in ("starts_on", "ends_on") if name in desired}
    if len(ends) == 2 and ends["ends_on"] <= ends["starts_on"]:
        raise InvalidOption(f"ends_on ({desired['ends_on']}) is not after starts_on.", "Give a later end.")
    return {**desired, **ends}


ALERT_FILTER_SCHEDULE = Resource(
    name="alert_filter_schedule",
    plural="alert_filter_schedules",
    key="name",
    id_value="schedule_id",
    fields=(
        Field("name"),
        Field("starts_on", needed=True),
        Field("ends_on", needed=True),
        Field("time_zone", on_create="UTC"),
        Field("active", type="bool", on_create=True),
        Field("description"),
    ),
    options=(Field("new_name"),),
    renamed_by="new_name",
    # The end is checked against the start by the service, so both go along.
    together=("starts_on", "ends_on"),
    readonly=("duration", "created_on", "created_by", "updated_on", "updated_by"),
    prepare=prepare_alert_filter_schedule,
    list=Operation("list_alert_filter_schedules", "GET", SCHEDULES, VIEW),
    get=Operation("get_alert_filter_schedule", "GET", SCHEDULE, VIEW),
    create=Operation("create_alert_filter_schedule", "POST", SCHEDULES, FULL_ACCESS),
    update=Operation("update_alert_filter_schedule", "PATCH", SCHEDULE, FULL_ACCESS),
    delete=Operation("delete_alert_filter_schedule", "DELETE", SCHEDULE, FULL_ACCESS),
)
