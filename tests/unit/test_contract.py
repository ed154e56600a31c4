# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.module_needs import needed_by
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.references import referred
from ansible_collections.community.bigpanda.plugins.module_utils._core.model import operation
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.doctor import DOCTOR
from documentation import operations, organizations

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "ansible_collections.community.bigpanda.plugins.module_utils._resources"
CREDENTIAL_TITLES = {"userApiKey": "User API Key", "orgToken": "Org Token"}
CREDENTIALS = {"userApiKey": operation.API_KEY, "orgToken": operation.ORG_TOKEN}
# One page of the reference asks for it beside what the contract takes, and a client accepts both (contract README).
ALSO_TAKEN = {"send_alerts": [operation.API_KEY]}
PERIODS = {"second": 1, "minute": 60}


CONTRACT = operations.contract()
DECLARED = operations.declared()


VERSION = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))["version"]


def as_numbers(version):
    """Without what marks a release before the final one: options of 1.0.0-rc.1 are options of 1.0.0."""
    return tuple(int(part) for part in version.partition("-")[0].split("."))


def published_limit(definition):
    """None where the contract has none (README, "Extensions": "Absent: no limit published")."""
    limit = definition.get("x-rate-limit")
    return operation.RateLimit(limit["requests"], PERIODS[limit["per"]], limit["scope"]) if limit else None


@pytest.mark.parametrize("operation", DECLARED.values(), ids=DECLARED.keys())
def test_an_operation_is_what_the_contract_says(operation):
    described = CONTRACT[operation.id]
    assert (operation.method, operation.path, operation.host) == (described.method, described.path, described.host)
    definition = described.definition
    permission = definition["x-permission"]
    assert operation.permission == (permission["name"], permission["level"])
    assert operation.limit == published_limit(definition)
    kinds = [CREDENTIALS[name] for choice in definition["security"] for name in choice if name in CREDENTIALS]
    assert list(operation.credentials) == kinds + ALSO_TAKEN.get(operation.id, [])


def documentation(name):
    source = (ROOT / "plugins" / "modules" / f"{name}.py").read_text(encoding="utf-8")
    blocks = dict(re.findall(r'^(DOCUMENTATION|EXAMPLES|RETURN) = r"""(.*?)"""', source, re.S | re.M))
    return {block: yaml.safe_load(text) for block, text in blocks.items()}


MODULES = sorted({path.stem for path in operations.MODULES.glob("bigpanda_*.py")} - operations.OFFLINE)
KINDS = {resource.name: resource for resource in CATALOG.resources}


def sent_by_kind(resource):
    """What the two modules of a kind send: the permission to write says more than that to read."""
    named = {KINDS[name].list.operation.id for name in referred(resource.fields)}
    parts = {resource.composed.of.list.operation.id} if resource.composed else set()
    return {
        f"bigpanda_{resource.name}": [(resource.create or resource.update).id, *sorted(named | parts)],
        f"bigpanda_{resource.name}_info": [resource.list.operation.id],
    }


WRITES = [(resource.create or resource.update).id for resource in CATALOG.resources]
LISTS = [resource.list.operation.id for resource in CATALOG.resources]
OPERATIONS_OF = {
    **{name: sent for resource in CATALOG.resources for name, sent in sent_by_kind(resource).items()},
    "bigpanda_alert": ["send_alerts", "send_oim_alerts", "send_oim_source_alerts"],
    "bigpanda_alert_resolve": ["resolve_alerts", "retrieve_incident", "list_environments"],
    "bigpanda_permission_info": ["list_permissions"],
    "bigpanda_scim_service_info": ["get_scim_service_provider_config"],
    "bigpanda_audit_log_info": ["list_audit_logs"],
    "bigpanda_api": [],
    "bigpanda_ping": ["list_roles", "list_api_keys"],
    "bigpanda_organization": [*WRITES, "list_api_keys"],
    "bigpanda_organization_info": LISTS,
    "bigpanda_incident": ["assign_incident", "retrieve_incident", "list_scim_users", "list_environments"],
    "bigpanda_incident_info": ["search_incidents", "list_environments"],
}


def as_markup(permission):
    """C() ends at the first parenthesis, and knows no escape."""
    return f"C({permission})" if ")" not in permission else "V({})".format(permission.replace(")", "\\)"))


@pytest.mark.parametrize("name", [name for name in MODULES if OPERATIONS_OF[name]])
def test_documentation_names_credential_and_permission(name):
    notes = " ".join(documentation(name)["DOCUMENTATION"]["notes"])
    for operation_id in OPERATIONS_OF[name]:
        definition = CONTRACT[operation_id].definition
        permission = definition["x-permission"]
        if permission["name"] == "none":
            assert "No permission is checked" in notes
        else:
            assert as_markup(permission["name"]) in notes
            assert permission["level"].replace("_", " ") in notes
        kinds = [name for choice in definition["security"] for name in choice if name in CREDENTIAL_TITLES]
        assert any(CREDENTIAL_TITLES[kind] in notes for kind in kinds)


def test_the_doctor_knows_every_module_that_needs_anything():
    assert set(DOCTOR.modules) == set(MODULES) - {"bigpanda_api", "bigpanda_ping"}


@pytest.mark.parametrize("name", DOCTOR.modules)
def test_the_doctor_looks_at_the_permissions_that_are_documented(name):
    documented = [DECLARED[operation_id] for operation_id in OPERATIONS_OF[name]]
    # API keys are listed for the safety of a purge, by the Org Token as well.
    named = {each.permission for each in documented if operation.ORG_TOKEN not in each.credentials}
    assert named <= set(needed_by(DOCTOR, [name]))


@pytest.mark.parametrize("name", MODULES)
def test_every_option_and_result_is_described_in_sentences(name):
    def check(options):
        for option, described in options.items():
            lines = described["description"]
            for line in lines if isinstance(lines, list) else [lines]:
                assert line.strip().endswith((".", ":")), (option, line)
            check(described.get("suboptions") or described.get("contains") or {})

    blocks = documentation(name)
    check(blocks["DOCUMENTATION"].get("options", {}))
    check(blocks["RETURN"])
    # Never in a version after the one that is being made.
    assert as_numbers(blocks["DOCUMENTATION"]["version_added"]) <= as_numbers(VERSION)
    assert len(blocks["EXAMPLES"]) >= 2


@pytest.mark.parametrize("is_info", [False, True], ids=["", "info"])
@pytest.mark.parametrize("declaration", CATALOG.resources, ids=lambda resource: resource.name)
def test_results_documented_are_those_declared(declaration, is_info):
    shown = {*declaration.readonly, *(["id"] if declaration.key != "id" else [])}
    for field in declaration.fields:
        if not field.write_only and not field.internal:
            shown.add(field.name)
            if field.refers and field.refers.shown_as:
                shown.add(field.refers.shown_as)
            if {inner.name for inner in field.fields} == {"name", "value"}:
                shown.add(f"{field.name[:-1]}_values")
    if declaration.mark and is_info:
        shown.add("rows")
    result = documentation(f"bigpanda_{declaration.name}{'_info' if is_info else ''}")["RETURN"]
    assert set(result[declaration.plural if is_info else declaration.name]["contains"]) == shown


def test_the_action_group_holds_every_module():
    runtime = yaml.safe_load((ROOT / "meta" / "runtime.yml").read_text(encoding="utf-8"))
    assert runtime["action_groups"]["all"] == [f"community.bigpanda.{name}" for name in MODULES]


def test_ignore_files_are_empty():
    assert list((ROOT / "tests" / "sanity").glob("ignore-*.txt")) == []


def test_the_version_is_the_same_everywhere():
    session = importlib.import_module(PACKAGE.replace("_resources", "_core.http.session"))
    assert session.VERSION == VERSION


@pytest.mark.parametrize(("path", "parts"), organizations.WRITTEN.items(), ids=lambda each: getattr(each, "stem", ""))
def test_what_is_said_of_an_organization_is_what_is_said_of_its_objects(path, parts):
    source = path.read_text(encoding="utf-8")
    assert organizations.renewed(path) == source, "run make documentation"
    assert len(organizations.BLOCK.findall(source)) == len(parts)


def test_the_role_takes_every_kind_of_the_module():
    """Both its arguments and its one task name them, in the order in which they can be made."""
    role = ROOT / "roles" / "organization"
    plurals = [resource.plural for resource in CATALOG.resources]
    specs = yaml.safe_load((role / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]
    assert list(specs["main"]["options"]["bigpanda_organization"]["options"]) == plurals
    tasks = yaml.safe_load((role / "tasks" / "main.yml").read_text(encoding="utf-8"))
    given = next(task[name] for task in tasks for name in task if name.endswith(".bigpanda_organization"))
    assert [name for name in given if name in plurals] == plurals
