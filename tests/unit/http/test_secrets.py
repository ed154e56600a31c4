# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is secret among the options of connection is in no output of a module, however it was given."""

from __future__ import annotations

import json

import pytest
from ansible.module_utils.common.parameters import PASS_VARS
from unit.http.in_process import printed_by
from unit.http.raw_server import RawServer, response

TOKEN = "test-api-key-acme-5f1d8e37a6b0"
INVOCATION = {"_ansible_inject_invocation": True} if "inject_invocation" in PASS_VARS else {}


@pytest.fixture
def printed(monkeypatch):
    """All that a module prints, at its most talkative."""

    def run(module="role_info", environment=None, **options):
        for name, value in (environment or {}).items():
            monkeypatch.setenv(name, value)
        return printed_by(module, {"retry_timeout": 0, "_ansible_verbosity": 4, **INVOCATION, **options})

    return run


def telling(request):
    """Repeats in its refusal what it was sent, as gateways do."""
    return response({"errors": [f"no such token: {TOKEN} for {request[1]}", TOKEN]}, "400 Bad Request")


@pytest.mark.parametrize("given", [TOKEN, f" {TOKEN}", f"{TOKEN}\n", f"\t{TOKEN} \r\n"])
@pytest.mark.parametrize("by_environment", [False, True])
def test_a_token_is_masked_as_it_was_given_and_as_it_is_used(printed, given, by_environment):
    credential = {"environment": {"BIGPANDA_API_KEY": given}} if by_environment else {"api_key": given}
    with RawServer(telling) as server:
        said = printed(api_url=server.url(), **credential)
        assert len(server.requests) == 1
    assert "no such token" in said
    assert TOKEN not in said


@pytest.mark.parametrize("by_environment", [False, True])
def test_a_token_with_a_line_break_inside_is_refused_without_being_shown(printed, by_environment):
    given = f"{TOKEN}\n{TOKEN[::-1]}"
    credential = {"environment": {"BIGPANDA_API_KEY": given}} if by_environment else {"api_key": given}
    said = printed(**credential)
    assert "api_key contains a space, a line break" in json.loads(said)["msg"]
    assert TOKEN not in said and TOKEN[::-1] not in said


@pytest.mark.parametrize(
    "url",
    [
        "https://user:pass-5f1d8e@x.example",
        "https://user:pass-5f1d8e/@x.example",
        "https://x.example/?token=pass-5f1d8e",
        "https://x.example/#pass-5f1d8e",
        "https://[pass-5f1d8e",
    ],
)
@pytest.mark.parametrize("option", ["api_url", "integrations_url"])
@pytest.mark.parametrize("by_environment", [False, True])
@pytest.mark.parametrize("other", [{}, {"timeout": "soon"}, {"validate_certs": "perhaps"}])
def test_a_password_in_a_url_is_not_shown(printed, url, option, by_environment, other):
    given = {"environment": {f"BIGPANDA_{option.upper()}": url}} if by_environment else {option: url}
    said = printed(api_key=TOKEN, **given, **other)
    assert json.loads(said)["msg"].startswith(f"{option} ") or other
    assert "5f1d8e" not in said.replace(TOKEN, "")


@pytest.mark.parametrize("option", ["timeout", "retry_timeout", "rate_limit_share", "max_answer_mb"])
@pytest.mark.parametrize("value", ["soon", [1], {"a": 1}, "nan", "inf", "-1", -1, 1e309, "1e309"])
@pytest.mark.parametrize("module", ["role_info", "organization"])
def test_numbers_of_connection_are_refused_in_plain_words(printed, option, value, module):
    said = json.loads(printed(module, api_key=TOKEN, **{option: value}))
    assert said["failed"] and said["msg"].startswith(f"{option} is ")
    assert "class '" not in said["msg"] and "convert" not in said["msg"]
