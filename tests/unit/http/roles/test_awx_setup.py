# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the role hands over to awx.awx, checked against what awx.awx and AWX accept. `make awx` runs the templates."""

from __future__ import annotations

import json
import re
import shutil
from itertools import chain

import pytest
import yaml
from ansible_collections.community.bigpanda.plugins.plugin_utils.role_variables import READERS
from awx import contract, notification
from awx.extra_variables import as_awx_writes_them
from awx.injected import environment_of
from unit.http.roles.conftest import ROOT

ROLE = ROOT / "roles" / "awx_setup"
PROJECT = ROLE / "files" / "project"
ACTION = ROOT / "tests" / "awx" / "recording_action.py"
NAMES = ("controller_templates", "controller_workflows", "eda_credential_types")
GIVEN = {
    "awx_setup_project_url": "https://git.example.com/bigpanda.git",
    "awx_setup_hosts": [{"name": "acme", "variables": {"bigpanda_region": "eu"}}, {"name": "globex"}],
    "awx_setup_credentials": ["acme"],
    "awx_setup_notification_url": "https://chat.example.com/hook",
    "awx_setup_notification_plan": "yes",
    "awx_setup_inventory_variables": {"user_provisioning_group_roles": {"noc": "Viewer"}},
}


@pytest.fixture
def set_up(play, tmp_path):
    """Runs the role without AWX: what each module got, [(module, options)], and the variables of NAMES."""
    actions = tmp_path / "stub" / "ansible_collections" / "awx" / "awx" / "plugins" / "action"
    actions.mkdir(parents=True)
    for module in contract.OPTIONS:
        shutil.copy(ACTION, actions / f"{module}.py")
    calls, variables = tmp_path / "calls.jsonl", tmp_path / "variables.json"
    shown = "{{ {" + ", ".join(f"'{name}': {name}" for name in NAMES) + "} | to_json }}"
    # With vars of the play, as somebody would set them, and the variables seen by what comes after the role.
    finished = play(
        {
            "hosts": "all",
            "gather_facts": False,
            "connection": "local",
            "vars": {**GIVEN, "ansible_python_interpreter": "{{ ansible_playbook_python }}"},
            "roles": ["community.bigpanda.awx_setup"],
            "tasks": [{"ansible.builtin.copy": {"content": shown, "dest": str(variables), "mode": "0600"}}],
        },
        ANSIBLE_COLLECTIONS_PATH=f"{tmp_path / 'stub'}:{ROOT / '.cache' / 'link'}",
        AWX_CALLS=str(calls),
    )
    assert finished.returncode == 0, finished.said
    lines = calls.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines], json.loads(variables.read_text(encoding="utf-8"))


def test_awx_accepts_what_the_role_creates(set_up):
    calls, variables = set_up
    options = {}
    for module, given in calls:
        options.setdefault(module, []).append(given)
    assert set(options) == set(contract.OPTIONS)
    wrong = chain.from_iterable(contract.wrong_options(module, given) for module, given in calls)
    assert list(wrong) == []
    templates = {each["name"]: each for each in options["job_template"]}
    surveyed = [*templates.values(), *options["workflow_job_template"]]
    assert [problem for each in surveyed for problem in contract.wrong_survey(each)] == []
    types = [*options["credential_type"], *variables["eda_credential_types"]]
    assert [problem for each in types for problem in contract.wrong_credential_type(each)] == []
    for workflow in variables["controller_workflows"]:
        assert list(contract.wrong_nodes(workflow["simplified_workflow_nodes"], set(templates))) == []
    assert variables["controller_templates"] == options["job_template"]

    # A region is given as text, and what is left out is empty, which the modules treat as not set.
    environment = environment_of(options["credential_type"][0], {"api_key": "k", "region": "eu"})
    assert environment == {"BIGPANDA_API_KEY": "k", "BIGPANDA_REGION": "eu", "BIGPANDA_ORG_TOKEN": ""}
    assert set(environment) <= documented_environment()
    host_variables = [host.get("variables") for host in options["host"]]
    assert host_variables == [{"bigpanda_region": "eu"}, None]
    assert options["inventory"][0]["variables"] == {
        "ansible_connection": "local",
        "organization_directory": "organizations/{{ inventory_hostname }}",
        "user_provisioning_group_roles": {"noc": "Viewer"},
    }
    check_templates(templates)
    check_workflows(options["workflow_job_template"], variables["controller_workflows"], templates)
    assert options["schedule"][0]["unified_job_template"] in templates
    check_notification(options["notification_template"][0]["messages"], templates)


def check_notification(messages, templates):
    """AWX accepts the messages. The plan is sent as it is, and only when a plan was made."""
    assert list(notification.wrong_messages(messages)) == []
    told = {name for name, template in templates.items() if "notification_templates_success" in template}
    assert told == {name for name in templates if name.endswith("(plan)")}
    assert all(templates[name]["extra_vars"] == {"bigpanda_pass_plan_on": True} for name in told)
    bodies = dict(notification.bodies(messages))
    plans = {"acme": '```\n+ "}, {{ 7 * 6 }} \\u007b <b> & \u202e\n```', "globex": "Plan: nothing to do."}
    sent = notification.sent(bodies["success"], {"name": 'A "plan"', "artifacts": {"bigpanda_plans": plans}})
    assert sent == {"text": "\n".join(['A "plan"', *plans.values()]), "url": notification.URL}
    assert notification.sent(bodies["success"], {"name": "A plan"})["text"] == "A plan\n"
    assert notification.sent(bodies["error"], {"name": "BigPanda drift"})["text"] == "BigPanda drift failed"
    # What is not given is not handed over: AWX would take away what somebody attached by hand.
    assert not any("execution_environment" in template for template in templates.values())


def documented_environment():
    """The variables that the modules document."""
    fragments = (path.read_text(encoding="utf-8") for path in ROOT.glob("plugins/doc_fragments/*.py"))
    return set(re.findall(r"\bBIGPANDA_\w+", "".join(fragments)))


def check_templates(templates):
    for template in templates.values():
        book = yaml.safe_load((PROJECT / template["playbook"]).read_text(encoding="utf-8"))
        imported = book[0]["ansible.builtin.import_playbook"].rpartition(".")[2]
        assert (ROOT / "playbooks" / f"{imported}.yml").exists()
        asked = {question["variable"] for question in template["survey_spec"]["spec"]}
        assert asked - {"bigpanda_hosts"} <= set(READERS), template["name"]
        # Otherwise whoever launches a template could set any variable of it.
        assert not template.get("ask_variables_on_launch")
        assert not {name for name in asked if name.endswith(("_approved_plan", "_fingerprints"))}


def check_workflows(created, workflows, templates):
    """Nodes are plan, approval and apply, with the same questions; the fingerprint ties the last to the first."""
    assert [each["name"] for each in created] == [each["name"] for each in workflows]
    for workflow in workflows:
        plan, approval, apply = workflow["simplified_workflow_nodes"]
        plan, apply = (templates[node["unified_job_template"]] for node in (plan, apply))
        assert approval["approval_node"]["name"]
        assert (plan["job_type"], apply["job_type"]) == ("check", "run")
        assert plan["playbook"] == apply["playbook"]
        assert workflow["survey_spec"] == plan["survey_spec"] == apply["survey_spec"]
        assert not workflow.get("ask_variables_on_launch")
        ((name, approved),) = apply["extra_vars"].items()
        role = name.removesuffix("_approved_plan")
        assert approved == f"{{{{ {role}_fingerprints[inventory_hostname] }}}}"


def test_a_maintenance_window_opens_once_and_ends(play, simulator):
    answers = {
        "bigpanda_hosts": "",
        "bigpanda_maintenance_name": "Release {{ 7 * 6 }}",
        "bigpanda_maintenance_condition": "host = web-1",
        "bigpanda_maintenance_duration": "",
        "bigpanda_maintenance_start": " ",
        "bigpanda_maintenance_description": None,
    }
    window = {"ansible.builtin.import_playbook": "community.bigpanda.maintenance_window"}
    finished = play(
        *({**window, "vars": {"bigpanda_maintenance_state": state}} for state in ("", "open", " END ", "close")),
        variables="".join(f"{name}: !unsafe {json.dumps(value)}\n" for name, value in answers.items()),
    )
    said = re.findall(r"^(ok|changed|fatal): \[localhost\]", finished.said, re.M)
    assert said == ["ok", "ok", "changed", "ok", "ok", "ok", "ok", "ok", "changed", "fatal"], finished.said
    assert 'bigpanda_maintenance_state is "close". Give open' in finished.said, finished.said
    assert len(simulator.requests(writes_only=True)) == 2


def test_what_awx_would_refuse_is_found():
    assert list(contract.wrong_options("host", {"name": 1, "inventry": "a"})) == [
        "host: name is not of type str",
        "host has no option inventry",
        "host: inventory is missing",
    ]
    question = {"question_name": "q", "variable": "v", "type": "text"}
    assert list(contract.wrong_survey({"survey_spec": {"name": "", "description": "", "spec": [question]}}))
    broken = {"inputs": {"fields": [{"id": "a", "type": "string"}], "required": ["b"]}, "injectors": {"env": {}}}
    broken["injectors"]["env"]["ANSIBLE_X"] = "{{ c }}"
    assert len(list(contract.wrong_credential_type(broken))) == 4
    nodes = [{"identifier": "a", "success_nodes": ["b"]}, {"identifier": "c", "unified_job_template": "d"}]
    assert len(list(contract.wrong_nodes(nodes, set()))) == 3


def test_messages_that_awx_would_refuse_are_found():
    body = {"success": {"body": "{{ job.artifacts.plan }}"}, "error": {"body": "[]"}, "failed": {"body": "{}"}}
    assert len(list(notification.wrong_messages(body))) == 4


def test_only_variables_of_the_job_template_are_templates():
    """As AWX writes them: an answer, and what a job passes on, is text."""
    template = {"extra_vars": {"approved": "{{ fingerprints.acme }}", "reason": "{{ x }}"}}
    written = as_awx_writes_them(template, {"reason": "{{ y }}", "count": 3}, {"plans": {"{{ a }}": ["{{ b }}"]}})
    assert "approved: '{{ fingerprints.acme }}'" in written.splitlines()
    for text in (
        "!unsafe 'reason': !unsafe '{{ y }}'",
        "!unsafe 'count': 3",
        "!unsafe '{{ a }}':",
        "- !unsafe '{{ b }}'",
    ):
        assert text in written
