# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Incidents: what an operator can ask for. Source: contract, incidents notes."""

from __future__ import annotations

from .._core.errors import InvalidOption
from .._core.incidents.model import Aspect, IncidentModel
from .._core.incidents.reads_model import Prefetch
from .._core.model.field import Field, Reference
from .._core.model.operation import Operation, Paging
from .._core.model.option_checks import check_duration_s, check_id
from .._core.model.window import DOUBTS
from .._core.values.text import advice_to_give_text, comment_text, shown_value
from .._core.values.times.durations import doubts_about, duration_s
from .._core.values.times.shown_times import iso_8601
from .._core.values.times.timestamps import epoch_s, relative_s
from .incident_actions import (
    MERGED,
    MERGED_INTO,
    SNOOZE_END,
    SNOOZED,
    SPLIT_OFF,
    alert_ids,
    plan_assignee,
    plan_comment,
    plan_merge,
    plan_resolution,
    plan_snooze,
    plan_snooze_for,
    plan_split,
    plan_tags,
)
from .incident_reads import ACTIVITIES, ACTIVITY_PAGING, ALL_INCIDENTS, INCIDENT_PATH, INCIDENT_READS, VIEW

TAGS = Operation("list_incident_tags", "GET", f"{INCIDENT_PATH}/tags", VIEW)
TAG_DEFINITIONS = Operation(
    "list_incident_tag_definitions",
    "GET",
    "/resources/v2.0/incidents/tags/definitions",
    ("Incident Enrichment", "view"),
)

SNOOZE_S = 90 * 86400


def prepare_incident(given: dict, now_s: float) -> dict:
    """The options, with the end of a snooze in epoch seconds. Raises InvalidOption for wrong input."""
    desired = _with_snooze(given, now_s)
    comment = {"comment": comment_text(given["comment"])} if "comment" in given else {}
    _check({**desired, **comment})
    return {**desired, **comment}


def _with_snooze(given: dict, now_s: float) -> dict:
    """A snooze until a relative time is one for a duration, since a later run means the same one."""
    until, length = given.get("snoozed_until"), given.get("snooze_for")
    rest = {name: value for name, value in given.items() if name not in ("snoozed_until", "snooze_for")}
    if until is not None and length is not None:
        raise InvalidOption("snoozed_until and snooze_for are mutually exclusive.", "Omit one of them.")
    if until is None and length is None:
        if given.get("snooze_cancel_on_update") is not None:
            raise InvalidOption("snooze_cancel_on_update is given without a time.", "Give snooze_for or snoozed_until.")
        return rest
    option, value = ("snooze_for", length) if until is None else ("snoozed_until", until)
    end = int(now_s) + duration_s(option, value) if until is None else epoch_s(option, value, now_s, True)
    if not end:
        if given.get("snooze_cancel_on_update") is not None:
            raise InvalidOption("snooze_cancel_on_update is given without a time.", "Give snooze_for or snoozed_until.")
        return {**rest, "snoozed_until": 0}
    if given["state"] == "resolved":
        raise InvalidOption(f"{option} is given with state=resolved.", "A resolved incident is not snoozed: omit one.")
    if end <= now_s:
        raise InvalidOption(
            f"{option}: {iso_8601(end)} is in the past.", "Give a time in the future, or 0 to end a snooze."
        )
    if end - int(now_s) >= SNOOZE_S:
        raise InvalidOption(
            f"{option}: {iso_8601(end)} is 90 days or more in the future.", "Give a time within 90 days."
        )
    if until is None or relative_s(until) is not None:
        doubts = doubts_about(option, value) if until is None else ()
        return {**rest, "snooze_for": end - int(now_s), SNOOZE_END: end, **({DOUBTS: doubts} if doubts else {})}
    return {**rest, "snoozed_until": end}


def _check(desired: dict) -> None:
    for option in ("id", "environment"):
        check_id(option, desired.get(option, "given"))
    for option in ("merge", "split"):
        for number, named in enumerate(desired.get(option, ())):
            check_id(f"{option}[{number}]", named)
    check_duration_s("wait_timeout", desired["wait_timeout"])
    if desired.get("id") in desired.get("merge", []):
        raise InvalidOption("merge contains the incident itself.", "Omit its ID from merge.")
    check_tag_values(desired.get("tags", {}))
    if desired.get("comment_always") and not desired.get("comment"):
        raise InvalidOption("comment_always is set without a comment.", "Set comment too.")


def check_tag_values(tags: dict) -> None:
    """Texts, whole numbers and lists of them are values. Raises InvalidOption for anything else."""
    for key, value in tags.items():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, (bool, float, dict, list)) or part is None and isinstance(value, list):
                raise InvalidOption(
                    f"tags.{key}: {shown_value(part)} is not a valid value of an incident tag.",
                    f"Give text, or a list of texts for a tag with several values. {advice_to_give_text(part)}",
                )


OPTIONS = (
    Field("environment", default=ALL_INCIDENTS, refers=Reference("environment")),
    Field("id", required=True, aliases=("incident_id",)),
    Field("assignee", refers=Reference("scim_user")),
    Field("snoozed_until"),
    Field("snooze_for"),
    Field("snooze_cancel_on_update", type="bool"),
    Field("tags", type="dict"),
    Field("comment"),
    Field("comment_always", type="bool", default=False),
    Field("merge", type="list", elements="str"),
    Field("split", type="list", elements="str"),
    Field("state", default="present", choices=("present", "resolved")),
    Field("wait", type="bool", default=True),
    Field("wait_timeout", type="int", default=60),
)

COMMENTS = Prefetch("comments", ACTIVITIES, ACTIVITY_PAGING, query={"types": ["incident_commented"]}, newest=100)
MERGED_AWAY = Prefetch("merges", ACTIVITIES, ACTIVITY_PAGING, query={"types": [MERGED]})
MERGES = Prefetch("merges", ACTIVITIES, ACTIVITY_PAGING, query={"types": [MERGED_INTO]})
SNOOZES = Prefetch("snoozes", ACTIVITIES, ACTIVITY_PAGING, query={"types": [SNOOZED]}, newest=1, may_be_hidden=True)
SPLITS = Prefetch("splits", ACTIVITIES, ACTIVITY_PAGING, query={"types": [SPLIT_OFF]})
DEFINITIONS = Prefetch("definitions", TAG_DEFINITIONS, Paging(), may_be_hidden=True)

INCIDENT = IncidentModel(
    reads=INCIDENT_READS,
    fields=OPTIONS,
    prepare=prepare_incident,
    history=MERGED_AWAY,
    aspects=(
        Aspect("assignee", plan_assignee),
        Aspect("tags", plan_tags, (Prefetch("tags", TAGS, Paging()), DEFINITIONS)),
        Aspect("snoozed_until", plan_snooze),
        Aspect("snooze_for", plan_snooze_for, (SNOOZES,)),
        Aspect("comment", plan_comment, (COMMENTS,)),
        Aspect("merge", plan_merge, (MERGES,), others=True),
        Aspect("split", plan_split, (SPLITS,), contents=alert_ids),
        Aspect("state", plan_resolution),
    ),
)
