# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Alerts on their way in. Source: contract, incidents notes, "Alert ingestion"."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from .._core.alerts.model import Batch, BatchSpec
from .._core.errors import InvalidOption, excerpt
from .._core.model.field import Field
from .._core.model.operation import API_KEY, ORG_TOKEN, STATUS_ONLY, Operation
from .._core.values.text import advice_to_give_text, shown_value
from .._core.values.times.timestamps import epoch_s

NOBODY = ("none", "full_access")


def _ingestion(id: str, path: str, host: str, credentials: tuple[str, ...] = (ORG_TOKEN,)) -> Operation:
    """An exact duplicate changes nothing, so repeating is safe; the 201 is documented with several bodies.

    No rate is published (contract README, "Rate limits").
    """
    return Operation(id, "POST", path, NOBODY, None, credentials, host, repeatable=True, response=STATUS_ONLY)


# One page asks for a User API Key, all others for the Org Token (`x-uncertain` of send_alerts).
SEND = _ingestion("send_alerts", "/data/v2/alerts", "api", (ORG_TOKEN, API_KEY))
SEND_OIM = _ingestion("send_oim_alerts", "/oim/api/alerts", "integrations")
SEND_SOURCE = _ingestion("send_oim_source_alerts", "/oim/{integration}/alerts", "integrations")

# 6 MB a payload; whether these are 10^6 or 2^20 bytes is not said, so the smaller is kept below.
BODY_BYTES = 6_000_000
DESCRIPTION_CHARACTERS = 2048
STATUSES = ("ok", "critical", "warning", "unknown", "acknowledged")
PRIMARY = ("host", "service", "application", "device")
TEXTS = (*PRIMARY, "check", "description", "incident_identifier", "primary_property", "secondary_property")
# They mean something in the body around the event.
ENVELOPE = ("app_key", "alerts")
# When events without a time happen, as the prepared options say it.
RECEIVED = "received_at"


def prepare(options: dict, now_s: int) -> dict:
    """Every event checked, its time in epoch seconds. Raises InvalidOption."""
    app_key = options["app_key"]
    if not app_key or not app_key.isascii() or not app_key.isprintable() or " " in app_key:
        raise InvalidOption(
            "app_key is empty, or contains a space, a line break or another character that is not valid in an app key.",
            "Copy it again from the integration's page.",
        )
    if "payload" in options:
        _check_integration(options["integration"])
        return {**options, "payload": _payloads(options["payload"])}
    return {
        **options,
        RECEIVED: now_s,
        "alerts": [_event(f"alerts[{number}]", given, now_s) for number, given in enumerate(options["alerts"])],
    }


def _check_integration(slug: str) -> None:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", slug):
        raise InvalidOption(
            f'integration is "{excerpt(slug, 60)}", which is not a valid slug.', "Give one like azure_monitor_v2."
        )


def _payloads(given: Any) -> list[dict]:
    payloads = given if isinstance(given, list) else [given]
    for number, payload in enumerate(payloads):
        if not isinstance(payload, dict):
            raise InvalidOption(
                f"payload[{number}] is not a dictionary.",
                "Give a dictionary or a list of them, such as from from_json.",
            )
    return payloads


def _event(where: str, given: dict, now_s: int) -> dict:
    """One event as it is sent. Attributes that are null are omitted, as Ansible's omit is."""
    event = {
        name: _attribute(f"{where}.{name}", name, value, now_s) for name, value in given.items() if value is not None
    }
    for name in ENVELOPE:
        if name in event:
            raise InvalidOption(f"{where} has an attribute {name}.", f"No event may; {name} is an option of the task.")
    if event.get("status") not in STATUSES:
        said = f"status {event['status']}" if "status" in event else "no status"
        raise InvalidOption(f"{where} has {said}.", f"Give one of {', '.join(STATUSES)}.")
    _check_primary(where, event)
    if len(event.get("description", "")) > DESCRIPTION_CHARACTERS:
        raise InvalidOption(
            f"{where}.description has {len(event['description'])} characters, more than {DESCRIPTION_CHARACTERS}.",
            f"Shorten it, for example with [:{DESCRIPTION_CHARACTERS}].",
        )
    return event


def _attribute(where: str, name: str, value: Any, now_s: int) -> Any:
    if name == "timestamp":
        return epoch_s(where, value, now_s)
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, bool) or not isinstance(each, (str, int)):
            raise InvalidOption(
                f"{where} is or contains {shown_value(each)}.",
                f"An attribute is a text, an integer, or a list of these. {advice_to_give_text(each)}",
            )
    if name not in TEXTS:
        return value
    if isinstance(value, list):
        raise InvalidOption(f"{where} is a list.", "Give a text.")
    return str(value)


def _check_primary(where: str, event: dict) -> None:
    """The service drops an event without one (incidents notes, "Alert ingestion")."""
    named = event.get("primary_property")
    if named is not None:
        if not named.strip():
            raise InvalidOption(f"{where}.primary_property is empty.", "Name an attribute, or omit it.")
        if not _says_something(event.get(named)):
            raise InvalidOption(
                f"{where} has no attribute {named}, which primary_property names.", f"Give {named} a value."
            )
    elif not any(_says_something(event.get(name)) for name in PRIMARY):
        raise InvalidOption(
            f"{where} has no primary property.",
            f"Give one of {', '.join(PRIMARY)}, or name another attribute with primary_property.",
        )


def _says_something(value: Any) -> bool:
    """Whether the attribute has a value other than blanks."""
    return any(str(each).strip() for each in (value if isinstance(value, list) else [value]) if each is not None)


def batch(options: dict) -> Batch:
    """What was prepared, to be sent; the body is a payload without an envelope, since its shape is the tool's own."""
    app_key = options["app_key"]
    if "payload" in options:
        return Batch(
            "payload",
            SEND_SOURCE,
            tuple(enumerate(options["payload"])),
            lambda payloads: payloads[0],
            values={"integration": options["integration"]},
            headers={"x-app-key": app_key},
            most_items=1,
            below_bytes=BODY_BYTES,
        )
    operation = SEND_OIM if options["api"] == "oim" else SEND
    items = _by_time(options["alerts"], options[RECEIVED])
    return Batch("alerts", operation, items, partial(_body, app_key), below_bytes=BODY_BYTES)


def _by_time(events: list[dict], now_s: int) -> tuple[tuple[int, dict], ...]:
    """A batch is sent in order of time. An event without one is treated as happening on receipt, right after now."""

    def moment(numbered: tuple[int, dict]) -> tuple[int, bool]:
        _number, event = numbered
        return event.get("timestamp", now_s), "timestamp" not in event

    return tuple(sorted(enumerate(events), key=moment))


def _body(app_key: str, events: list[dict]) -> dict:
    if len(events) == 1:
        return {"app_key": app_key, **events[0]}
    return {"app_key": app_key, "alerts": events}


ALERT = BatchSpec(
    fields=(
        Field("app_key", required=True, secret=True),
        Field("api", default="alerts", choices=("alerts", "oim")),
        Field("alerts", type="list", elements="dict"),
        Field("integration"),
        Field("payload", type="raw"),
    ),
    prepare=prepare,
    batch=batch,
    mutually_exclusive=(("alerts", "payload"),),
    required_one_of=(("alerts", "payload"),),
    required_together=(("integration", "payload"),),
)
