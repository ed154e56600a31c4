# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes the files of an organization on the controller; the module of this name only documents it.

One task for all files: a task of its own for each would take a second per enrichment map.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ansible import constants
from ansible.plugins.action import ActionBase
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.plugin_utils.file_writer import (
    FileChange,
    find_changes,
    write_files,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.organization_files import files_of
from ansible_collections.community.bigpanda.plugins.plugin_utils.role_variables import KINDS
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe
from ansible_collections.community.bigpanda.plugins.plugin_utils.variables import (
    plain_value,
    read_by_kind,
    read_dicts,
    read_options,
    read_path,
)

READERS = {"organization": read_by_kind(KINDS, read_dicts), "directory": read_path}


class ActionModule(ActionBase):
    """Compares first, so that nothing is written if a path is occupied."""

    _supports_check_mode = True
    _supports_async = False
    _requires_connection = False

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        try:
            options = read_arguments(plain_value(self._task.args, (task_vars or {}).get("omit")))
            directory = Path(os.path.realpath(os.path.expanduser(options["directory"])))
            files = files_of(options["organization"])
            changes = find_changes(directory, files)
            if not self._play_context.check_mode:
                write_files(changes)
        except InvalidOption as error:
            return {**result, "failed": True, "msg": str(error)}
        values = {"changed": bool(changes), "directory": str(directory), "files": sorted(files)}
        if self._play_context.diff:
            values["diff"] = [diff_of(change) for change in changes]
        return {**result, **as_unsafe(values)}


def read_arguments(given: Mapping[str, Any]) -> dict[str, Any]:
    """Raises InvalidOption."""
    options = read_options(READERS, given)
    missing = [name for name in READERS if name not in options]
    if missing:
        raise InvalidOption(f"{' and '.join(missing)} missing.", "Give the organization and the directory.")
    return options


def diff_of(change: FileChange) -> dict[str, Any]:
    """As Ansible shows changes of files."""
    largest: int = constants.MAX_FILE_SIZE_FOR_DIFF
    headers = {"before_header": str(change.path), "after_header": str(change.path)}
    if max(len(change.before or b""), len(change.after)) > largest:
        return {**headers, "dst_larger": largest}
    before = (change.before or b"").decode("utf-8", errors="replace")
    return {**headers, "before": before, "after": change.after.decode("utf-8")}
