# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Stands for each module of awx.awx where a test runs the role: writes down what the module would get."""

from __future__ import annotations

import json
import os
from pathlib import Path

from ansible.plugins.action import ActionBase


class ActionModule(ActionBase):
    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        with open(os.environ["AWX_CALLS"], "a", encoding="utf-8") as calls:
            calls.write(json.dumps([Path(__file__).stem, self._task.args]) + "\n")
        return {**result, "changed": False}
