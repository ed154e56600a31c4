# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whose an API key is. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..model.codec import check_object
from ..record import Record
from ..values.text import caseless


class Owner(Record):
    """Whose credential a run uses, as far as the API keys show.

    ids: users who may be it, empty for a key that does not belong to a user, None if it is unknown.
    accounts: service accounts that may be it, each by the names of the roles that its key shows, `caseless`.
    """

    ids: frozenset[str] | None = None
    accounts: tuple[frozenset[str], ...] = ()

    @property
    def is_user(self) -> bool:
        """Whether users are known of whom one is the owner."""
        return bool(self.ids)


def keys_ending_like(keys: Iterable[Any], api_key: str) -> list[dict]:
    """The listed keys that may be this one: only their last characters are shown, so several may fit.

    Raises UnreadableResponse for a key that is not an object.
    """
    suffixes = [(key, key.get("key_suffix")) for key in map(check_object, keys)]
    return [key for key, suffix in suffixes if suffix and api_key.endswith(str(suffix))]


def owner_of(keys: Iterable[Any], api_key: str) -> Owner:
    """The key of a service account belongs to no user (access notes, "API keys and service accounts")."""
    fitting = keys_ending_like(keys, api_key)
    if not fitting:
        return Owner()
    accounts = [key for key in fitting if not key.get("user_id") and isinstance(key.get("roles"), list)]
    return Owner(
        ids=frozenset(str(key["user_id"]) for key in fitting if key.get("user_id")),
        accounts=tuple(frozenset(caseless(str(name)) for name in key["roles"]) for key in accounts),
    )
