# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes that are carried out and answered with anything: a run goes to its end, and tells what it did."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.client import Client
from unit.http.conftest import FACTOR, KEY
from unit.http.in_process import printed_by
from unit.http.raw_server import RawServer, response

USERS = [f"u{number}@acme.example" for number in range(4)]
DECLARED = {
    "roles": [{"name": "Operations", "permissions": []}],
    "scim_users": [{"user_name": name, "roles": ["Operations"]} for name in USERS],
}
ODD = {
    "null": b"null",
    "nothing": b"",
    "empty": b"{}",
    "list": b"[]",
    "text": b'"done"',
    "id is null": b'{"id": null}',
    "id is a list": b'{"id": [1]}',
    "id of nobody": b'{"id": "nobody", "name": "x", "userName": "x"}',
    "permissions are a number": b'{"id": "x", "name": "Operations", "permissions": 5}',
    "users are an object": b'{"id": "x", "name": "Operations", "users": {"a": 1}}',
    "roles are a text": b'{"id": "x", "userName": "u0@acme.example", "roles": "x"}',
    "names are numbers": b'{"id": 5, "name": 5, "userName": 5, "displayName": 5}',
    "names are lists": b'{"id": "x", "name": [], "userName": {}}',
    "phone numbers are a number": b'{"id": "x", "userName": "u0@acme.example", "phoneNumbers": 3}',
    "data is null": b'{"status": 201, "data": null}',
    "deep": b"[" * 5000,
    "not a number": b'{"id": NaN}',
}


@pytest.fixture
def passed_on(simulator):
    """Passes a request on to the simulator: the status and body of its answer."""

    def pass_on(request):
        method, path, body = request
        headers = {"Authorization": f"Bearer {KEY}", "Accept": "application/json"}
        if body:
            headers["Content-Type"] = "application/json; charset=utf8"
        passed = urllib.request.Request(simulator.api_url() + path, body or None, headers, method=method)
        try:
            with urllib.request.urlopen(passed) as came:
                return came.status, came.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()

    return pass_on


@pytest.fixture
def bring(passed_on, tmp_path):
    """Runs bigpanda_organization against a server that answers writes as it is told: (result, report)."""

    def run(answer_write, **options):
        def answer(request):
            status, body = passed_on(request) if request[0] == "GET" else answer_write(request)
            return response(body, f"{status} Said")

        report = tmp_path / "report.json"
        with RawServer(answer) as server:
            connection = {"api_key": KEY, "api_url": server.url(), "rate_limit_share": FACTOR, "retry_timeout": 2}
            printed = printed_by("organization", {**connection, **DECLARED, "report": str(report), **options})
        assert "Traceback" not in printed
        return json.loads(printed), json.loads(report.read_text(encoding="utf-8"))

    return run


@pytest.mark.parametrize("odd", ODD)
def test_what_was_done_is_found_whatever_the_answer_said(bring, passed_on, simulator, odd):
    def answer_write(request):
        status, body = passed_on(request)
        return status, (ODD[odd] if status < 300 and status != 204 else body)

    result, report = bring(answer_write)
    assert "failed" not in result, result["msg"]
    assert {step["outcome"] for step in report["steps"]} == {"done"}
    acme = simulator.organization("acme")
    assert {user["userName"] for user in acme.users.values()} >= set(USERS)
    assert len(acme.find_role("Operations")["users"]) == len(USERS)


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b"{}"), (429, b"{}"), (200, b"<html>"), (200, b"{"), (302, b""), (503, b"x" * 100_000)],
)
def test_a_service_that_fails_for_ever_ends_the_run_after_a_few_objects(bring, status, body):
    asked = []

    def answer_write(request):
        asked.append(request)
        return status, body

    many = [{"user_name": f"v{number}@acme.example"} for number in range(200)]
    result, report = bring(answer_write, roles=[], scim_users=many, retry_timeout=0)
    assert result["failed"] and not result["changed"] and len(result["msg"]) < 10_000
    outcomes = [step["outcome"] for step in report["steps"]]
    assert outcomes.count("skipped") > 150 and len(asked) < 50


def test_an_unexpected_error_in_one_object_is_only_the_failure_of_that_object(bring, passed_on, monkeypatch):
    write = Client.write

    def stumble(client, operation, values=None, body=None, **named):
        if isinstance(body, dict) and body.get("userName") == USERS[1]:
            raise ZeroDivisionError(f"about {KEY}")
        return write(client, operation, values, body, **named)

    monkeypatch.setattr(Client, "write", stumble)
    result, report = bring(passed_on, roles=[], scim_users=[{"user_name": name} for name in USERS])
    outcomes = {step["key"]: step["outcome"] for step in report["steps"]}
    assert outcomes == {**dict.fromkeys(USERS, "done"), USERS[1]: "failed"}
    assert result["failed"] and result["changed"]
    assert "ZeroDivisionError at " in result["msg"] and "about" not in result["msg"].partition("ZeroDivision")[2][:40]
