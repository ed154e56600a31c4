# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs a whole module in the process of the test: a call takes some 30 ms, and 900 ms as a task of Ansible's.

What a module leaves behind in its process ends with it otherwise, so it is put back here; a connection or a thread that
is left fails the test, as does a secret that is printed, or output that is not strictly JSON and UTF-8.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import signal
import threading
from unittest import mock

import requests
from ansible.module_utils import basic
from ansible.module_utils.common import warnings
from ansible.module_utils.common.parameters import PASS_VARS

try:
    from ansible.module_utils import _internal
    from ansible.module_utils.testing import patch_module_args
except ImportError:
    # Until ansible-core 2.18, which has no profiles and does not tell controllers from hosts.
    _internal = None

    def patch_module_args(arguments):
        return mock.patch.object(basic, "_ANSIBLE_ARGS", json.dumps({"ANSIBLE_MODULE_ARGS": arguments}).encode())


MODULES = "ansible_collections.community.bigpanda.plugins.modules"
# Newer cores return the invocation only if asked, as they are at -vvv; older ones always do, and take no such question.
VERBOSE = {"_ansible_inject_invocation": True} if "inject_invocation" in PASS_VARS else {}
SECRET_OPTIONS = {"api_key", "org_token", "app_key", "password"}
# What a request contains is the user's, and returned as it is.
NOT_MASKED = {"body"}
# A shorter one would be found in ordinary words.
SHORTEST_SECRET = 8
# Threads of the simulator, by their name.
SERVING = "process_request_thread"


def call_module(module, options, check_mode=False):
    """Its result, and everything that it printed under `printed`. options: without those that Ansible adds."""
    arguments = {**options, "_ansible_check_mode": check_mode, "_ansible_diff": True, **VERBOSE}
    output, errors = run_module(module, arguments)
    for secret in secrets_in(options):
        assert secret not in output + errors, "A secret was printed."
    return {**read(output), "printed": output + errors}


def printed_by(module, arguments, decode=json.loads):
    """Everything that it printed. decode: reads its output, more loosely than `read` where its options are odd."""
    return "".join(run_module(module, arguments, decode))


def run_module(module, arguments, decode=None):
    """Standard output and standard error. module: its name without `bigpanda_`. arguments: as Ansible gives them.

    Lets every exception of the module out: Ansible would show it as a traceback.
    """
    main = importlib.import_module(f"{MODULES}.bigpanda_{module}").main
    with _as_on_a_host(), everything_closed(), patch_module_args(arguments), printing() as printed:
        code = _exit_code_of(main)
    assert code == (1 if (decode or read)(printed[0]).get("failed") else 0)
    return printed


def read(output):
    """As strictly as everything that reads the output: NaN and Infinity are not JSON."""

    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON.")

    return json.loads(output, parse_constant=refuse)


def secrets_in(given, name=""):
    """The values of secret options, nested ones too."""
    if isinstance(given, dict):
        for key, value in given.items():
            if key not in NOT_MASKED:
                yield from secrets_in(value, key)
    elif isinstance(given, list):
        for value in given:
            yield from secrets_in(value, name)
    elif name in SECRET_OPTIONS and isinstance(given, str) and len(given) >= SHORTEST_SECRET:
        yield given


@contextlib.contextmanager
def printing():
    """Standard output and standard error, filled at the end; strictly UTF-8: half a character breaks a terminal too."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _each in range(2)]
    printed = []
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        yield printed
    printed.extend(stream.buffer.getvalue().decode() for stream in streams)


@contextlib.contextmanager
def everything_closed():
    """Fails if a session keeps connections, or if a thread goes on."""
    sessions = []
    made = requests.Session.__init__

    def noting(session):
        sessions.append(session)
        made(session)

    before = set(threading.enumerate())
    with mock.patch.object(requests.Session, "__init__", noting):
        yield
    adapters = [adapter for session in sessions for adapter in session.adapters.values()]
    assert not [adapter for adapter in adapters if len(adapter.poolmanager.pools)], "A connection was left open."
    going_on = {thread for thread in threading.enumerate() if SERVING not in thread.name} - before
    assert not going_on, "A thread goes on."


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
