# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the module of the same name, and says meanwhile how far it is."""

from __future__ import annotations

import os
import tempfile
import threading
import time

from ansible.module_utils.common.validation import check_type_path
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.progress.progress import (
    read_standing,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.progress.progress_lines import (
    ProgressLines,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.variables import plain_value

display = Display()
# How often the file of the progress is read.
POLL_S = 0.5


class ActionModule(ActionBase):
    """The work stays in the module, which may run anywhere; progress is shown if its file can be read from here."""

    _supports_check_mode = True
    _supports_async = True

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        # Until ansible-core 2.18 an element of a list that says `omit` would reach the module as a text.
        self._task.args = plain_value(self._task.args, (task_vars or {}).get("omit"))
        # In plan text and reports, an organization is called as in the inventory.
        if not self._task.args.get("label"):
            self._task.args["label"] = (task_vars or {}).get("inventory_hostname", "")
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
    """Seconds between two lines, None for the usual times. What cannot be waited for is for the module to refuse."""
    try:
        interval_s = float(given)
    except (TypeError, ValueError):
        return None
    return interval_s if 0 < interval_s <= threading.TIMEOUT_MAX else None


def follow(path, host, interval_s, ended, clock=time.time):
    """Say how long the run takes and how far it is, unless it is short. On stderr, so that stdout stays as it is."""
    # A file of the user's may be left of an earlier run.
    older = read_standing(path)
    lines = ProgressLines(interval_s)
    while not ended.wait(min(POLL_S, interval_s or POLL_S)):
        standing = read_standing(path)
        if standing is None or standing == older:
            continue
        if lines.is_pace_due(standing):
            display.display(f"[{host}] {standing.pace}", stderr=True)
        if lines.is_due(clock(), standing):
            display.display(f"[{host}] {standing.sentence(_clock_time(clock(), standing.left_s))}", stderr=True)


def _clock_time(now_s, left_s):
    """When the run ends, in the time of this machine."""
    return "" if left_s is None else time.strftime("%H:%M", time.localtime(now_s + left_s))
