# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All kinds of object that an organization is made of, and those that decide who may do what. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Callable

from ..record import Record
from .operation import Operation
from .resource import Resource


class Administration(Record):
    """Who may undo what a run does: members of groups that have these permissions.

    api_keys: lists the API keys, by which a run finds out whose it uses. group, member: the two kinds.
    permissions: pure; what a group allows, as (resource type, id of one object or "", action), in lower case.
    needed: by title, the (resource type, action) without which nobody can undo what was done to groups and members.
    is_administrators: pure; whether that group came with the organization, for those who may do everything. Members
    name groups by key, so it gets only the key.
    """

    api_keys: Operation
    group: Resource
    member: Resource
    permissions: Callable[[dict], frozenset[tuple[str, str, str]]]
    needed: Mapping[str, tuple[str, str]]
    is_administrators: Callable[[dict], bool]


class Catalog(Record):
    """Every kind that makes up an organization, each after those that it refers to."""

    resources: tuple[Resource, ...]
    administration: Administration

    @property
    def api_keys(self) -> Operation:
        """Lists the API keys."""
        return self.administration.api_keys
