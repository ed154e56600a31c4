# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests
from simulator import limits, rules
from simulator.conditions import ConditionError, bpql_compare, holds, scim_compare
from simulator.contract import load_operations
from simulator.embedded import Simulator
from simulator.readings import READINGS, Readings

TOKEN = "test-api-key-acme-5f1d8e37a6b0"
HEADERS = {
    "Authorization": f"Bearer {TOKEN}",
    "Accept": "application/json",
    "Content-Type": "application/json; charset=utf8",
}


@pytest.fixture(scope="module")
def simulator():
    with Simulator(rate_limit_factor=1) as running:
        yield running


def call(simulator, method, path, body=None, region="us", **headers):
    return requests.request(
        method, f"{simulator.api_url(region)}{path}", json=body, headers={**HEADERS, **headers}, timeout=60
    )


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "problem"),
    [
        ("GET", "/resources/v2.1/roles?pages=1", None, {}, "pages is not documented"),
        ("GET", "/resources/v2.1/roles?page=0", None, {}, "less than the minimum"),
        ("GET", "/resources/v2.1/users?page=1&page=2", None, {}, "page is given more than once"),
        ("GET", "/resources/v2.1/users?ids=60c5238222fa63633d93d52f,60c5238222fa63633d93d530", None, {}, "ids"),
        ("GET", "/resources/v2.1/roles", None, {"Accept": "*/*"}, "Accept"),
        ("POST", "/resources/v2.1/roles", {"name": "x"}, {}, "'permissions' is a required property"),
        ("POST", "/resources/v2.1/roles", {"name": "x"}, {"Content-Type": "application/json"}, "charset=utf8"),
        ("DELETE", "/resources/v2.1/rolez/1", None, {}, "not in the contract"),
    ],
)
def test_what_breaks_the_contract_is_refused_and_recorded(simulator, method, path, body, headers, problem):
    simulator.clear_violations()
    assert call(simulator, method, path, body, **headers).status_code in (400, 404)
    assert problem in str(simulator.violations())


def test_lists_in_a_query_are_repeated_keys_or_one_value_as_the_contract_says():
    operations = {operation.id: operation for operation in load_operations()}
    users, activities = operations["list_users"], operations["list_incident_activities"]
    order = operations["update_alert_tag_order_v20"]
    for open_lists in ("repeated", "commas"):
        assert activities.query_values("types", ["a,b"], open_lists) == [["a", "b"]]
        assert order.query_values("alert_tags_order", ["a", "b"], open_lists) == [["a", "b"]]
    assert users.query_values("ids", ["a", "b"], "repeated") == [["a", "b"]]
    assert users.query_values("ids", ["a,b"], "commas") == [["a", "b"]]


def test_published_limits_are_kept_and_groups_count_together(monkeypatch):
    now_s = [1000.0]
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: now_s[0]))
    with Simulator() as limited:
        statuses = [call(limited, "GET", "/resources/v2.1/permissions").status_code for _time in range(3)]
        statuses += [call(limited, "GET", "/resources/v2.1/roles").status_code for _time in range(3)]
        assert statuses == [200] * 5 + [429]
        scim = [call(limited, "GET", "/resources/v2.0/scim/Users").status_code for _time in range(3)]
        assert scim == [200, 200, 429]
        now_s[0] += 1
        assert call(limited, "GET", "/resources/v2.0/scim/Users").status_code == 200
        assert call(limited, "GET", "/resources/v2.0/scim/schemas").status_code == 200


def test_calls_that_are_not_simulated_answer_501(simulator):
    assert call(simulator, "GET", "/resources/v2.1/sso-config").status_code == 501


def test_the_key_of_an_inactive_owner_is_refused():
    with Simulator() as running:
        acme = running.organization("acme")
        acme.find_user("admin@acme.example")["active"] = False
        answer = call(running, "GET", "/resources/v2.0/scim/Users")
        assert (answer.status_code, answer.content) == (401, b"")


def test_an_organization_lives_in_one_region(simulator):
    assert call(simulator, "GET", "/resources/v2.1/roles", region="eu").status_code == 404


def test_the_log_holds_neither_tokens_nor_bodies(simulator):
    call(simulator, "POST", "/resources/v2.0/scim/Users", {"userName": "a@b.c", "password": "test-password-secret"})
    text = json.dumps(simulator.requests())
    assert "create_scim_user" in text
    assert TOKEN not in text
    assert "test-password-secret" not in text


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('userName eq "ADA@x.y"', True),
        ('userName co "da" and active eq true', True),
        ("not (active eq true) or displayName pr", False),
        ('userName sw "b" or userName sw "a"', True),
    ],
)
def test_scim_filters(condition, expected):
    assert holds(condition, scim_compare({"userName": "ada@x.y", "active": True})) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("host = db-*", True),
        ("host != db-1", False),
        ("host IN [web, db-1] AND status = critical", True),
        ("host NOT IN [web, db-1]", False),
        ('(host = "DB-1" OR host = x) AND status != ok', True),
    ],
)
def test_bpql(condition, expected):
    assert holds(condition, bpql_compare({"host": ["db-1"], "status": ["critical"]})) is expected


@pytest.mark.parametrize("condition", ["host", "host =", "(host = a", "host = a b"])
def test_conditions_that_cannot_be_read_are_errors(condition):
    with pytest.raises(ConditionError):
        holds(condition, bpql_compare({}))


def test_unknown_readings_are_refused():
    with pytest.raises(ValueError, match="unknown option"):
        Readings({"nonsense": 1})
    for name, reading in READINGS.items():
        for choice in reading.choices:
            assert Readings({name: str(choice)})[name] == choice


PROGRAM = [sys.executable, str(Path(__file__).resolve().parents[2] / "simulator")]


def test_the_command_says_where_it_listens_and_ends_when_told_to():
    command = [*PROGRAM, "--stop-after", "600"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        told = json.loads("".join(iter(process.stdout.readline, "}\n")) + "}")
        assert told["pid"] == process.pid
        assert requests.get(f"{told['control_url']}/organizations", timeout=60).json()["organizations"]
        process.terminate()
        assert process.wait(60) == 0


def test_the_command_writes_its_ready_file_and_ends_by_itself(tmp_path):
    ready = tmp_path / "ready.json"
    finished = subprocess.run([*PROGRAM, "--ready-file", str(ready), "--stop-after", "0.1"], timeout=60, check=False)
    assert finished.returncode == 0
    assert set(json.loads(ready.read_text(encoding="utf-8"))) == {"pid", "us", "eu", "control_url"}


def test_every_reading_is_asked_for_somewhere():
    source = "".join(path.read_text(encoding="utf-8") for path in Path(rules.__file__).parents[1].rglob("*.py"))
    for name in READINGS:
        assert f'readings["{name}"]' in source
