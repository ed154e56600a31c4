# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The JSON Schema of the files of an organization: it is up to date, accepts what is right and refuses what is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from ansible_collections.community.bigpanda.plugins.filter.files_of_organization import files_of_organization
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.organization import check_organization
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.plugin_utils.yaml_documents import read_document
from documentation import json_schema
from documentation.operations import MODULES
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[3]
VALIDATOR = Draft202012Validator(json_schema.schema())
EXAMPLES = sorted((ROOT / "examples" / "inventory").rglob("*.yml"))
WHOLE = {
    "environments": [{"name": "Production", "filter": "team = {{ dba }}", "roles": ["Operations"]}],
    "environment_groups": [{"name": "All", "environments": ["Production"]}],
    "roles": [
        {"name": "Operations", "permissions": [{"resource_type": "roles", "resource_id": None, "actions": ["read"]}]}
    ],
    "scim_users": [{"user_name": "ada@example.com", "active": True, "phone_number": {"value": "1", "type": "work"}}],
    "enrichment_maps": [
        {"name": "owners", "fields": [{"title": "a", "type": "query_tag", "optional": False}], "rows": [{"a": "x"}]}
    ],
    "incident_tags": [
        {"name": "p", "type": "Priority", "config": {"ordered_list": [{"display_name": "P1", "order_id": 1}]}}
    ],
    "alert_filters": [{"name": "F", "bpql": {"=": ["a", "b"]}, "exclude_status": ["Ok"]}],
    "topologies": [{"links": [{"source": "a", "target": "b"}]}],
}


def mistakes(organization):
    return [error.json_path for error in VALIDATOR.iter_errors(organization)]


def test_the_schema_is_up_to_date():
    assert json_schema.FILE.read_text(encoding="utf-8") == json_schema.text(), "run make documentation"
    Draft202012Validator.check_schema(json_schema.schema())


def test_exported_files_name_the_schema_and_are_accepted():
    for path, content in files_of_organization(WHOLE).items():
        if path.endswith(".yml"):
            assert content.startswith(f"# yaml-language-server: $schema={json_schema.schema()['$id']}\n---\n")
            assert mistakes(read_document(bytes(content, "utf-8")).value) == []
    assert json_schema.schema()["$id"].endswith(f"/main/{json_schema.FILE.relative_to(ROOT)}")


def declarations():
    """Everything that examples and documentation declare, by where it stands."""
    for path in EXAMPLES:
        declared = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("bigpanda_organization")
        if declared:
            yield path.name, declared
    readme = (ROOT / "roles" / "organization" / "README.md").read_text(encoding="utf-8")
    for play in yaml.safe_load(re.search(r"```yaml\n(.*?)```", readme, re.S)[1]):
        yield "README.md", play["roles"][0]["bigpanda_organization"]
    source = (MODULES / "bigpanda_organization.py").read_text(encoding="utf-8")
    kinds = {resource.plural for resource in CATALOG.resources}
    for task in yaml.safe_load(re.search(r'EXAMPLES = r"""(.*?)"""', source, re.S)[1]):
        options = task.get("community.bigpanda.bigpanda_organization", {})
        yield task["name"], {name: value for name, value in options.items() if name in kinds}
    for resource in CATALOG.resources:
        source = (MODULES / f"bigpanda_{resource.name}.py").read_text(encoding="utf-8")
        for task in yaml.safe_load(re.search(r'EXAMPLES = r"""(.*?)"""', source, re.S)[1]):
            options = task.get(f"community.bigpanda.bigpanda_{resource.name}")
            if options and not {"api_key", "region"} & set(options):
                yield f"{resource.name}: {task['name']}", {resource.plural: [options]}


DECLARATIONS = list(declarations())


def test_every_example_is_accepted_by_the_schema_and_by_the_check():
    assert len(DECLARATIONS) > 30
    for where, declared in DECLARATIONS:
        assert mistakes(declared) == [], where
        document = read_document(yaml.safe_dump(declared).encode())
        found = check_organization(CATALOG, document.value, 1_700_000_000, is_offline=False)
        assert [each for each in found if each.severity == "error"] == [], where


@pytest.mark.parametrize(
    ("organization", "path"),
    [
        ({"role": []}, "$"),
        ({"roles": {}}, "$.roles"),
        ({"roles": [{"name": "A", "permisions": []}]}, "$.roles[0]"),
        ({"roles": [{"permissions": []}]}, "$.roles[0]"),
        ({"roles": [{"name": "A", "id": "1"}]}, "$.roles[0]"),
        ({"roles": [{"name": True}]}, "$.roles[0]"),
        ({"roles": [{"name": "A", "permissions": [{"actions": ["read"]}]}]}, "$.roles[0]"),
        ({"scim_users": [{"user_name": "a", "active": "maybe"}]}, "$.scim_users[0]"),
        ({"scim_users": [{"user_name": None}]}, "$.scim_users[0]"),
        ({"scim_users": [{"email": "a", "state": "gone"}]}, "$.scim_users[0]"),
        ({"alert_filters": [{"name": "F", "exclude_status": ["Crit"]}]}, "$.alert_filters[0]"),
        ({"correlation_patterns": [{"tags": "a", "time_window": [60]}]}, "$.correlation_patterns[0]"),
        ({"topologies": [{}]}, "$.topologies[0]"),
        ({"topologies": [{"state": "absent"}, {"state": "absent"}]}, "$.topologies"),
        ({"enrichment_maps": [{"name": "M", "content": "a", "src": "b"}]}, "$.enrichment_maps[0]"),
    ],
)
def test_planted_mistakes_are_refused(organization, path):
    found = mistakes(organization)
    assert found and all(each.startswith("$") and path.startswith(each) for each in found), found


@pytest.mark.parametrize(
    "organization",
    [
        {"roles": "{{ roles }}", "topologies": [{"state": "absent"}], "environments": None},
        {"scim_users": ["{{ ada }}", {"email": 5, "active": "YES", "roles": "Admin, User", "state": "Absent"}]},
        {"correlation_patterns": [{"tags": "a,b", "time_window": "60", "condition": {"=": ["a", "b"]}}]},
    ],
)
def test_what_ansible_takes_is_accepted(organization):
    assert mistakes(organization) == []


VALUES = (
    st.none()
    | st.booleans()
    | st.integers(0, 9)
    | st.text("aeyt ,={}", max_size=4)
    | st.lists(st.text("ab"), max_size=2)
)


@settings(max_examples=40)
@given(st.data())
def test_the_schema_refuses_nothing_that_the_check_accepts(data):
    resource = data.draw(st.sampled_from(CATALOG.resources))
    names = [field.name for field in resource.fields if not field.internal]
    item = data.draw(st.dictionaries(st.sampled_from([*names, "state"]), VALUES, max_size=4))
    organization = {resource.plural: [item]}
    if not any(each.severity == "error" for each in check_organization(CATALOG, organization, 0, is_offline=False)):
        assert mistakes(organization) == []
