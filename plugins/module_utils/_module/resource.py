# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that manages one object."""

from __future__ import annotations

from typing import Callable

from ansible.module_utils.basic import AnsibleModule

from .._core.engine.ensure import ObjectPlan, plan_object
from .._core.engine.planning.step import Step
from .._core.http.client import Client
from .._core.model.field import Field
from .._core.model.options import options_of, rules_of
from .._core.model.resource import Resource
from .run import run
from .session import make_module, session

Check = Callable[[AnsibleModule, Client, Step], "list[str]"]


def run_resource(
    resource: Resource,
    refers: tuple[Resource, ...] = (),
    options: tuple[Field, ...] = (),
    check: Check = lambda _module, _client, _step: [],
) -> None:
    """The whole of a module that manages one object.

    refers: the resources whose objects its options may name. options: what it takes besides those of the resource.
    check: refuses a step, raising BigPandaError, or returns warnings.
    """
    module = make_module((*options_of(resource), *options), **rules_of(resource))

    def plan(client: Client) -> ObjectPlan:
        made = plan_object(client, resource, module.params, module.params["state"], refers)
        return made.replace(warnings=(*made.warnings, *check(module, client, made.step)))

    run(module, session(module), plan)
