# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs a module: makes its plan, and carries it out unless the task runs in check mode."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Callable, TypeVar

from ansible.module_utils.basic import AnsibleModule

from .._core.plan import Plan, Result

Connection = TypeVar("Connection")
Guard = Callable[[bool], AbstractContextManager]


def run(
    module: AnsibleModule,
    connect: AbstractContextManager[Connection],
    make_plan: Callable[[Connection], Plan[Connection]],
    guard: Guard = lambda _is_check_mode: nullcontext(),
) -> None:
    """End the task with what the plan predicts, or with what it did.

    guard: handles errors; it gets to know whether the task runs in check mode.
    """
    is_check_mode: bool = module.check_mode
    with connect as connection, guard(is_check_mode):
        plan = make_plan(connection)
        for warning in plan.warnings:
            module.warn(warning)
        result = plan.predicted() if is_check_mode else plan.carry_out(connection)
    exit_with(module, result)


def exit_with(module: AnsibleModule, result: Result) -> None:
    """End the task with this result."""
    for warning in result.warnings:
        module.warn(warning)
    diff = {} if result.diff is None else {"diff": result.diff}
    values = {"changed": result.changed, **diff, **result.values}
    if result.failure is not None:
        module.fail_json(**result.failure, **values)
    module.exit_json(**values)
