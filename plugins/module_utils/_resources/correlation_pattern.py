# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Correlation patterns: which alerts become one incident. Source: contract, configuration notes."""

from __future__ import annotations

from .._core.condition import meaning_of_text, told
from .._core.errors import InvalidOption
from .._core.schema import Field, Operation, Resource

VIEW = ("Alert Correlation", "view")
FULL_ACCESS = ("Alert Correlation", "full_access")
PATTERNS = "/resources/v2.0/correlation-patterns"
PATTERN = "/resources/v2.0/correlation-patterns/{pattern_id}"
MOST_TAGS = 5


def identity_of(pattern: dict) -> str:
    """Patterns have no name; these three tell them apart (notes, "Identity, update verb, what to compare")."""
    tags = ", ".join(sorted(pattern.get("tags") or []))
    condition = told(meaning_of_text(pattern.get("filter")))
    across = "" if pattern.get("cross_source") in (None, True) else " within one source"
    return f"{tags}{f' where {condition}' if condition else ''}{across}"


def prepare_correlation_pattern(desired: dict) -> dict:
    """With what identifies the pattern, unless its id does."""
    if "tags" not in desired:
        return desired
    tags = desired["tags"]
    if not 1 <= len(tags) <= MOST_TAGS or len(set(tags)) < len(tags):
        raise InvalidOption(f"tags holds {len(tags)} names.", f"Give 1 to {MOST_TAGS}, each once.")
    return {**desired, "identity": identity_of(desired)} if "id" not in desired else desired


def decode_correlation_pattern(read: dict) -> dict:
    """The id may be called otherwise, and tags may be pairs (notes, "Contradictions", "Pattern on read")."""
    tags = [tag["name"] if isinstance(tag, dict) else tag for tag in read.get("tags") or []]
    pattern = {
        **{name: value for name, value in read.items() if name != "correlation_id"},
        "id": read.get("id") or read.get("correlation_id"),
        "tags": tags,
        "active": read.get("active", True),
        "cross_source": read.get("cross_source", True),
    }
    return {**pattern, "identity": identity_of(pattern)}


def encode_correlation_pattern(values: dict) -> dict:
    return {name: value for name, value in values.items() if name != "identity"}


CORRELATION_PATTERN = Resource(
    name="correlation_pattern",
    plural="correlation_patterns",
    key="identity",
    id_value="pattern_id",
    fields=(
        Field("identity", internal=True),
        Field("tags", type="list", elements="str", unordered=True, needed=True),
        Field("filter", meaning=meaning_of_text),
        Field("cross_source", type="bool", on_create=True),
        Field("time_window", type="int", needed=True),
        Field("active", type="bool", on_create=True),
        Field("note"),
    ),
    tie_break="note",
    required_one_of=(("tags", "id"),),
    readonly=("execution_order", "suggested_at", "created_at", "created_by", "updated_at", "updated_by"),
    prepare=prepare_correlation_pattern,
    decode=decode_correlation_pattern,
    encode=encode_correlation_pattern,
    list=Operation("list_correlation_patterns", "GET", PATTERNS, VIEW),
    get=Operation("get_correlation_pattern", "GET", PATTERN, VIEW),
    create=Operation("create_correlation_pattern", "POST", PATTERNS, FULL_ACCESS),
    update=Operation("update_correlation_pattern", "PATCH", PATTERN, FULL_ACCESS),
    delete=Operation("delete_correlation_pattern", "DELETE", PATTERN, FULL_ACCESS),
)
