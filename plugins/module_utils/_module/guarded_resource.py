# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that manages one object whose change can lock out the owner of the API key."""

from __future__ import annotations

from ansible.module_utils.basic import AnsibleModule

from .._core.access import guard, unknown_owner
from .._core.engine.planning.step import Step
from .._core.http.client import Client
from .._core.http.settings import make_settings
from .._core.model.catalog import Administration
from .._core.model.field import Field
from .._core.model.resource import Resource
from .resource import run_resource

ALLOW_ADMIN_CHANGES = Field(unknown_owner.ALLOW, type="bool", default=False)


def run_guarded_resource(resource: Resource, refers: tuple[Resource, ...], administration: Administration) -> None:
    """The whole of a module that manages one group or member. See `run_resource`."""

    def check(module: AnsibleModule, client: Client, step: Step) -> list[str]:
        api_key = make_settings(module.params).api_key or ""
        warning = guard.check_step(client, administration, step, api_key, module.params[ALLOW_ADMIN_CHANGES.name])
        return [warning] if warning else []

    run_resource(resource, refers, (ALLOW_ADMIN_CHANGES,), check)
