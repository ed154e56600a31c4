# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every module that reads, and answers that are JSON and not what the API promises: a clear error or a right result."""

from __future__ import annotations

import json
import re
import time
import urllib.error
import urllib.request

import pytest
from simulator.embedded import Simulator
from unit.http.conftest import FACTOR, KEY
from unit.http.in_process import printed_by
from unit.http.raw_server import RawServer, response

# What an exception is reported as that no one expected, see `unexpected.py`.
UNEXPECTED_ERROR = re.compile(r"unexpected \w+ at ")
ORG_TOKEN = "test-org-token-acme-1b7e5a90c4d2"
DECLARED = {
    "environments": [{"name": "Production", "filter": "host = db1"}],
    "roles": [{"name": "Operations", "permissions": [{"resource_type": "environments", "actions": ["read"]}]}],
    "scim_users": [{"user_name": "ada@acme.example", "roles": ["Operations"], "phone_number": {"value": "1"}}],
    "alert_filters": [{"name": "Noise", "bpql": {"=": ["host", "db1"]}}],
}
# By module, the options with which it reads; all in check mode.
READERS = {
    "alert_filter_info": {},
    "alert_filter_schedule_info": {},
    "alert_tag_info": {},
    "alert_tag_order_info": {},
    "audit_log_info": {},
    "correlation_pattern_info": {},
    "correlation_pattern_order_info": {},
    "enrichment_map_info": {},
    "environment_info": {},
    "environment_group_info": {},
    "incident_tag_info": {},
    "maintenance_plan_info": {},
    "organization_info": {},
    "permission_info": {},
    "role_info": {},
    "scim_service_info": {},
    "scim_user_info": {},
    "topology_info": {},
    "incident_info": {"environment": "Production"},
    "ping": {},
    "api": {"path": "/resources/v2.1/roles", "all_pages": True},
    "organization": {**DECLARED, "purge": ["roles"], "max_removals": "100%"},
    "role": {"name": "Operations", "users": ["ada@acme.example"], "permissions": []},
    "scim_user": {"user_name": "ada@acme.example", "roles": ["Operations"], "phone_number": {"value": "2"}},
    "environment": {"name": "Production", "filter": "host = db1"},
    "alert_filter": {"name": "Noise", "state": "absent"},
}
BODIES = {
    "null": None,
    "data null": {"data": None},
    "items null": {"items": None},
    "empty": {},
    "text": "",
    "number": 7,
    "true": True,
    "list of null": [None],
    "list of texts": ["x"],
    "list of lists": [[]],
    "list of empty": [{}],
    "object for a list": {"items": {"id": "1"}},
    "an error": {"status": 404, "errors": ["no"]},
}
# What each value of each object is replaced by, one after the other.
VALUES = [None, 5, "x", True, {"a": 1}, [3], [None], [{"b": [1]}], -1.5, [[[]]]]


@pytest.fixture(scope="module")
def good():
    """A simulator with an object of many kinds, which answers what the tests then change."""
    with Simulator(rate_limit_factor=FACTOR) as simulator:
        connection = {"api_key": KEY, "api_url": simulator.api_url(), "rate_limit_share": FACTOR}
        assert "failed" not in json.loads(printed_by("organization", {**connection, **DECLARED}))
        yield simulator


@pytest.fixture(scope="module")
def answers(good):
    """The good answer to a path, asked for once: (status, body)."""
    known = {}

    def answer(path):
        if path not in known:
            headers = {"Authorization": f"Bearer {KEY}", "Accept": "application/json"}
            request = urllib.request.Request(good.api_url() + path, headers=headers)
            try:
                with urllib.request.urlopen(request) as came:
                    known[path] = came.status, json.loads(came.read() or b"null")
            except urllib.error.HTTPError as refused:
                known[path] = refused.code, {"errors": ["No."]}
        return known[path]

    return answer


def ask(module, server, /, **options):
    """Runs a module in check mode within this process against a server; its result, which is never a traceback."""
    connection = {"api_key": KEY, "api_url": server.url(), "rate_limit_share": 1000, "retry_timeout": 0, "timeout": 2}
    began = time.monotonic()
    printed = printed_by(module, {**connection, **options, "_ansible_check_mode": True})
    assert time.monotonic() - began < 60
    assert "Traceback" not in printed and KEY not in printed
    result = json.loads(printed, parse_constant=pytest.fail)
    # The doctor always says what it found.
    assert not result.get("failed") or "msg" in result
    assert len(result.get("msg", "")) < 3000
    return result


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("module", READERS)
def test_an_answer_of_another_shape_is_an_error_that_says_so(module, body):
    with RawServer(response(BODIES[body])) as server:
        result = ask(module, server, **READERS[module])
    if result.get("failed"):
        assert not UNEXPECTED_ERROR.search(result["msg"])
    assert not result.get("changed")


def places(value, path=()):
    """Every place in a value: its own, and those of what it holds; of a list the first element stands for all."""
    yield path
    inner = value.items() if isinstance(value, dict) else list(enumerate(value))[:1] if isinstance(value, list) else ()
    for name, held in inner:
        yield from places(held, (*path, name))


def replaced(value, path, by):
    if not path:
        return by
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = replaced(value[path[0]], path[1:], by)
    return copied


def without(value, path):
    """The value without what is at the place."""
    copied = dict(value) if isinstance(value, dict) else list(value)
    if len(path) > 1:
        copied[path[0]] = without(value[path[0]], path[1:])
    else:
        del copied[path[0]]
    return copied


# By module, the beginning of the path whose answer is changed.
CHANGED = {
    "role": "/resources/v2.1/roles",
    "scim_user": "/resources/v2.0/scim/Users",
    "organization": "/resources/v2.1/roles",
    "organization_info": "/resources/v2.0/scim/Users",
    "audit_log_info": "/resources/v2.0/audit/logs",
    "permission_info": "/resources/v2.1/permissions",
}
# Of all changes every so many are tried, so that the tests stay quick; another beginning finds others.
EVERY = 11


@pytest.mark.parametrize("module", CHANGED)
def test_no_value_at_any_place_of_an_answer_is_stumbled_upon(answers, module):
    """Each value of the first object of a list is replaced by values of all other types, or left out."""
    asked, change = [], {}

    def answer(request):
        status, body = answers(request[1])
        if request[1].startswith(CHANGED[module]):
            asked.append(request[1])
            body = change.get(request[1], body)
        return response(body, f"{status} Said")

    with RawServer(answer) as server:
        ask(module, server, **READERS[module])
        first = asked[0]
        body = answers(first)[1]
        inner = list(places(body))[1:]
        assert len(inner) > 2, body
        changes = [replaced(body, path, value) for path in inner for value in VALUES]
        changes += [without(body, path) for path in inner]
        for each in changes[::EVERY]:
            change[first] = each
            result = ask(module, server, **READERS[module])
            assert not UNEXPECTED_ERROR.search(result.get("msg", "")), (result["msg"], each)
