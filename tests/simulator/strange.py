# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A server that is not the one we know: what the contract leaves open is answered in another way, chosen by a seed.

Every reading is drawn; what a body of a creation leaves out is filled in, where no default is documented, with what
nobody would guess; what is a set comes in another order each time, and objects show fields that nobody knows.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from .organization import Organization
from .readings import READINGS

# Answers that name another host, as one reading has it, are refused by a client that hands its token to none but its
# own; what a job did is then looked up otherwise, which takes as long as a lost job does.
NOT_DRAWN = {
    "job_location": ("elsewhere",),
    # No list could ever be read to its end that changes with each page of it.
    "incidents_change": ("updated", "resolved"),
}
# Lists whose order says nothing (configuration notes, "Compare as sets"; access notes).
SETS = frozenset(
    (
        *("permissions", "actions", "users", "roles", "read_only_roles", "environmentIds", "environment_ids"),
        *("custom_tags", "exclude_status", "links", "incident_tag_values", "ordered_list", "fields"),
    )
)
# Lists of whole objects that are promised no order.
UNORDERED = frozenset(
    (
        *("list_environments", "list_environment_groups", "list_alert_filters", "list_alert_filter_schedules"),
        *("list_correlation_patterns", "list_topologies", "list_mapping_enrichments", "list_alert_tags"),
        "list_incident_tag_definitions",
    )
)
OWN_NOTE = "filled in by the service"
OWN_PAIR = {"name": "origin", "value": "service"}
Filling = Callable[[random.Random, Organization, dict], dict]
FILLINGS: dict[str, Filling] = {}


def filling(operation_id: str) -> Callable[[Filling], Filling]:
    def register(function: Filling) -> Filling:
        FILLINGS[operation_id] = function
        return function

    return register


def drawn_readings(seed: int) -> dict[str, Any]:
    """One choice of each open question."""
    drawn = random.Random(seed)
    return {
        name: drawn.choice([choice for choice in reading.choices if choice not in NOT_DRAWN.get(name, ())])
        for name, reading in READINGS.items()
        if reading.choices
    }


class Strangeness:
    """What a strange server makes of bodies and answers."""

    def __init__(self, seed: int) -> None:
        self.readings = drawn_readings(seed)
        self._random = random.Random(seed)

    def filled(self, operation_id: str, organization: Organization, body: Any) -> Any:
        """The body with what the service says where the client said nothing."""
        if operation_id not in FILLINGS or not isinstance(body, dict):
            return body
        return {**FILLINGS[operation_id](self._random, organization, body), **_filled_parts(self._random, body)}

    def answered(self, operation_id: str, body: Any) -> Any:
        """The same answer in another order."""
        return _shuffled(self._random, body, operation_id in UNORDERED)


def _shuffled(drawn: random.Random, value: Any, is_set: bool) -> Any:
    if isinstance(value, dict):
        wraps = is_set and isinstance(value.get("data"), list)
        return {
            name: _shuffled(drawn, inner, name in SETS or wraps and name == "data") for name, inner in value.items()
        }
    if not isinstance(value, list):
        return value
    parts = [_shuffled(drawn, inner, False) for inner in value]
    return drawn.sample(parts, len(parts)) if is_set else parts


# -- what is filled in, where no default is documented ---------------------------------------------------------------


def _filled_parts(drawn: random.Random, body: dict) -> dict:
    """The body, with what is filled into elements of its lists."""
    filled = dict(body)
    if isinstance(body.get("enrichments"), list):
        filled["enrichments"] = [{"note": OWN_NOTE, **rule} for rule in body["enrichments"]]
    if isinstance(body.get("links"), list):
        filled["links"] = [{**link, "x_weight": drawn.randint(1, 9)} for link in body["links"]]
    config = body.get("config")
    if isinstance(config, dict):
        filled["config"] = _filled_config(drawn, config)
    return filled


def _filled_config(drawn: random.Random, config: dict) -> dict:
    filled = dict(config)
    if "fields" in config:
        columns = [{"original_name": column["title"].upper(), **column} for column in config["fields"]]
        filled = {"case_insensitive": drawn.choice([True, False]), **config, "fields": columns}
    if all(isinstance(level, dict) for level in config.get("ordered_list", [""])):
        said = {"description": OWN_NOTE, "active": drawn.choice([True, False])}
        filled["ordered_list"] = [{**said, **level} for level in config["ordered_list"]]
    return filled


@filling("create_role")
def _role(_drawn: random.Random, organization: Organization, _body: dict) -> dict:
    return {"users": list(organization.users)[:1], "x_from_the_future": {"version": 3}}


@filling("create_scim_user")
def _user(drawn: random.Random, _organization: Organization, body: dict) -> dict:
    numbers = [[], [{"value": "+43 1 0", "type": "other"}], [{"value": "+43 1 0"}]]
    return {"displayName": body["userName"].upper(), "roles": ["User"], "phoneNumbers": drawn.choice(numbers)}


@filling("create_environment")
def _environment(drawn: random.Random, organization: Organization, _body: dict) -> dict:
    roles = [{"id": role} for role in organization.roles]
    return {"description": OWN_NOTE, "roles": roles[:1], "read_only_roles": drawn.choice([[], roles[1:3]])}


@filling("create_alert_tag")
def _alert_tag(_drawn: random.Random, _organization: Organization, _body: dict) -> dict:
    return {"description": OWN_NOTE}


@filling("create_tag_enrichments")
@filling("create_topology")
def _nothing_more(_drawn: random.Random, _organization: Organization, _body: dict) -> dict:
    return {}


@filling("create_mapping_enrichment")
def _map(drawn: random.Random, _organization: Organization, _body: dict) -> dict:
    return {"note": drawn.choice(["", OWN_NOTE])}


@filling("create_incident_tag_definition")
def _incident_tag(drawn: random.Random, _organization: Organization, _body: dict) -> dict:
    return {"description": OWN_NOTE, "canManualInput": drawn.choice([True, False])}


@filling("create_alert_filter_schedule")
def _schedule(_drawn: random.Random, _organization: Organization, _body: dict) -> dict:
    return {"description": OWN_NOTE, "time_zone": "Asia/Kathmandu"}


@filling("create_alert_filter")
def _filter(_drawn: random.Random, _organization: Organization, _body: dict) -> dict:
    return {"description": OWN_NOTE, "custom_tags": [OWN_PAIR]}


@filling("create_correlation_pattern")
def _pattern(drawn: random.Random, _organization: Organization, _body: dict) -> dict:
    return {"note": drawn.choice([None, OWN_NOTE])}


@filling("create_maintenance_plan")
def _plan(drawn: random.Random, _organization: Organization, _body: dict) -> dict:
    action = drawn.choice(["Resolve", "Reactivate", "None"])
    filled = {"description": OWN_NOTE, "time_zone": "Asia/Kathmandu", "post_maintenance_action": action}
    return {**filled, "custom_tags": [OWN_PAIR]}
