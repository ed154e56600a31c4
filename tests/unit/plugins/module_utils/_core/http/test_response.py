# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
from email.utils import formatdate

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.http import response
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.raw_response import RawResponse
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.request import ApiRequest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.response import (
    ApiResponse,
    RetryableError,
    read_response,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import (
    API_KEY,
    JSON_OR_TEXT,
    NOT_STATED,
    ORG_TOKEN,
    STATUS_ONLY,
    Operation,
)

URL = "https://api.example/things"
NOW_S = 1_790_000_000


def request(method="GET", **operation):
    facts = {"method": method, "path": "/things", "permission": ("Things", "full_access"), **operation}
    return ApiRequest(Operation("some", **facts), {"id": "7"}, {})


def received(status=200, body=b"", is_whole=True, next_url=None, **headers):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return RawResponse(status, names, body, is_whole, URL, next_url)


def error_of(raw, asked=None):
    """The exception that a response stands for."""
    with pytest.raises((errors.BigPandaError, RetryableError)) as raised:
        read_response(asked or request(), raw)
    return raised.value


def test_json_is_parsed_with_its_location_and_next_page():
    raw = received(200, [1], next_url="/things?page=2", Location="/jobs/7")
    assert read_response(request(), raw) == ApiResponse(200, [1], "/jobs/7", "/things?page=2")


@pytest.mark.parametrize(
    ("method", "operation", "raw"),
    [
        ("GET", {}, received(204, b"anything")),
        ("POST", {}, received(201)),
        ("HEAD", {}, received(200)),
        ("POST", {"response": STATUS_ONLY}, received(201, b"Event accepted.")),
        ("GET", {"response": STATUS_ONLY}, received(200, b"not json")),
    ],
)
def test_a_body_without_meaning_is_not_parsed(method, operation, raw):
    assert read_response(request(method, **operation), raw) == ApiResponse(raw.status, None)


@pytest.mark.parametrize(
    ("raw", "text", "body"),
    [
        (received(200, b"hello", Content_Type="text/plain"), "hello", None),
        (received(200, b"[1]", Content_Type="text/plain"), "[1]", [1]),
        (received(200, b"\xff", Content_Type="text/csv"), "\ufffd", None),
        (received(200, b"[1]", Content_Type="application/json"), None, [1]),
        (received(200, b"[1]"), None, [1]),
    ],
)
def test_text_is_returned_if_the_operation_accepts_any(raw, text, body):
    read = read_response(request(response=JSON_OR_TEXT), raw)
    assert (read.text, read.body) == (text, body)


@pytest.mark.parametrize(
    "raw",
    [
        received(200, b"half", is_whole=False, Content_Type="text/plain"),
        received(200, b"", Content_Type="text/plain"),
        received(200, b"cut off", Content_Type="application/json"),
    ],
)
def test_text_that_was_cut_off_is_requested_again(raw):
    assert isinstance(error_of(raw, request(response=JSON_OR_TEXT)), RetryableError)


@pytest.mark.parametrize("body", [b"[1", b"", b"hello"])
@pytest.mark.parametrize(("method", "kind"), [("GET", RetryableError), ("POST", errors.UncertainWrite)])
def test_a_body_that_is_not_json_makes_a_write_uncertain(method, kind, body):
    error = error_of(received(200, body or b" ", Content_Length="9"), request(method))
    assert isinstance(error, kind)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_body_that_is_nested_too_deeply_is_not_requested_again(method):
    error = error_of(received(body=b"[" * 200 + b"]" * 200), request(method))
    assert isinstance(error, errors.UncertainWrite if method == "POST" else errors.UnreadableResponse)
    assert "nested more than 150 levels deep" in str(error) and "cut off" not in str(error)


@pytest.mark.parametrize(("method", "may_be_done"), [("GET", False), ("POST", True)])
def test_html_is_an_error_at_once_and_says_whether_a_write_may_be_done(method, may_be_done):
    error = error_of(received(200, b" <html>"), request(method))
    assert isinstance(error, errors.UnreadableResponse) and "HTTP 200 with a body that is HTML" in str(error)
    assert ("may have been carried out" in str(error)) is may_be_done
    error = error_of(received(201, b"<html>"), request("POST", response=STATUS_ONLY))
    assert isinstance(error, errors.UnreadableResponse)


@pytest.mark.parametrize(
    ("body", "is_error"),
    [
        ({"status": 500, "errors": ["It failed."]}, True),
        ({"status": 400, "errors": ["It failed."]}, True),
        ({"status": 399, "errors": ["It failed."]}, False),
        ({"status": "500", "errors": ["It failed."]}, False),
        ({"status": 500, "errors": []}, False),
        ({"status": 500, "errors": ["It failed."], "data": {}}, False),
    ],
)
def test_an_error_in_the_envelope_of_a_success_is_an_error(body, is_error):
    if is_error:
        assert f"HTTP 200 with status {body['status']} in its body: It failed. Run" in str(
            error_of(received(200, body))
        )
    else:
        assert read_response(request(), received(200, body)).body == body


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("https://elsewhere.example/x?token=1", "elsewhere.example. Redirects"),
        ("http://api.example/things", "api.example. Redirects"),
        ("/login?from=things", "/login of the same host. Redirects"),
        ("https://api.example", "/ of the same host. Redirects"),
        ("http://[bad", "an invalid URL. Redirects"),
    ],
)
@pytest.mark.parametrize("status", [300, 302, 399])
def test_a_redirect_names_its_target(status, location, target):
    error = error_of(received(status, b"", Location=location))
    assert isinstance(error, errors.RedirectRefused) and f"redirects to {target}" in str(error)


@pytest.mark.parametrize(("method", "may_be_done"), [("GET", False), ("POST", True)])
def test_a_redirect_to_nowhere_is_an_answer_that_the_api_does_not_give(method, may_be_done):
    error = error_of(received(304), request(method))
    assert isinstance(error, errors.UnreadableResponse)
    assert str(error).startswith(f"{method} /things returned HTTP 304, which the API does not use. Something else")
    assert ("may have been carried out" in str(error)) is may_be_done


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequest),
        (401, errors.Unauthorized),
        (402, errors.ApiError),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (409, errors.Conflict),
        (410, errors.Gone),
        (501, errors.NotSupported),
        (505, errors.ServerError),
    ],
)
def test_each_status_has_its_error(status, kind):
    error = error_of(received(status, {"errors": ["First.", "Second."]}))
    assert error.__class__ is kind and (error.status, error.errors) == (status, ["First.", "Second."])
    assert f"GET /things returned HTTP {status}: First.; Second. " in str(error)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_reads_are_retried(status):
    error = error_of(received(status, Retry_After="7"))
    assert isinstance(error, RetryableError) and error.retry_after_s == 7 and error.error.status == status


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (429, RetryableError),
        (500, errors.UncertainWrite),
        (503, errors.UncertainWrite),
        (505, errors.UncertainWrite),
        (501, errors.NotSupported),
        (499, errors.ApiError),
        (409, errors.Conflict),
    ],
)
def test_a_write_is_only_retried_if_it_surely_had_no_effect(status, kind):
    assert error_of(received(status), request("PUT")).__class__ is kind


@pytest.mark.parametrize("status", [100, 199])
def test_a_status_below_200_is_not_a_response(status):
    assert f"HTTP {status}, and nothing after it." in str(error_of(received(status)))


@pytest.mark.parametrize(
    ("asked", "retry_after_s"),
    [
        ("0", 0),
        (" 7 ", 7),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("\xb2", None),
        ("soon", None),
        (formatdate(NOW_S + 9, usegmt=True), 9),
        (formatdate(NOW_S - 9, usegmt=True), 0),
    ],
)
def test_retry_after_is_a_number_or_a_date(monkeypatch, asked, retry_after_s):
    monkeypatch.setattr(response.time, "time", lambda: NOW_S)
    assert error_of(received(503, Retry_After=asked)).retry_after_s == retry_after_s


@pytest.mark.parametrize(
    ("status", "is_html", "is_foreign"),
    [(404, True, True), (404, False, False), (401, True, False), (502, True, False), (418, False, True)],
)
def test_html_is_not_the_services_own_unless_its_gateway_may_send_it(status, is_html, is_foreign):
    error = error_of(received(status, b"<html>" if is_html else b""))
    error = getattr(error, "error", error)
    assert error.is_page is is_html
    assert ("Something else answers" in error.advice) is is_foreign


def test_a_long_reason_is_cut_in_the_message():
    error = error_of(received(400, {"errors": [f"{number}{'x' * 290}" for number in range(9)]}))
    assert 600 < len(error.message) < 700 and len(error.errors) == 9


@pytest.mark.parametrize(
    ("status", "operation", "advice"),
    [
        (401, {"credentials": (ORG_TOKEN,)}, "The token is wrong or expired: check org_token."),
        (401, {}, "or its owner is inactive: check api_key."),
        (403, {}, '"Things" (full access)'),
        (403, {"credentials": (ORG_TOKEN,), "permission": ("none", "view")}, "check that org_token belongs to this"),
        (403, {"credentials": (ORG_TOKEN,), "permission": (NOT_STATED, "")}, "check that org_token belongs to this"),
        (403, {"credentials": (API_KEY, ORG_TOKEN), "permission": ("none", "full_access")}, "api_key or org_token bel"),
        (403, {"permission": (NOT_STATED, "")}, "which BigPanda's documentation names"),
        (404, {}, "Check region and api_url"),
        (404, {"path": "/things/{id}"}, "Check the id"),
        (404, {"permission": (NOT_STATED, "")}, "Check path and the IDs in it"),
        (405, {}, "does not accept this method here: check api_url"),
        (405, {"permission": (NOT_STATED, "")}, "does not accept this method for this path"),
        (407, {}, "check HTTPS_PROXY"),
        (413, {}, "Something else answers"),
        (413, {"method": "POST"}, "send less, such as a table with fewer rows"),
        (422, {}, "Check the options"),
        (429, {}, "rate_limit_share"),
        (507, {}, "run the task again later"),
    ],
)
def test_the_advice_fits_the_status_and_the_operation(status, operation, advice):
    error = error_of(received(status), request(**operation))
    assert advice in getattr(error, "error", error).advice
