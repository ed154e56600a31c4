# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Correlation patterns. Contract: configuration notes, "Correlation patterns"."""

from __future__ import annotations

from ..reply import Refusal, Reply
from .registry import Request, rule
from .stored import audited, change, find, remove, store

KIND = "correlation_patterns"
ORDER = "correlation_pattern_order"
IDENTITY = ("filter", "cross_source", "note")


def _refuse_identical(request: Request, values: dict, but: str | None = None) -> None:
    for other in request.organization.stores[KIND].values():
        alike = set(other["tags"]) == set(values["tags"]) and all(
            other.get(name) == values.get(name) for name in IDENTITY
        )
        if alike and other["id"] != but:
            raise Refusal(request.readings["pattern_conflict_status"], "An identical pattern exists.")


def _order(request: Request) -> list[str]:
    """By default the longest time window runs first; ordered by hand, new patterns come last."""
    patterns = request.organization.stores[KIND]
    placed = [each for each in request.organization.stores[ORDER] if each in patterns]
    if not placed:
        return sorted(patterns, key=lambda each: -patterns[each]["time_window"])
    return [*placed, *(each for each in patterns if each not in placed)]


def _shown(request: Request, stored: dict) -> dict:
    shown = dict(stored)
    if request.readings["pattern_order"] == "enabled":
        shown["execution_order"] = _order(request).index(stored["id"]) + 1
    if request.readings["pattern_shape"] == "pairs":
        shown["tags"] = [{"name": tag, "value": ""} for tag in stored["tags"]]
        shown["correlation_id"] = shown.pop("id")
    return shown


@rule("list_correlation_patterns")
def list_correlation_patterns(request: Request) -> Reply:
    patterns = request.organization.stores[KIND].values()
    wanted = request.query.get("active")
    return Reply(200, [_shown(request, each) for each in patterns if wanted in (None, each["active"])])


@rule("get_correlation_pattern")
def get_correlation_pattern(request: Request) -> Reply:
    return Reply(200, _shown(request, find(request, KIND, "pattern_id")))


@rule("create_correlation_pattern")
def create_correlation_pattern(request: Request) -> Reply:
    values = {"active": True, "cross_source": True, **request.body}
    _refuse_identical(request, values)
    made = store(request, KIND, audited(request, values))
    return Reply(request.readings["pattern_create_status"], _shown(request, made))


@rule("update_correlation_pattern")
def update_correlation_pattern(request: Request) -> Reply:
    stored = find(request, KIND, "pattern_id")
    ignored = ("note",) if request.readings["pattern_note"] == "ignored" else ()
    values = {name: value for name, value in request.body.items() if name not in ignored}
    _refuse_identical(request, {**stored, **values}, stored["id"])
    change(request, stored, values)
    return Reply(200, _shown(request, stored))


@rule("delete_correlation_pattern")
def delete_correlation_pattern(request: Request) -> Reply:
    stored = find(request, KIND, "pattern_id")
    shown = _shown(request, stored)
    remove(request, KIND, "pattern_id")
    status = request.readings["pattern_delete_status"]
    return Reply(status) if status == 204 else Reply(status, shown)


def _answered_order(request: Request) -> Reply:
    return Reply(200, {"created_by": request.caller.id, "correlation_pattern_order": _order(request)})


def _refuse_without_order(request: Request) -> None:
    if request.readings["pattern_order"] == "disabled":
        raise Refusal(400, "Run order is not enabled for the organization.")


@rule("update_correlation_pattern_order")
def update_correlation_pattern_order(request: Request) -> Reply:
    _refuse_without_order(request)
    given, there = request.body["execution_order"], request.organization.stores[KIND]
    if len(set(given)) < len(given) or not set(given) <= set(there):
        raise Refusal(400, "The order names what is not there, or names something twice.")
    if len(given) < len(there) and request.readings["incomplete_order"] == "refused":
        raise Refusal(400, "The order is incomplete.")
    request.organization.stores[ORDER] = {each: {} for each in given}
    return _answered_order(request)


@rule("reset_correlation_pattern_order")
def reset_correlation_pattern_order(request: Request) -> Reply:
    _refuse_without_order(request)
    request.organization.stores[ORDER].clear()
    return _answered_order(request)
