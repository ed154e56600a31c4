# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The harness itself: what a process of its own would give, and what it must notice."""

from __future__ import annotations

import importlib
import os
import sys
import threading

import pytest
import requests
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.client import Client
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.transport import Transport
from unit.http import in_process

KEY = "test-api-key-acme-5f1d8e37a6b0"
PATTERN = {"tags": ["host"], "time_window": 60}


@pytest.fixture
def warning(run, simulator):
    """What runs a module that warns."""
    run("correlation_pattern", **PATTERN, note="one")
    simulator.set_options({"pattern_note": "ignored"})
    return lambda: run("correlation_pattern", **PATTERN, note="two")


def test_warnings_of_one_call_are_not_those_of_the_next(run, warning):
    assert len(warning()["warnings"]) == 1
    assert len(warning()["warnings"]) == 1
    assert "warnings" not in run("role", name="Member", permissions=[])


def test_a_module_is_no_controller_even_where_a_test_has_loaded_one(warning):
    importlib.import_module("ansible.plugins.action")
    assert len(warning()["warnings"]) == 1


def test_options_are_those_of_the_argument_specification(run):
    assert "Unsupported parameters" in run("role", name="Operations", nonesuch=1)["msg"]
    assert "state" in run("role", name="Operations", state="gone")["msg"]


def test_environment_variables_are_read_and_last_no_longer_than_the_call(run, monkeypatch):
    monkeypatch.setenv("BIGPANDA_TIMEOUT", "soon")
    assert "BIGPANDA_TIMEOUT" in run("role_info")["msg"]
    monkeypatch.undo()
    before = dict(os.environ)
    assert run("role_info")["roles"]
    assert dict(os.environ) == before


def test_a_secret_that_is_printed_is_noticed(run, monkeypatch):
    monkeypatch.setattr(Client, "read_value", lambda _client, _value: print(KEY, file=sys.stderr))
    with pytest.raises(AssertionError, match="secret"):
        run("permission_info")


def test_half_a_character_breaks_the_output_as_it_breaks_that_of_a_process():
    with pytest.raises(UnicodeEncodeError), in_process.printing():
        print("\ud800")


def test_a_number_that_is_not_json_is_noticed():
    assert in_process.read('{"a": 1.5}') == {"a": 1.5}
    with pytest.raises(AssertionError, match="NaN"):
        in_process.read('{"a": NaN}')


def test_secrets_are_found_at_any_depth_but_not_in_what_is_sent_as_it_is():
    given = {
        "api_key": "long-enough-1",
        "scim_users": [{"password": "long-enough-2"}],
        "body": {"password": "long-enough-3"},
        "org_token": "short",
    }
    assert list(in_process.secrets_in(given)) == ["long-enough-1", "long-enough-2"]


def test_a_session_that_stays_open_is_noticed(run, monkeypatch):
    assert run("role_info")["roles"]
    monkeypatch.setattr(Transport, "close", lambda _self: None)
    with pytest.raises(AssertionError, match="left open"):
        run("role_info")


def test_a_thread_that_goes_on_is_noticed(run, monkeypatch):
    until = threading.Event()
    made = requests.Session.__init__

    def init(session):
        threading.Thread(target=until.wait).start()
        made(session)

    monkeypatch.setattr(requests.Session, "__init__", init)
    try:
        with pytest.raises(AssertionError, match="goes on"):
            run("role_info")
    finally:
        until.set()
