# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Correlation patterns: which alerts become one incident; and the order in which they are tried.

Source: contract, configuration notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._core.errors import InvalidOption
from .._core.model.compare import AS_CASE_INSENSITIVE_SET
from .._core.model.field import (
    BEST_EFFORT,
    IF_PRESENT,
    NEVER,
    ON_CREATE,
    WITHOUT_ID,
    Computed,
    Field,
    OnCreate,
    Reference,
)
from .._core.model.listing import Listing
from .._core.model.operation import Operation
from .._core.model.resource import Composition, Effect, Resource
from .._core.model.shape import Shape
from .._core.model.typed import true_if_omitted
from .._core.values.bpql.as_text import as_text
from .._core.values.bpql.canonical import canonical_text
from .._core.values.bpql.comparison import BPQL_TEXT
from .._core.values.comparison import is_equal
from .._core.values.free_text import FREE_TEXT
from .._core.values.times.durations import whole_minutes

VIEW = ("Alert Correlation", "view")
FULL_ACCESS = ("Alert Correlation", "full_access")
PATTERNS = "/resources/v2.0/correlation-patterns"
PATTERN = "/resources/v2.0/correlation-patterns/{pattern_id}"
ORDER = "/resources/v2.1/correlation-patterns-order"
MOST_TAGS = 5
# "note is absent from the update schema; it may be ignored" (schema CorrelationPatternUpdate).
NOTE = Field("note", compare=FREE_TEXT, read_back=BEST_EFFORT)


def identity_of(pattern: dict) -> str:
    """Patterns have no name; these three tell them apart (notes, "Identity, update verb, what to compare")."""
    tags = ", ".join(sorted(_names(pattern.get("tags") or [])))
    condition = canonical_text(pattern.get("filter") or "")
    across = "" if pattern.get("cross_source") in (None, True) else " within one source"
    return f"{tags}{f' where {condition}' if condition else ''}{across}"


def _names(tags: Sequence[Any]) -> set[str]:
    """To compare tags by: their case means nothing in conditions (notes, "Contradictions"), and is sent as given."""
    return {str(tag).lower() for tag in tags}


def prepare_correlation_pattern(desired: dict) -> dict:
    """The window in minutes. Refuses what cannot be the tags or the window of a pattern."""
    _refuse_unusable_tags(desired.get("tags"))
    if "time_window" not in desired:
        return desired
    return {**desired, "time_window": whole_minutes("time_window", desired["time_window"])}


def _refuse_unusable_tags(tags: Sequence[str] | None) -> None:
    if tags is None:
        return
    if not 1 <= len(tags) <= MOST_TAGS or len(_names(tags)) < len(tags):
        raise InvalidOption(f"tags contains {len(tags)} names.", f"Give 1 to {MOST_TAGS}, each once.")
    if "" in tags:
        raise InvalidOption(f"tags[{tags.index('')}] is empty.", "Give the name of a tag.")


def decode_correlation_pattern(read: dict) -> dict:
    """The id may be called otherwise, and tags may be pairs (notes, "Contradictions", "Pattern on read")."""
    tags = [tag["name"] if isinstance(tag, dict) else tag for tag in read.get("tags") or []]
    place = read.get("execution_order")
    return {
        **{name: value for name, value in read.items() if name != "correlation_id"},
        "id": read.get("id") or read.get("correlation_id"),
        "tags": tags,
        # A text would be sorted as one.
        "execution_order": int(place) if isinstance(place, str) and place.isdecimal() else place,
        # "Absent equals default" (notes, "Identity, update verb, what to compare").
        "active": true_if_omitted(read.get("active")),
        "cross_source": true_if_omitted(read.get("cross_source")),
    }


def those_with_the_note(patterns: Sequence[dict], desired: dict) -> Sequence[dict]:
    """Of patterns that nothing else tells apart; all of them if none has it."""
    if "note" not in desired:
        return patterns
    return [pattern for pattern in patterns if is_equal(NOTE, pattern.get("note"), desired["note"])] or patterns


def is_asked_for(pattern: dict, options: dict) -> bool:
    """By what identifies a pattern, as far as it is given."""
    is_across = pattern.get("cross_source") is not False
    return (
        _names(options.get("tags", pattern["tags"])) == _names(pattern["tags"])
        and options.get("cross_source", is_across) == is_across
        and ("filter" not in options or _condition(options["filter"]) == _condition(pattern.get("filter")))
    )


def _condition(given: Any) -> str:
    return canonical_text(as_text(given))


CORRELATION_PATTERN = Resource(
    name="correlation_pattern",
    plural="correlation_patterns",
    key="identity",
    fields=(
        Field("identity", internal=True, computed=Computed(identity_of, ("tags", "filter", "cross_source"))),
        Field("tags", type="list", elements="str", compare=AS_CASE_INSENSITIVE_SET, required=WITHOUT_ID),
        Field("filter", type="raw", aliases=("condition",), compare=BPQL_TEXT),
        # It identifies the pattern, so that leaving it out says what it is by default.
        Field("cross_source", type="bool", default=OnCreate(True)),
        Field("time_window", required=ON_CREATE),
        Field("active", type="bool"),
        NOTE,
    ),
    disambiguate=those_with_the_note,
    effect=Effect(switch="active"),
    readonly=("execution_order", "suggested_at", "created_at", "created_by", "updated_at", "updated_by"),
    prepare=prepare_correlation_pattern,
    shape=Shape(decode=decode_correlation_pattern),
    list=Listing(
        Operation("list_correlation_patterns", "GET", PATTERNS, VIEW),
        filters=(
            Field("tags", type="list", elements="str"),
            Field("filter", type="raw", aliases=("condition",)),
            Field("cross_source", type="bool"),
        ),
        combinable=True,
        matches=is_asked_for,
    ),
    get=Operation("get_correlation_pattern", "GET", PATTERN, VIEW),
    create=Operation("create_correlation_pattern", "POST", PATTERNS, FULL_ACCESS),
    update=Operation("update_correlation_pattern", "PATCH", PATTERN, FULL_ACCESS),
    delete=Operation("delete_correlation_pattern", "DELETE", PATTERN, FULL_ACCESS),
)


def prepare_correlation_pattern_order(desired: dict) -> dict:
    patterns = desired.get("patterns")
    if patterns is None:
        return desired
    return {**desired, "patterns": [_named(pattern, f"patterns[{place}]") for place, pattern in enumerate(patterns)]}


def _named(pattern: dict, where: str) -> dict:
    if "id" in pattern:
        return pattern
    if not pattern.get("tags"):
        raise InvalidOption(
            f"{where} does not identify a pattern.", "Give its tags, filter and cross_source, or its id."
        )
    return {**pattern, "identity": identity_of(pattern)}


def compose_correlation_pattern_order(patterns: list[dict], _stored: None) -> dict | None:
    """The order has no call of its own to read it, and stands at the patterns (notes, "Correlation patterns").

    A new pattern, which may not be placed yet, comes last.
    """
    placed = [pattern for pattern in patterns if pattern["execution_order"] is not None]
    if patterns and not placed:
        return None
    names = [field.name for field in NAMED_PATTERN if not field.internal]
    others = [pattern for pattern in patterns if pattern["execution_order"] is None]
    in_order = [*sorted(placed, key=lambda pattern: pattern["execution_order"]), *others]
    return {
        "patterns": [{name: pattern.get(name) for name in names} for pattern in in_order],
        "time_windows": [pattern["time_window"] for pattern in in_order],
    }


def is_by_time_window(order: dict) -> bool:
    """Whether the longest time window runs first, which is so by default. Manual order as such cannot be read."""
    windows = [window for window in order["time_windows"] if window is not None]
    return all(before >= after for before, after in zip(windows, windows[1:]))


NAMED_PATTERN = (
    Field("identity", internal=True),
    Field("id"),
    Field("tags", type="list", elements="str", compare=AS_CASE_INSENSITIVE_SET),
    Field("filter", type="raw", aliases=("condition",), compare=BPQL_TEXT),
    Field("cross_source", type="bool"),
    # It only says which of several patterns is meant.
    Field("note", compare=FREE_TEXT, read_back=NEVER),
)

CORRELATION_PATTERN_ORDER = Resource(
    name="correlation_pattern_order",
    plural="correlation_pattern_orders",
    key="id",
    fields=(
        Field("id", internal=True),
        Field("time_windows", type="list", elements="int", internal=True),
        Field(
            "patterns",
            required=IF_PRESENT,
            api_name="execution_order",
            type="list",
            elements="dict",
            fields=NAMED_PATTERN,
            refers=Reference("correlation_pattern", content="identity", complete=True),
        ),
    ),
    prepare=prepare_correlation_pattern_order,
    composed=Composition(
        of=CORRELATION_PATTERN,
        compose=compose_correlation_pattern_order,
        is_default=is_by_time_window,
        missing=(
            "the service shows no run order of correlation patterns: it is a limited release, which this organization "
            "does not have.",
            "Ask BigPanda to enable it.",
        ),
    ),
    list=Listing(CORRELATION_PATTERN.list.operation),
    update=Operation("update_correlation_pattern_order", "PUT", ORDER, FULL_ACCESS),
    delete=Operation("reset_correlation_pattern_order", "POST", f"{ORDER}/reset", FULL_ACCESS),
)
