# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Incidents: what an operator can ask for. Source: contract, incidents notes."""

from __future__ import annotations

from .._core.errors import InvalidOption
from .._core.incidents.model import Aspect, IncidentModel, Prefetch
from .._core.model.field import Field, Reference
from .._core.model.operation import Operation, Paging
from .._core.model.option_checks import check_duration_s, check_epoch_s, check_id
from .._core.values.text import advice_to_give_text
from .incident_actions import (
    MERGED,
    SPLIT_OFF,
    alert_ids,
    plan_assignee,
    plan_comment,
    plan_merge,
    plan_resolution,
    plan_snooze,
    plan_split,
    plan_tags,
)
from .incident_reads import ACTIVITIES, ACTIVITY_PAGING, INCIDENT_PATH, INCIDENT_READS, VIEW

TAGS = Operation("list_incident_tags", "GET", f"{INCIDENT_PATH}/tags", VIEW)
TAG_DEFINITIONS = Operation(
    "list_incident_tag_definitions",
    "GET",
    "/resources/v2.0/incidents/tags/definitions",
    ("Incident Enrichment", "view"),
)

SNOOZE_S = 90 * 86400


def check_incident(desired: dict, now_s: float) -> None:
    """Refuse wrong input before anything is sent. Raises InvalidOption."""
    for option in ("id", "environment"):
        check_id(option, desired.get(option, "given"))
    for option in ("merge", "split"):
        for number, named in enumerate(desired.get(option, ())):
            check_id(f"{option}[{number}]", named)
    check_duration_s("wait_timeout", desired["wait_timeout"])
    until = desired.get("snoozed_until")
    if until:
        if desired["state"] == "resolved":
            raise InvalidOption(
                "snoozed_until is given with state=resolved.", "What is resolved is not snoozed: leave one out."
            )
        check_epoch_s("snoozed_until", until)
        if until <= now_s:
            raise InvalidOption(f"snoozed_until is {until}, which is past.", "Give a time ahead, or 0 to end a snooze.")
        if until - now_s >= SNOOZE_S:
            raise InvalidOption(f"snoozed_until is {until}, 90 days ahead or more.", "Give a time within 90 days.")
    if desired.get("snooze_cancel_on_update") is not None and not until:
        raise InvalidOption("snooze_cancel_on_update is given without a time.", "Give snoozed_until too.")
    if desired.get("id") in desired.get("merge", []):
        raise InvalidOption("merge names the incident itself.", "Leave its id out of merge.")
    check_tag_values(desired.get("tags", {}))
    if desired.get("comment_always") and not desired.get("comment"):
        raise InvalidOption("comment_always is given without a comment.", "Give comment too.")


def check_tag_values(tags: dict) -> None:
    """Texts, numbers and lists of them are values. Raises InvalidOption for anything else."""
    for key, value in tags.items():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, (bool, dict, list)) or part is None and isinstance(value, list):
                raise InvalidOption(
                    f"tags.{key} holds {part!r}, which is no value of an incident tag.",
                    f"A tag takes a text; one of several values takes a list of texts. {advice_to_give_text(part)}",
                )


OPTIONS = (
    Field("environment", refers=Reference("environment")),
    Field("id", required=True),
    Field("assignee", refers=Reference("scim_user")),
    Field("snoozed_until", type="int"),
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
MERGES = Prefetch("merges", ACTIVITIES, ACTIVITY_PAGING, query={"types": [MERGED]})
SPLITS = Prefetch("splits", ACTIVITIES, ACTIVITY_PAGING, query={"types": [SPLIT_OFF]})
DEFINITIONS = Prefetch("definitions", TAG_DEFINITIONS, Paging(), may_be_hidden=True)

INCIDENT = IncidentModel(
    reads=INCIDENT_READS,
    fields=OPTIONS,
    needs=("environment",),
    check=check_incident,
    history=MERGES,
    aspects=(
        Aspect("assignee", plan_assignee),
        Aspect("tags", plan_tags, (Prefetch("tags", TAGS, Paging()), DEFINITIONS)),
        Aspect("snoozed_until", plan_snooze),
        Aspect("comment", plan_comment, (COMMENTS,)),
        Aspect("merge", plan_merge, others=True),
        Aspect("split", plan_split, (SPLITS,), contents=alert_ids),
        Aspect("state", plan_resolution),
    ),
)
