# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The files that an organization is exported to. Pure."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.csv_rows import Columns, Source, write_csv
from ansible_collections.community.bigpanda.plugins.plugin_utils.file_names import file_names
from ansible_collections.community.bigpanda.plugins.plugin_utils.yaml_files import SCHEMA_LINE, to_yaml


def files_of(organization: Mapping[str, Any]) -> dict[str, str]:
    """Content of each file by its path in the directory: one of YAML for each kind, one of CSV for each table.

    organization: lists of objects by kind. Raises InvalidOption for a table that cannot be written.
    """
    files: dict[str, str] = {}
    # Through JSON and back, so that none of Ansible's own kinds of values is left, whatever its version makes of them.
    for kind, items in json.loads(json.dumps(organization)).items():
        without_tables = _with_tables_apart(kind, items, files)
        files[f"{kind}.yml"] = SCHEMA_LINE + to_yaml({kind: without_tables})
    return files


def _with_tables_apart(kind: str, items: list[dict], files: dict[str, str]) -> list[dict]:
    """The rows of an object go into a CSV file, which it names by its path in the directory."""
    names = file_names([str(item.get("name") or item.get("id")) for item in items])
    without_tables = []
    for name, item in zip(names, items, strict=True):
        if item.get("rows"):
            path = f"{kind}/{name}.csv"
            files[path] = _table_of(kind, item)
            item = {**{option: value for option, value in item.items() if option != "rows"}, "src": path}
        without_tables.append(item)
    return without_tables


def _table_of(kind: str, item: dict) -> str:
    titles = tuple(column["title"] for column in item["fields"])
    columns, text = Columns(titles, ()), io.BytesIO()
    try:
        write_csv(columns, Source("rows", item["rows"]).rows(columns), text)
    except InvalidOption as error:
        raise InvalidOption(f'{kind}, the table of "{item.get("name")}": {error}') from error
    return text.getvalue().decode("utf-8")
