# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The file of extra variables that AWX writes for a job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

# Of whoever starts a job and of where it runs. AWX hands them over under both names.
META = {
    "job_id": 42,
    "job_launch_type": "workflow",
    "user_name": "jörg müller",
    "user_email": "jörg@example.com",
    "user_first_name": "Jörg {{ 7 * 6 }}",
    "inventory_name": "BigPanda (Zürich)",
    "workflow_job_name": "BigPanda onboard",
}
META_VARIABLES = {f"{prefix}_{name}": value for prefix in ("awx", "tower") for name, value in META.items()}


class _Text(yaml.SafeDumper):
    """Marks all text, keys included, so that Ansible never evaluates it."""

    def represent_data(self, data: Any) -> yaml.Node:
        return self.represent_scalar("!unsafe", data) if isinstance(data, str) else super().represent_data(data)


def as_awx_writes_them(template: Mapping[str, Any], answers: Mapping[str, Any], passed_on: Mapping[str, Any]) -> str:
    """Answers to a survey come before what a workflow passes on, and that before the job template's own variables.

    Only those of the job template itself may contain templates, which is AWX's default (ALLOW_JINJA_IN_EXTRA_VARS).
    """
    own = template.get("extra_vars", {})
    every = {**own, **passed_on, **answers, **META_VARIABLES}
    is_own = {name: name in own and own[name] == value for name, value in every.items()}
    return "".join(
        yaml.dump({name: value}, Dumper=yaml.SafeDumper if is_own[name] else _Text, allow_unicode=True)
        for name, value in every.items()
    )
