# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that reads objects with a table."""

from __future__ import annotations

from .._core.model.field import Field
from .._core.model.resource import Resource
from .._core.tables.live_rows import find_with_rows
from .info import exit_info, make_info_module, select
from .session import session


def run_table_info(resource: Resource) -> None:
    """The whole of a module that reads objects with a table, and the rows if the option `rows` is true."""
    module = make_info_module(resource, Field("rows", type="bool", default=False))
    with session(module) as client:
        found = select(module, client, resource)
        if module.params["rows"]:
            found = find_with_rows(client, resource, found)
        exit_info(module, resource, found)
