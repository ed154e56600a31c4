# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rows of a table as the service returns them."""

from __future__ import annotations

from ..http.client import Client
from ..model.resource import Resource
from .mark import table_of
from .row_changes import declared_cell


def read_rows(client: Client, resource: Resource, item: dict) -> list[dict]:
    """All rows of the live table."""
    table = table_of(resource)
    return client.read_all(table.read, table.paging, {resource.id_value: item["id"]})


def find_with_rows(client: Client, resource: Resource, items: list[dict]) -> list[dict]:
    """The objects, each with the rows of its table as `rows`."""
    return [{**item, "rows": read_rows(client, resource, item)} for item in items]


def declare_rows(client: Client, resource: Resource, item: dict) -> list[dict]:
    """The live table as it would be declared, in a stable order."""
    titles = table_of(resource).columns(item)[0]
    rows = [{title: declared_cell(row.get(title)) for title in titles} for row in read_rows(client, resource, item)]
    return sorted(rows, key=lambda row: [str(row[title]) for title in titles])
