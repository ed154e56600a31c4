# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whose an API key is. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .schema import check_object


def keys_ending_like(keys: Iterable[Any], api_key: str) -> list[dict]:
    """The listed keys that may be this one: only their last characters are shown, so several may fit.

    Raises UnreadableAnswer for what is no object.
    """
    suffixes = [(key, key.get("key_suffix")) for key in map(check_object, keys)]
    return [key for key, suffix in suffixes if suffix and api_key.endswith(str(suffix))]
