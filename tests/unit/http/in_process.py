# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs a whole module in the process of the test: a call takes some 30 ms, and 900 ms as a task of Ansible's.

What a module leaves behind in its process ends with it otherwise, so it is put back here.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import signal
from unittest import mock

from ansible.module_utils import basic
from ansible.module_utils.common import warnings

try:
    from ansible.module_utils import _internal
    from ansible.module_utils.testing import patch_module_args
except ImportError:
    # ansible-core 2.18, which has no profiles and does not tell controllers from hosts.
    _internal = None

    def patch_module_args(arguments):
        return mock.patch.object(basic, "_ANSIBLE_ARGS", json.dumps({"ANSIBLE_MODULE_ARGS": arguments}).encode())


MODULES = "ansible_collections.community.bigpanda.plugins.modules"


def run_module(module, arguments):
    """What it printed, standard error included. module: its name without `bigpanda_`. arguments: as Ansible gives them.

    Lets every exception of the module out: Ansible would show it as a traceback.
    """
    printed = io.StringIO()
    main = importlib.import_module(f"{MODULES}.bigpanda_{module}").main
    with (
        _as_on_a_host(),
        patch_module_args(arguments),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        code = _exit_code_of(main)
    assert code == (1 if json.loads(printed.getvalue()).get("failed") else 0)
    return printed.getvalue()


def _exit_code_of(main):
    try:
        main()
    except SystemExit as ended:
        return ended.code
    raise AssertionError("the module ended without a result")


@contextlib.contextmanager
def _as_on_a_host():
    """As in a process of its own on the host where modules run, though the controller's code is loaded beside it."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    mask, folder = os.umask(0o022), os.getcwd()
    os.umask(mask)
    with contextlib.ExitStack() as stack:
        if _internal is not None:
            stack.enter_context(mock.patch.object(_internal, "is_controller", False))
        for name in ("_global_warnings", "_global_deprecations"):
            stack.enter_context(mock.patch.object(warnings, name, type(getattr(warnings, name))()))
        stack.enter_context(mock.patch.dict(os.environ))
        try:
            yield
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
            os.umask(mask)
            os.chdir(folder)
