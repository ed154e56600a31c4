# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs playbooks by the `ansible-playbook` of this Python, one after the other, in one process.

Loading Ansible takes a second of processor time, and a module as a process of its own takes another one. So Ansible is
loaded once, and modules of the collection are called in the process that Ansible forks for the task; everything else
is Ansible's. Reads the arguments of one run a line, as JSON, and answers each with a line on standard output.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pkgutil
import sys
import warnings

from ansible.cli.playbook import PlaybookCLI
from ansible.errors import AnsibleError
from ansible.plugins.action import ActionBase
from ansible.plugins.callback.default import CallbackModule
from ansible.plugins.loader import init_plugin_loader
from unit.http.in_process import MODULES, read, run_module

PREFIX = "community.bigpanda.bigpanda_"
delivered = ActionBase._execute_module
started, succeeded = CallbackModule.v2_playbook_on_start, CallbackModule.v2_runner_on_ok


def execute_module(action, module_name=None, module_args=None, tmp=None, task_vars=None, **others):
    """As a method of an action plugin: calls a module of the collection, and lets Ansible run any other one."""
    name = module_name or action._task.action
    if not name.startswith(PREFIX):
        return delivered(action, module_name, module_args, tmp, task_vars, **others)
    arguments = dict(action._task.args if module_args is None else module_args)
    action._update_module_args(name, arguments, task_vars)
    return read(run_module(name.removeprefix(PREFIX), json.loads(json.dumps(arguments, default=str)))[0])


def run(arguments):
    """The exit status, and of each playbook how many tasks changed something."""
    changed = []

    def on_start(callback, playbook):
        changed.append(0)
        started(callback, playbook)

    def on_ok(callback, result):
        changed[-1] += bool(result._result.get("changed", False))
        succeeded(callback, result)

    CallbackModule.v2_playbook_on_start, CallbackModule.v2_runner_on_ok = on_start, on_ok
    playbook = PlaybookCLI(["ansible-playbook", *arguments])
    playbook.parse()
    return {"status": playbook.run(), "changed": changed}


def answer_one(given):
    """In a process of its own, since Ansible keeps much for as long as its process lives."""
    answers = sys.stdout
    with open(given["output"], "w", encoding="utf-8") as output, contextlib.redirect_stdout(output):
        try:
            answer = run(given["arguments"])
        except AnsibleError as error:
            print(error)
            answer = {"status": 1, "changed": []}
    print(json.dumps(answer), file=answers, flush=True)


def load():
    """What every run needs, so that no process that is forked has to load it again."""
    init_plugin_loader()
    importlib.import_module("ansible_collections.ansible.builtin")
    warnings.filterwarnings("ignore", "AnsibleCollectionFinder has already been configured")
    for module in pkgutil.iter_modules(importlib.import_module(MODULES).__path__):
        importlib.import_module(f"{MODULES}.{module.name}")


def main():
    load()
    ActionBase._execute_module = execute_module
    for line in sys.stdin:
        process = os.fork()
        if not process:
            answer_one(json.loads(line))
            os._exit(0)
        os.waitpid(process, 0)


if __name__ == "__main__":
    main()
