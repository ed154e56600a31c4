# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every module that reads, and answers that are JSON and not what the API promises: a clear error or a right result."""

from __future__ import annotations

import importlib
import json
import time
import urllib.request

import pytest
from ansible.module_utils.common import warnings
from ansible.module_utils.testing import patch_module_args
from simulator.embedded import Simulator
from unit.http.conftest import FACTOR, KEY
from unit.http.raw_server import RawServer, response

MODULES = "ansible_collections.community.bigpanda.plugins.modules"
ORG_TOKEN = "test-org-token-acme-1b7e5a90c4d2"
FILTER = {"=": ["host", "db1"]}
DECLARED = {
    "environments": [{"name": "Production", "filter": FILTER}],
    "roles": [{"name": "Operations", "permissions": [{"resource_type": "environments", "actions": ["read"]}]}],
    "scim_users": [{"user_name": "ada@acme.example", "roles": ["Operations"], "phone_number": {"value": "1"}}],
    "alert_filters": [{"name": "Noise", "filter": FILTER}],
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
    "environment": {"name": "Production", "filter": FILTER},
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
        yield simulator


@pytest.fixture(scope="module")
def answers(good):
    """The good answer to a path, asked for once."""
    known = {}

    def answer(path):
        if path not in known:
            request = urllib.request.Request(good.api_url() + path, headers={"Authorization": f"Bearer {KEY}"})
            with urllib.request.urlopen(request) as came:
                known[path] = json.loads(came.read() or b"null")
        return known[path]

    return answer


@pytest.fixture
def ask(capsys, monkeypatch):
    """Runs a module in check mode within this process against a server; its result, which is never a traceback."""
    monkeypatch.setattr(warnings, "_global_warnings", warnings._global_warnings.copy())

    def run(module, server, /, **options):
        warnings._global_warnings.clear()
        capsys.readouterr()
        connection = {"api_key": KEY, "api_url": server.url(), "rate_limit_share": 1000, "retry_timeout": 0}
        began = time.monotonic()
        with patch_module_args({**connection, "timeout": 2, **options, "_ansible_check_mode": True}):
            main = importlib.import_module(f"{MODULES}.bigpanda_{module}").main
            with pytest.raises(SystemExit):
                main()
        assert time.monotonic() - began < 10
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        assert KEY not in printed.out
        result = json.loads(printed.out, parse_constant=lambda name: pytest.fail(name))
        assert bool(result.get("failed")) == ("msg" in result)
        assert len(result.get("msg", "")) < 3000
        return result

    return run


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("module", READERS)
def test_an_answer_of_another_shape_is_an_error_that_says_so(ask, module, body):
    with RawServer(response(BODIES[body])) as server:
        result = ask(module, server, **READERS[module])
    if result.get("failed"):
        assert "nobody expected" not in result["msg"]
    assert not result.get("changed")
