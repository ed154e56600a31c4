# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that manages one object."""

from __future__ import annotations

from typing import Callable

from ansible.module_utils.basic import AnsibleModule

from .._core.engine import apply, diff, find, holders, plan, references, step
from .._core.engine.unknown_groups import warning_of, with_groups, without_groups
from .._core.http.client import Client
from .._core.model.field import Field
from .._core.model.resource import Resource
from .names import find_unknown_groups, read_known
from .options import desired_of, options_of, rules_of
from .result import with_names
from .session import make_module, session

Check = Callable[[AnsibleModule, Client, step.Step], None]


def run_resource(
    resource: Resource, refers: tuple[Resource, ...] = (), options: tuple[Field, ...] = (), check: Check | None = None
) -> None:
    """The whole of a module that manages one object.

    refers: the resources whose objects its options may name. check: refuses a step, raising BigPandaError. options:
    what it takes beside those of the resource.
    """
    module = make_module((*options_of(resource), *options), **rules_of(resource))
    with session(module) as client:
        desired, state = desired_of(resource, module.params), module.params["state"]
        known = read_known(client, resource.fields, refers, desired) if state == "present" else {}
        if state == "present":
            desired = references.resolve(resource.fields, desired, known)
            references.refuse_incomplete_lists(resource.fields, desired, known)
        current = find.find_current(client, resource, desired)
        plan.refuse_impossible_creation(resource, desired, current, state)
        unknown: dict = {}
        if current is not None and state == "present":
            unknown = find_unknown_groups(client, resource, refers, known, current, desired)
        for name, keys in unknown.items():
            module.warn(warning_of(name, [str((current or {})[resource.key])], keys))
        step = plan.make_plan(resource, without_groups(current, unknown) if current else None, desired, state)
        holders.check_holders(client, step, refers)
        if check:
            check(module, client, step)
        for name in plan.not_compared(step):
            module.warn(plan.NOT_COMPARED.format(name))
        after = _predicted(step) if module.check_mode else apply.apply_step(client, step)
        if after and (module.check_mode or not step.changed):
            after = with_groups(after, unknown)
        for told in plan.ignored_changes(step, after):
            module.warn(told)
        module.exit_json(
            changed=step.changed,
            diff=diff.make_diff(step),
            **{resource.name: with_names(resource, after, known)},
        )


def _predicted(step: step.Step) -> dict | None:
    """What a task returns in check mode: a removed object as it was, like a real run."""
    if step.state == "absent":
        return step.after or step.current
    return step.after
