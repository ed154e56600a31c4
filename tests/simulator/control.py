# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What tests and people ask the simulator itself, under /_simulator: log, faults, readings, organizations."""

from __future__ import annotations

import json
from typing import Any

from werkzeug.wrappers import Request as HttpRequest

from .organization import Organization
from .seed import make_organization
from .service import Outcome, Service

PREFIX = "/_simulator"


def control(service: Service, http: HttpRequest) -> Outcome:
    """Answer a control call; wrong input is a 400 that says what is wrong."""
    name = http.path.removeprefix(PREFIX).strip("/")
    try:
        answer = _answer(service, http.method, name, http)
    except (KeyError, TypeError, ValueError) as error:
        return _json(400, {"error": str(error)})
    return _json(404, {"error": f"no control call {http.method} {http.path}"}) if answer is None else _json(200, answer)


def _answer(service: Service, method: str, name: str, http: HttpRequest) -> Any:
    calls = {
        ("GET", "requests"): lambda: {
            "requests": service.log.entries(http.args.get("organization"), http.args.get("writes") == "true")
        },
        ("DELETE", "requests"): lambda: _done(service.log.clear()),
        ("GET", "succeeded"): lambda: {"succeeded": service.log.succeeded()},
        ("GET", "violations"): lambda: {"violations": service.log.violations()},
        ("DELETE", "violations"): lambda: _done(service.log.clear_violations()),
        ("PUT", "faults"): lambda: _set_faults(service, http.get_json(force=True)),
        ("DELETE", "faults"): lambda: _done(service.faults.set([])),
        ("PUT", "options"): lambda: _done(service.readings.choose(http.get_json(force=True))),
        ("GET", "organizations"): lambda: {
            "organizations": [counts(service, each) for each in service.organizations.values()]
        },
        ("POST", "organizations"): lambda: _add(service, http.get_json(force=True)),
    }
    call = calls.get((method, name))
    return call() if call else None


def _done(_nothing: None) -> dict:
    return {"done": True}


def _set_faults(service: Service, body: dict) -> dict:
    service.faults.set(body["faults"], body.get("seed", 0))
    return {"done": True}


def _add(service: Service, entry: dict) -> dict:
    service.organizations[entry["name"]] = make_organization(entry, service.readings)
    return counts(service, service.organizations[entry["name"]])


def counts(service: Service, organization: Organization) -> dict:
    """How many objects of each kind there are, and how many requests were sent."""
    with organization.lock:
        organization.catch_up()
        entries = service.log.entries(organization.name)
        return {
            "name": organization.name,
            "region": organization.region,
            "roles": len(organization.roles),
            "scim_users": len(organization.users),
            "active_scim_users": sum(user["active"] for user in organization.users.values()),
            "environments": len(organization.environments),
            "enrichment_maps": len(organization.maps),
            "enrichment_map_rows": sum(map(len, organization.tables.values())),
            "incidents": len(organization.incidents),
            "requests": len(entries),
            "writes": sum(entry["is_write"] for entry in entries),
        }


def _json(status: int, body: Any) -> Outcome:
    return Outcome(status, json.dumps(body).encode())
