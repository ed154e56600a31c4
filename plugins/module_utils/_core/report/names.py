# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names of objects instead of their ids, for people. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def with_names(entries: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """The steps with the names of other objects in their diffs. names: by id."""
    return [{**entry, "diff": _named(entry["diff"], names)} for entry in entries]


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _named(inner, names) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_named(inner, names) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value
