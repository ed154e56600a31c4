# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

from ansible.module_utils.urls import open_url
from ansible.plugins.action import ActionBase


class ActionModule(ActionBase):
    """Asks the simulator about itself, past what is simulated; like starting it, in Ansible's own process.

    Returns what it answers, as `json`.
    """

    _requires_connection = False

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        _validated, options = self.validate_argument_spec(
            {
                "url": {"required": True},
                "method": {"choices": ["GET", "DELETE", "PUT"], "default": "GET"},
                "body": {"type": "dict"},
            }
        )
        body = json.dumps(options["body"]) if options["body"] else None
        with open_url(options["url"], data=body, method=options["method"], use_proxy=False) as answer:
            content = answer.read()
        return {**result, "changed": False, "json": json.loads(content) if content else None}
