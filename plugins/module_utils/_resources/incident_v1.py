# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Incidents by the deprecated V1 API, for those who have only an Org Token. Source: contract, incidents notes."""

from __future__ import annotations

from .._core.errors import InvalidOption
from .._core.incidents.model import Action, Aspect, IncidentModel, IncidentState
from .._core.model.operation import ORG_TOKEN, Operation
from .incident import OPTIONS, prepare_incident
from .incident_reads import INCIDENT_V1_READS, V1_LIMIT, V1_PATH

UPDATE_V1 = Operation("update_incident_v1", "POST", V1_PATH, ("none", "full_access"), V1_LIMIT, (ORG_TOKEN,))


def prepare_incident_v1(given: dict, now_s: float) -> dict:
    """V1 knows no environments, and cannot look a comment up. Raises InvalidOption."""
    desired = prepare_incident(given, now_s)
    for option in ("assignee", "snoozed_until", "snooze_for", "tags", "merge", "split"):
        if option in desired:
            raise InvalidOption(
                f"{option} needs the User API Key (api_key); only org_token was given.", "Give api_key."
            )
    if desired.get("comment") and not desired.get("comment_always"):
        raise InvalidOption(
            "without api_key, comments cannot be looked up, so the comment would be added by every run.",
            "Set api_key, or comment_always=true if that is intended.",
        )
    return {name: value for name, value in desired.items() if name != "environment"}


def plan_resolution_v1(_start: IncidentState, now: IncidentState, desired: dict) -> tuple[Action, ...]:
    if desired["state"] != "resolved" or not now.incident.get("active") or now.incident.get("resolved"):
        return ()
    after = {"active": False}
    body = {"resolved": True}
    return (Action("resolve", UPDATE_V1, now.path_params, body, {"active": True}, after, after, later=True),)


def plan_comment_v1(_start: IncidentState, now: IncidentState, desired: dict) -> tuple[Action, ...]:
    """V1 shows no comments, so one is added in each run: only the state at the start plans it."""
    if now is not _start or not desired["comment"]:
        return ()
    text = desired["comment"]
    return (Action("comment", UPDATE_V1, now.path_params, {"comments": text}, {}, {"comment": text}),)


INCIDENT_V1 = IncidentModel(
    reads=INCIDENT_V1_READS,
    fields=OPTIONS,
    prepare=prepare_incident_v1,
    aspects=(Aspect("comment", plan_comment_v1, verifiable=False), Aspect("state", plan_resolution_v1)),
)
