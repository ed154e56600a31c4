# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import socket

import pytest
import requests
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.body import BodyNotDecoded, BodyTooLarge
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.failures import explain_failure
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.request import ApiRequest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.response import RetryableError
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.response_limits import (
    ResponseTooLarge,
    ResponseTooSlow,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.settings import make_settings
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError, ReadTimeoutError

URL = "https://api.example/things"
EXCEPTIONS = requests.exceptions


def settings(max_answer_mb=64.0):
    return make_settings(
        {
            **{"region": "us", "validate_certs": True, "timeout": 5, "retry_timeout": 5},
            **{"rate_limit_share": 1, "max_answer_mb": max_answer_mb, "api_key": "test-key"},
        }
    )


def explained(error, method="GET", url=URL, **options):
    request = ApiRequest(Operation("some", method, "/things", ("none", "view")), {}, {})
    return explain_failure(request, error, url, settings(**options))


def within(cause, wrapper=EXCEPTIONS.ConnectionError):
    """As requests and urllib3 wrap what went wrong below."""
    return wrapper(MaxRetryError(None, "/things", cause))


REFUSED = within(NewConnectionError(None, "refused"))
LOST = [
    (REFUSED, "the connection was refused"),
    (EXCEPTIONS.ConnectTimeout(), "no connection within timeout"),
    (EXCEPTIONS.ReadTimeout(), "nothing was received within timeout"),
    (ReadTimeoutError(None, "/", ""), "nothing was received within timeout"),
    (within(ProtocolError("aborted", ResponseTooSlow())), "it did not end within 10 times timeout"),
    (ProtocolError("aborted", BodyNotDecoded("cut off")), "its body cannot be decompressed, or was cut off"),
    (BodyNotDecoded("cut off"), "its body cannot be decompressed, or was cut off"),
    (within(ProtocolError("aborted", ConnectionResetError())), "the connection was lost"),
    (within(socket.gaierror(socket.EAI_AGAIN, "try again")), "the connection was lost"),
    (ValueError("odd"), "the connection was lost"),
]


@pytest.mark.parametrize(("error", "problem"), LOST)
def test_a_read_whose_connection_failed_is_retried(error, problem):
    retryable = explained(error)
    assert isinstance(retryable, RetryableError)
    failed = retryable.error
    assert isinstance(failed, errors.ConnectionFailed) and (failed.method, failed.path) == ("GET", "/things")
    assert failed.message == f"no response from api.example: {problem}."


@pytest.mark.parametrize("number", range(len(LOST)))
def test_a_write_is_only_retried_if_it_was_never_sent(number):
    explanation = explained(LOST[number][0], "POST")
    assert isinstance(explanation, RetryableError if number < 2 else errors.UncertainWrite)


@pytest.mark.parametrize("error", [BodyTooLarge("x"), ProtocolError("aborted", ResponseTooLarge())])
def test_a_response_that_is_too_large_is_not_requested_again(error):
    too_large = explained(error, max_answer_mb=1.5)
    assert isinstance(too_large, errors.UnreadableResponse) and too_large.method == "GET"
    assert "larger than 1.5 MB" in str(too_large) and "Raise max_answer_mb (up to 1024)" in str(too_large)
    assert "Request less data" in str(explained(error, max_answer_mb=1024))
    assert isinstance(explained(error, "POST"), errors.UncertainWrite)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (within(socket.gaierror(socket.EAI_NONAME, "unknown")), errors.HostNotFound, "eu: eu-api.bigpanda.io"),
        (within(OSError(), EXCEPTIONS.ProxyError), errors.ProxyFailed, "reach api.example. Check HTTPS_PROXY"),
        (within(OSError("wrong version"), EXCEPTIONS.SSLError), errors.TlsFailed, "(wrong version)"),
        (EXCEPTIONS.InvalidURL("http://user:secret@"), errors.ConnectionFailed, "api.example or of the proxy"),
        (EXCEPTIONS.InvalidSchema("http://user:secret@"), errors.ConnectionFailed, "api.example or of the proxy"),
    ],
)
def test_a_host_that_cannot_be_reached_this_way_is_an_error_at_once(monkeypatch, method, error, kind, text):
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    unusable = explained(error, method)
    assert unusable.__class__ is kind and text in str(unusable) and "secret" not in str(unusable)
    assert unusable.to_result()["method"] == method


def test_a_socks_proxy_without_its_library_is_named_by_its_variable(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "SOCKS5://user:secret@127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "SOCKS5://user:secret@127.0.0.1:9")
    unusable = explained(EXCEPTIONS.InvalidSchema("Missing dependencies for SOCKS support."))
    assert unusable.__class__ is errors.ProxyFailed and "secret" not in str(unusable)
    assert "https_proxy names a SOCKS proxy" in str(unusable) and "name api.example in NO_PROXY" in str(unusable)


def test_causes_that_lead_back_to_themselves_are_read_once():
    error = ProtocolError("aborted")
    error.__context__ = ValueError("one")
    error.__context__.__cause__ = error
    assert isinstance(explained(error), RetryableError)
