# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the module of the same name, and says meanwhile how far it is."""

from __future__ import annotations

import os
import tempfile
import threading

from ansible.module_utils.common.validation import check_type_path
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.progress import (
    INTERVAL_S,
    read_standing,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.variables import plain_value

display = Display()


class ActionModule(ActionBase):
    """The work stays in the module, which may run anywhere; progress is shown where its file can be read from here."""

    _supports_check_mode = True
    _supports_async = True

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        # Until ansible-core 2.18 an element of a list that says `omit` would reach the module as a text.
        self._task.args = plain_value(self._task.args, (task_vars or {}).get("omit"))
        if self._can_follow():
            result.update(self._run_followed(task_vars))
        else:
            result.update(self._execute_module(task_vars=task_vars, wrap_async=self._task.async_val))
        return result

    def _can_follow(self):
        """Only a file on this machine, written by this user, can be followed; others run plainly."""
        is_here = self._connection.transport == "local" and not self._play_context.become
        is_wanted = boolean(self._task.args.get("progress", True), strict=False)
        # A path that is none is for the module to refuse.
        is_path = isinstance(self._task.args.get("progress_file", ""), str)
        return is_here and is_wanted and is_path and not self._task.async_val

    def _run_followed(self, task_vars):
        with tempfile.TemporaryDirectory(prefix="bigpanda-") as folder:
            path = self._task.args.get("progress_file") or os.path.join(folder, "progress.json")
            ended = threading.Event()
            host = task_vars.get("inventory_hostname", "")
            interval_s = interval_of(self._task.args.get("progress_interval"))
            # The module expands the path likewise.
            follower = threading.Thread(
                target=follow, args=(check_type_path(path), host, interval_s, ended), daemon=True
            )
            follower.start()
            try:
                arguments = {**self._task.args, "progress_file": path}
                return self._execute_module(module_args=arguments, task_vars=task_vars)
            finally:
                ended.set()
                follower.join()


def interval_of(given):
    """Seconds between two lines. What cannot be waited for is for the module to refuse."""
    try:
        interval_s = float(given)
    except (TypeError, ValueError):
        return INTERVAL_S
    return interval_s if 0 < interval_s <= threading.TIMEOUT_MAX else INTERVAL_S


def follow(path, host, interval_s, ended):
    """Say how far the run is, every so often; a short run says nothing. On stderr, so that stdout stays as it is."""
    # A file of the user's may be left of an earlier run.
    said = read_standing(path)
    while not ended.wait(interval_s):
        standing = read_standing(path)
        if standing and standing != said:
            said = standing
            display.display(f"[{host}] {standing.sentence()}", stderr=True)
