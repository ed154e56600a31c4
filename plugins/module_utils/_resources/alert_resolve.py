# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many alerts set to ok at once. Source: contract, incidents notes, "Rate limits and sizes"."""

from __future__ import annotations

from typing import Any

from .._core.alerts.model import Batch, BatchSpec, Verification
from .._core.errors import InvalidOption, UnreadableResponse
from .._core.model.field import Field, Reference
from .._core.model.operation import Operation, RateLimit
from .._core.model.option_checks import check_duration_s
from .._core.values.text import comment_text

ENVIRONMENT_PATH = "/resources/v2.0/environments/{environment_id}"
RESOLVE = Operation(
    "resolve_alerts",
    "POST",
    f"{ENVIRONMENT_PATH}/batch-resolve/alerts",
    ("Environment - Incident Actions", "full_access"),
    RateLimit(requests=1, per_s=1, scope="api"),
    # "batch resolve: harmless" (incidents notes, "State and idempotency").
    repeatable=True,
)
RETRIEVE = Operation(
    "retrieve_incident",
    "GET",
    f"{ENVIRONMENT_PATH}/incidents/{{incident_id}}",
    ("Environment - View", "view"),
)
ALERTS_AT_ONCE = 500
COMMENT_CHARACTERS = 1000
OK = "ok"


def prepare(options: dict, _now_s: int) -> dict:
    """Raises InvalidOption."""
    alerts = [alert.strip() for alert in options["alerts"]]
    if "" in alerts:
        raise InvalidOption(f"alerts[{alerts.index('')}] is empty.", "Give IDs of alerts.")
    if len(options.get("comment", "")) > COMMENT_CHARACTERS:
        raise InvalidOption(f"comment is longer than {COMMENT_CHARACTERS} characters.", "Shorten it.")
    if not options.get("incident", OK).strip():
        raise InvalidOption("incident is empty.", "Omit it to resolve the alerts without reading them.")
    check_duration_s("wait_timeout", options["wait_timeout"])
    comment = {"comment": comment_text(options["comment"])} if "comment" in options else {}
    incident = {"incident": options["incident"].strip()} if "incident" in options else {}
    return {**options, "alerts": alerts, **comment, **incident}


def batch(options: dict) -> Batch:
    """Each alert once, with the first of its numbers."""
    numbers: dict[str, int] = {}
    for number, alert in enumerate(options["alerts"]):
        numbers.setdefault(alert, number)
    comments = {"comments": options["comment"]} if options.get("comment") else {}
    return Batch(
        "alerts",
        RESOLVE,
        tuple((number, alert) for alert, number in numbers.items()),
        lambda ids: {"ids": ids, **comments},
        values={"environment_id": options["environment"]},
        most_items=ALERTS_AT_ONCE,
    )


def states(incident: Any) -> dict[str, str]:
    """The status of each alert of an incident that was read with its alerts expanded.

    What cannot be read must not pass for alerts that the incident does not contain. Raises UnreadableResponse.
    """
    alerts = incident.get("alerts") if isinstance(incident, dict) else None
    if not isinstance(alerts, list) or not all(map(_is_alert, alerts)):
        raise UnreadableResponse(
            "the incident does not show the status of its alerts, although it was read with expand=alerts.",
            "Omit incident to resolve them without reading them.",
            RETRIEVE.method,
            RETRIEVE.path,
        )
    return {str(alert["id"]): _status(alert) for alert in alerts}


def _is_alert(shown: Any) -> bool:
    return isinstance(shown, dict) and shown.get("id") is not None and shown.get("status") is not None


def _status(alert: dict) -> str:
    # The spelling of statuses differs (incidents notes, "Objects"); an alert is done when either says so.
    return OK if alert.get("active") is False else str(alert["status"]).lower()


ALERT_RESOLVE = BatchSpec(
    fields=(
        Field("environment", required=True, refers=Reference("environment")),
        Field("alerts", type="list", elements="str", required=True),
        Field("comment"),
        Field("incident"),
        Field("wait", type="bool", default=True),
        Field("wait_timeout", type="int", default=60),
    ),
    prepare=prepare,
    batch=batch,
    verification=Verification(
        option="incident",
        id_value="incident_id",
        operation=RETRIEVE,
        query={"expand": ["alerts"]},
        states=states,
        done=OK,
    ),
)
