# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Maintenance plans: when alerts are suppressed, and which. Source: contract, configuration notes."""

from __future__ import annotations

from typing import Any

from .._core.errors import InvalidOption
from .._core.features.lifecycle import Lifecycle
from .._core.features.relative_times import RelativeTimes
from .._core.model.compare import AS_SET
from .._core.model.feature import Transition
from .._core.model.field import NEVER, ON_CREATE, SOMETIMES, WITHOUT_ID, Computed, Field
from .._core.model.listing import Listing
from .._core.model.operation import Operation, Paging
from .._core.model.resource import Resource
from .._core.model.shape import Shape
from .._core.model.update_body import Patch
from .._core.values.bpql.comparison import BPQL_OBJECT, refuse_empty, shown
from .._core.values.free_text import FREE_TEXT
from .._core.values.text import shown_text
from .._core.values.times.durations import whole_seconds
from .._core.values.times.shown_times import iso_8601, shown_epoch_s
from .._core.values.times.time_zones import TIME_ZONE
from .._core.values.times.timestamps import epoch_s
from .._core.values.times.windows import DURATION, declared_window
from .maintenance_stages import (
    DONE,
    PLANNED,
    RUNNING,
    STOPPED,
    WINDOW,
    frozen_fields_of,
    is_over,
    is_to_be_stopped,
    those_that_are_meant,
)

PERMISSION = "Alert Filtering & Planned Maintenance"
VIEW = (PERMISSION, "view")
FULL_ACCESS = (PERMISSION, "full_access")
PLANS = "/resources/v2.0/maintenance-plans"
PLAN = "/resources/v2.0/maintenance-plans/{maintenance_id}"
NEEDED = ("name", "condition", "start", "end")
FREQUENCIES = ("Once", "Daily", "Weekly", "Monthly")
ONCE = FREQUENCIES[0]
REPEATS_NOT = ("frequency_data is given for a plan with frequency=Once.", "It is for repeating plans.")
# Names are not unique, so a mark of ours may be kept among the pairs that the service keeps for its users.
MARKER_TAG = "ansible_marker"
# What the engine keeps, and what is sent in another shape.
UNSENT = ("relativity", "marker", "custom_tags")
BRACKETS = ("[", "]")
# "`start`/`end` are 32-bit epoch seconds" (notes, "Maintenance plans").
LATEST_EPOCH_S = 2**31 - 1


def identity_of(plan: dict) -> str:
    """Name and marker as one text, different for different pairs: no marker contains a bracket."""
    name, marker = plan["name"], plan.get("marker") or ""
    return f"{name} [{marker}]" if marker or name.endswith("]") else name


def prepare_maintenance_plan(desired: dict) -> dict:
    """Times in epoch seconds, lengths in seconds. Refuses what no plan can be."""
    refuse_empty("condition", desired.get("condition"))
    _refuse_unusable(desired)
    return declared_window(WINDOW, _with_length_in_seconds(desired), _moment)


def _with_length_in_seconds(desired: dict) -> dict:
    repetition = desired.get("frequency_data") or {}
    if "duration" not in repetition:
        return desired
    length_s = whole_seconds("frequency_data.duration", repetition["duration"])
    return {**desired, "frequency_data": {**repetition, "duration": length_s}}


def _refuse_unusable(desired: dict) -> None:
    if desired.get("name") == "":
        raise InvalidOption("name is empty.", "Give the plan a name.")
    if any(bracket in desired.get("marker", "") for bracket in BRACKETS):
        raise InvalidOption(f"marker is {desired['marker']}.", "Give a marker without square brackets.")
    if any(tag["name"] == MARKER_TAG for tag in desired.get("custom_tags", ())):
        raise InvalidOption(
            f"custom_tags contains {MARKER_TAG}, which is reserved for marker.", "Use the option marker."
        )
    repetition = desired.get("frequency_data") or {}
    if repetition and desired.get("frequency") == ONCE:
        raise InvalidOption(*REPEATS_NOT)
    if DURATION in desired and desired.get("frequency", ONCE) != ONCE:
        raise InvalidOption(
            "duration is given for a repeating plan.", "Give end and frequency_data.duration, the length of one window."
        )


def _moment(option: str, value: Any, now_s: float) -> int:
    moment = epoch_s(option, value, now_s)
    if moment > LATEST_EPOCH_S:
        raise InvalidOption(
            f"{option}: {value} is too late.", "BigPanda accepts times from 1970 to 2038-01-19T03:14:07Z."
        )
    return moment


def check_maintenance_plan(current: dict | None, plan: dict) -> None:
    start, end = plan.get("start"), plan.get("end")
    if isinstance(start, int) and isinstance(end, int) and end <= start:
        raise InvalidOption(f"end ({iso_8601(end)}) is not after start ({iso_8601(start)}).", "Give a later end.")
    repetition = plan.get("frequency_data")
    # What exists of it stays when a plan becomes one that happens once.
    if repetition and plan.get("frequency") in (None, ONCE) and repetition != (current or {}).get("frequency_data"):
        raise InvalidOption(*REPEATS_NOT)


def _shown_moment(value: Any) -> Any:
    """Raises ValueError for a value that is not a time, since it could not be compared."""
    moment = shown_epoch_s(value) if value != "" else None
    if moment is not None and not isinstance(moment, (int, float)):
        raise ValueError
    return moment


def decode_maintenance_plan(read: dict) -> dict:
    """Times as numbers, the marker apart from the users' own pairs."""
    tags = [{**tag, "value": shown_text(tag.get("value"))} for tag in read.get("custom_tags") or []]
    markers = [tag["value"] for tag in tags if tag.get("name") == MARKER_TAG]
    frequency = _frequency_of(read)
    # "Types frequency_data as an integer (a wrong reference)" (schema MaintenancePlan).
    repetition = read["frequency_data"] if isinstance(read.get("frequency_data"), dict) else None
    return {
        **read,
        "frequency": frequency,
        # "Only for repeating plans" (schema MaintenanceFrequencyData).
        "frequency_data": None if frequency == ONCE else repetition,
        "relativity": (repetition or {}).get("relativity"),
        "post_maintenance_action": read.get("post_maintenance_action") or None,
        "time_zone": read.get("time_zone") or None,
        **{name: _shown_moment(read.get(name)) for name in ("start", "end")},
        "condition": shown(read.get("condition")),
        "custom_tags": [tag for tag in tags if tag.get("name") != MARKER_TAG],
        "marker": markers[0] if markers else None,
    }


def parts_of_maintenance_plan(read: dict) -> dict:
    """The marker is in the pairs."""
    return {**read, "marker": read.get("custom_tags")}


def _frequency_of(read: dict) -> str:
    """Compared case-insensitively and sent exactly (notes, "Contradictions"). "Absent equals default" (notes,
    "Identity, update verb, what to compare").
    """
    frequency = read.get("frequency") or ONCE
    return {name.lower(): name for name in FREQUENCIES}.get(frequency.lower(), frequency)


def encode_maintenance_plan(values: dict) -> dict:
    body = {name: value for name, value in values.items() if name not in UNSENT}
    if "custom_tags" in values or "marker" in values:
        marker = values.get("marker")
        ours = [{"name": MARKER_TAG, "value": marker}] if marker else []
        body["custom_tags"] = [*(values.get("custom_tags") or []), *ours]
    return body


def repeat_with_each_change(plan: dict, after: dict, desired: dict) -> dict:
    """The four that a new plan needs as long as all can be changed, and `relativity` wherever there is one.

    Sources: schema MaintenancePlanUpdate ("when a plan is still planned send all four"); notes, "Maintenance plans"
    ("a plan with `relativity` needs it in every update, even one that only moves `end`").
    """
    is_open = frozen_fields_of(plan, desired) is None
    repeated = {name: after[name] for name in NEEDED if is_open and after.get(name) is not None}
    repetition = after.get("frequency_data") or {}
    relativity = repetition.get("relativity") or plan.get("relativity")
    if relativity:
        repeated["frequency_data"] = {"relativity": relativity}
        if is_open and after.get("frequency") != ONCE and repetition.get("duration") is not None:
            repeated["frequency_data"]["duration"] = repetition["duration"]
    return repeated


def narrow_maintenance_plans(options: dict) -> dict:
    """Not by frequency: "one vendor sample sends `once`" where others send `one-time` (list_maintenance_plans)."""
    return {name: options[name] for name in ("status", "search_text") if name in options}


def is_asked_for(plan: dict, options: dict) -> bool:
    frequency = "one-time" if plan["frequency"] == ONCE else "recurring"
    return (
        options.get("name") in (None, plan["name"])
        and options.get("marker") in (None, plan["marker"] or "")
        and options.get("frequency") in (None, frequency)
    )


MAINTENANCE_PLAN = Resource(
    name="maintenance_plan",
    plural="maintenance_plans",
    key="identity",
    # "Plan name; not unique" (schema MaintenancePlan).
    names_may_repeat=True,
    fields=(
        Field("identity", internal=True, computed=Computed(identity_of, ("name", "marker"))),
        # Also of a plan that does not repeat any more, which does not show it to users.
        Field("relativity", internal=True),
        Field("name", required=WITHOUT_ID),
        Field("marker"),
        Field("condition", type="raw", required=ON_CREATE, compare=BPQL_OBJECT, read_back=SOMETIMES),
        Field("start", required=ON_CREATE),
        Field("end", required=ON_CREATE),
        # Becomes `end`.
        Field("duration", read_back=NEVER),
        Field("description", compare=FREE_TEXT),
        Field("frequency", choices=FREQUENCIES),
        Field("frequency_data", type="dict", fields=(Field("relativity"), Field("duration"))),
        Field(
            "post_maintenance_action",
            choices=("Resolve", "Reactivate", "None"),
            read_back=SOMETIMES,
        ),
        # "The response schema omits condition, time_zone and post_maintenance_action" (schema MaintenancePlan).
        Field("time_zone", compare=TIME_ZONE, read_back=SOMETIMES),
        Field(
            "custom_tags",
            type="list",
            elements="dict",
            compare=AS_SET.replace(match_by=(("name",),)),
            fields=(Field("name", required=True), Field("value", required=True)),
        ),
    ),
    readonly=("status", "maintenance_key", "created_at", "created_by", "updated_at", "updated_by"),
    disambiguate=those_that_are_meant,
    check=check_maintenance_plan,
    update_body=Patch(together=("custom_tags", "marker"), repeats=repeat_with_each_change),
    prepare=prepare_maintenance_plan,
    shape=Shape(decode=decode_maintenance_plan, encode=encode_maintenance_plan, parts=parts_of_maintenance_plan),
    list=Listing(
        Operation("list_maintenance_plans", "GET", "/resources/v2.0/ordered-maintenance-plans", VIEW),
        paging=Paging(style="page"),
        # Newest first, which is the default, pages would shift while plans are made (notes, "Paging").
        queries=({"sort_by": "created_at", "order": "asc"},),
        filters=(
            Field("name"),
            Field("marker"),
            Field("status", choices=(PLANNED, RUNNING, DONE)),
            Field("frequency", choices=("one-time", "recurring")),
            Field("search_text"),
        ),
        combinable=True,
        query=narrow_maintenance_plans,
        matches=is_asked_for,
    ),
    get=Operation("get_maintenance_plan", "GET", PLAN, VIEW),
    create=Operation("create_maintenance_plan", "POST", PLANS, FULL_ACCESS),
    update=Operation("update_maintenance_plan", "PATCH", PLAN, FULL_ACCESS),
    delete=Operation("delete_maintenance_plan", "DELETE", PLAN, FULL_ACCESS),
    features=(
        RelativeTimes(WINDOW),
        Lifecycle(
            frozen=frozen_fields_of,
            is_over=is_over,
            states=(
                Transition(
                    name="stop",
                    state=STOPPED,
                    operation=Operation("stop_maintenance_plan", "POST", f"{PLAN}/stop", FULL_ACCESS),
                    is_due=is_to_be_stopped,
                    after={"status": DONE},
                ),
            ),
        ),
    ),
)
