# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Schedules of alert filters: one window of time. Source: contract, configuration notes."""

from __future__ import annotations

from .._core.errors import InvalidOption
from .._core.features.dependents import Dependents
from .._core.features.relative_times import RelativeTimes
from .._core.model.field import NEVER, ON_CREATE, SOMETIMES, Field
from .._core.model.listing import Listing
from .._core.model.operation import Operation
from .._core.model.resource import Effect, Resource
from .._core.model.shape import Shape
from .._core.model.typed import true_if_omitted
from .._core.model.update_body import Patch
from .._core.model.window import Window
from .._core.values.free_text import FREE_TEXT
from .._core.values.times.shown_times import iso_8601, shown_epoch_s
from .._core.values.times.time_zones import TIME_ZONE
from .._core.values.times.windows import declared_window

VIEW = ("Schedules (API Only)", "view")
FULL_ACCESS = ("Schedules (API Only)", "full_access")
SCHEDULES = "/resources/v2.0/schedules"
SCHEDULE = "/resources/v2.0/schedules/{schedule_id}"


ENDS = ("starts_on", "ends_on")
TIMES = (*ENDS, "created_on", "updated_on")
WINDOW = Window(*ENDS, changed=("created_on", "updated_on"))


def prepare_alert_filter_schedule(desired: dict) -> dict:
    return declared_window(WINDOW, desired)


def check_alert_filter_schedule(_current: dict | None, schedule: dict) -> None:
    start, end = (schedule.get(name) for name in ENDS)
    if isinstance(start, int) and isinstance(end, int) and end <= start:
        raise InvalidOption(
            f"ends_on ({iso_8601(end)}) is not after starts_on ({iso_8601(start)}).", "Give a later end."
        )


def decode_alert_filter_schedule(read: dict) -> dict:
    """Times as numbers (schema EpochLoose). "Absent equals default: active true" (notes, "Identity, update verb")."""
    times = {name: shown_epoch_s(read[name]) for name in TIMES if name in read}
    return {**read, **times, "active": true_if_omitted(read.get("active"))}


def runs_by(alert_filter: dict, schedule: dict) -> bool:
    """Without its schedule it might apply "at once and forever": "delete the filter first" (notes, "Alert filters")."""
    return alert_filter.get("schedule") in (schedule["id"], schedule["name"])


ALERT_FILTER_SCHEDULE = Resource(
    name="alert_filter_schedule",
    plural="alert_filter_schedules",
    key="name",
    # "`name` (uniqueness not stated)" (notes, "Identity, update verb").
    names_may_repeat=True,
    fields=(
        Field("name"),
        Field("starts_on", aliases=("start",), required=ON_CREATE),
        Field("ends_on", aliases=("end",), required=ON_CREATE),
        # Becomes ends_on.
        Field("duration", read_back=NEVER),
        # "`time_zone` appears on the object page only" (schema AlertFilterScheduleCreate).
        Field("time_zone", compare=TIME_ZONE, read_back=SOMETIMES),
        Field("active", type="bool"),
        Field("description", compare=FREE_TEXT),
    ),
    renamed_by="new_name",
    # The end is checked against the start by the service, so both go along.
    update_body=Patch(together=ENDS),
    effect=Effect(switch="active"),
    readonly=("duration", "created_on", "created_by", "updated_on", "updated_by"),
    prepare=prepare_alert_filter_schedule,
    check=check_alert_filter_schedule,
    shape=Shape(decode=decode_alert_filter_schedule),
    features=(
        RelativeTimes(WINDOW),
        Dependents("alert_filter", depends=runs_by),
    ),
    list=Listing(Operation("list_alert_filter_schedules", "GET", SCHEDULES, VIEW)),
    get=Operation("get_alert_filter_schedule", "GET", SCHEDULE, VIEW),
    create=Operation("create_alert_filter_schedule", "POST", SCHEDULES, FULL_ACCESS),
    update=Operation("update_alert_filter_schedule", "PATCH", SCHEDULE, FULL_ACCESS),
    delete=Operation("delete_alert_filter_schedule", "DELETE", SCHEDULE, FULL_ACCESS),
)
