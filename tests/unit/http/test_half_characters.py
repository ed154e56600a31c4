# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Half a character: refused in whatever a module is given, harmless in whatever the service answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.report import file
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.run import Run
from documentation import operations
from unit.http.recorder import Recorder

NAMES = sorted({path.stem for path in operations.MODULES.glob("bigpanda_*.py")} - operations.OFFLINE)
HALF = "caf\udce9"
# All in one process, since starting it takes longest; in one of its own, as on a host that is managed: once Ansible's
# controller is loaded, as by other tests, its reader of options refuses them too.
DRIVER = """
import contextlib, importlib, io, json, sys
from ansible.module_utils import basic
said = []
for name, options in json.load(sys.stdin):
    basic._ANSIBLE_ARGS = json.dumps({"ANSIBLE_MODULE_ARGS": options}).encode()
    basic._ANSIBLE_PROFILE = "legacy"
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()) as printed:
        importlib.import_module(f"ansible_collections.community.bigpanda.plugins.modules.bigpanda_{name}").main()
    said.append(printed.getvalue())
print(json.dumps(said))
"""


def failures(calls, **environment):
    """What modules say that fail, one for each call: (name, options)."""
    finished = subprocess.run(
        [sys.executable, "-c", DRIVER],
        input=json.dumps(calls),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        check=True,
    )
    results = [json.loads(printed) for printed in json.loads(finished.stdout)]
    json.dumps(results, ensure_ascii=False).encode("utf-8")
    assert all(result["failed"] for result in results)
    return [result["msg"] for result in results]


def test_every_module_refuses_it_before_ansible_sees_it():
    """AnsibleModule itself breaks on a text option that holds one: it writes the option to the log."""
    said = failures([(name[len("bigpanda_") :], {"api_url": HALF}) for name in NAMES])
    refused = r"api_url contains '\udce9', which is not a whole character. It often comes from a file"
    assert [name for name, message in zip(NAMES, said, strict=True) if not message.startswith(refused)] == []


PLACES = [
    ("role", {"name": HALF}, "name"),
    ("role", {"name": "x", "permissions": [{"actions": ["read", HALF]}]}, "permissions[0].actions[1]"),
    ("role", {"name": "x", "permissions": [{HALF: 1}]}, "permissions[0]"),
    ("role", {HALF: "x"}, "the name of an option"),
    ("scim_user", {"user_name": "x", "password": "\ud83d"}, "password"),
    ("organization", {"scim_users": [{"user_name": "x"}, {"user_name": HALF}]}, "scim_users[1].user_name"),
    ("organization", {"protect": {"scim_users": [HALF]}}, "protect.scim_users[0]"),
    ("organization", {"report": f"/tmp/{HALF}.json"}, "report"),
    ("enrichment_map", {"name": "x", "content": f"a,b\nc,{HALF}\n"}, "content, line 2,"),
    ("enrichment_map", {"name": "x", "rows": [{"a": {"b": HALF}}]}, "rows[0].a.b"),
    ("alert", {"app_key": "x", "alerts": [{"host": {"x": HALF}}]}, "alerts[0].host.x"),
    ("incident_info", {"query": HALF}, "query"),
    ("ping", {"region": HALF}, "region"),
]


def test_it_is_refused_at_any_depth_in_keys_and_in_paths():
    said = failures([(name, options) for name, options, _place in PLACES])
    assert [message.split(" contains '\\ud")[0] for message in said] == [place for _name, _options, place in PLACES]


def test_it_is_refused_in_a_variable_of_the_environment():
    (said,) = failures([("role_info", {})], BIGPANDA_API_URL="https://x\udce9")
    assert said.startswith("BIGPANDA_API_URL contains ")


def test_two_halves_that_belong_together_are_a_character():
    (said,) = failures([("role", {"name": "\U0001f600", "state": "perhaps"})])
    assert "state must be one of" in said


ROLE = (
    r'{"id": "5ef0e9cf1d41d50f5c4c6d1e", "name": "x\ud800\ud83d\ude00\\ud800", "permissions": [], "users": ["\udcff"]}'
)
ERRORS = [
    (500, r'{"errors": ["\ud800 is wrong"]}'),
    (400, r'{"message": "\udfff is wrong"}'),
    (403, r'["\ud800"]'),
]


def answering(status, body):
    return lambda _path: (status, {"Content-Type": "application/json"}, body.encode())


def test_the_answer_may_hold_one(run):
    with Recorder(answering(200, f"[{ROLE}]")) as server:
        shown = run("role_info", api_url=server.url())
        assert [role["name"] for role in shown["roles"]] == ["x\ufffd\U0001f600\\ud800"]
        kept = run("role", api_url=server.url(), name="x\ufffd\U0001f600\\ud800")
    assert not kept["changed"]
    kept["printed"].encode("utf-8")


@pytest.mark.parametrize(("status", "body"), ERRORS)
def test_the_text_of_an_error_may_hold_one(run, tmp_path, status, body):
    report = tmp_path / "report.json"
    with Recorder(answering(status, body)) as server:
        refused = run("organization", api_url=server.url(), roles=[{"name": "x"}], report=str(report), retry_timeout=0)
    assert refused["failed"]
    for text in (refused["msg"], report.read_text(encoding="utf-8")):
        text.encode("utf-8")


def test_a_report_is_written_whatever_it_holds(tmp_path):
    step = {"resource": HALF, "key": HALF, "action": "update", "outcome": "failed", "error": HALF}
    step["diff"] = {"before": {HALF: 1}, "after": {}}
    for name in ("report.json", "report.csv"):
        file.write(str(tmp_path / name), Run([step], remarks=[HALF], message=HALF))
        assert "\\udce9" in (tmp_path / name).read_text(encoding="utf-8")
