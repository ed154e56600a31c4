# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What people, surveys and the command line hand over is read as what it plainly is, or refused by name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.filter.role_variables import role_variables
from ansible_collections.community.bigpanda.plugins.module_utils._module.session import connection_spec
from ansible_collections.community.bigpanda.plugins.plugin_utils import role_variables as table
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[4]
OMIT = "__omit_place_holder__5f1d8e37a6b05f1d8e37a6b05f1d8e37a6b05f1d"
ROLES = {
    "organization": table.ORGANIZATION,
    "organization_export": table.ORGANIZATION_EXPORT,
    "user_provisioning": table.USER_PROVISIONING,
}


def read(name, value):
    return role_variables({name: value}, OMIT).get(name)


DECLARED = {"roles": [{"name": "Auditors", "permissions": []}]}
PROTECT = {"scim_users": ["ada@example.com", "svc-*"]}
GROUPS = {"noc": ["User", "Admin"], "audit": "Viewer"}
SAME = [
    # The declaration, as survey, command line and editor write it.
    *(
        ("bigpanda_organization", text, DECLARED)
        for text in (
            DECLARED,
            json.dumps(DECLARED),
            f"\n  {json.dumps(DECLARED, indent=2)}\n",
            yaml.safe_dump(DECLARED),
            "---\nroles:\n  - name: Auditors\n    permissions: []\n",
            "{roles: [{name: Auditors, permissions: []}]}",
            {"roles": '[{"name": "Auditors", "permissions": []}]'},
            {"roles": "- name: Auditors\n  permissions: []"},
            {"roles": ['{"name": "Auditors", "permissions": []}']},
        )
    ),
    ("bigpanda_organization", "roles: []", {"roles": []}),
    ("bigpanda_organization", {}, {}),
    ("bigpanda_organization", "roles: [{name: !unsafe '{{ a }}'}]", {"roles": [{"name": "{{ a }}"}]}),
    ("bigpanda_organization", "roles: [{name: 2026-01-01}]", {"roles": [{"name": "2026-01-01"}]}),
    # YAML makes a time of it.
    ("bigpanda_maintenance_start", "2030-01-01T10:00:00Z", "2030-01-01T10:00:00Z"),
    ("bigpanda_maintenance_start", yaml.safe_load("2030-01-01T10:00:00Z"), "2030-01-01T10:00:00+00:00"),
    ("bigpanda_maintenance_name", yaml.safe_load("2030-01-01"), "2030-01-01"),
    # Lists of names.
    *(
        ("user_provisioning_protect", text, ["ada@example.com", "svc-*"])
        for text in (
            ["ada@example.com", "svc-*"],
            ("ada@example.com", " svc-* "),
            "ada@example.com, svc-*",
            "ada@example.com,svc-*,",
            "ada@example.com\nsvc-*\n",
            "ada@example.com\r\nsvc-*",
            '["ada@example.com", "svc-*"]',
            "['ada@example.com', 'svc-*']",
            "- ada@example.com\n- svc-*",
            "---\n- ada@example.com\n- svc-*",
            "# never to be removed\n- ada@example.com\n- svc-*",
            "\n  # never to be removed\n\n  [ada@example.com, svc-*]",
            "%YAML 1.1\n---\n-\n  ada@example.com\n- svc-*",
            '"ada@example.com", svc-*',
            ["ada@example.com", OMIT, "svc-*"],
        )
    ),
    ("user_provisioning_ignore", "svc-*@example.com", ["svc-*@example.com"]),
    ("user_provisioning_ignore", "*@vendor.example", ["*@vendor.example"]),
    ("user_provisioning_default_roles", "User,Admin", ["User", "Admin"]),
    ("user_provisioning_default_roles", '"Ops, EU", Admin', ["Ops, EU", "Admin"]),
    ("user_provisioning_default_roles", [1234], ["1234"]),
    ("user_provisioning_default_roles", [], []),
    ("user_provisioning_default_roles", "[]", []),
    ("organization_purge", "roles, scim_users", ["roles", "scim_users"]),
    ("organization_export_gather", "roles", ["roles"]),
    # Dicts, and lists of them.
    ("organization_protect", PROTECT, PROTECT),
    ("organization_protect", json.dumps(PROTECT), PROTECT),
    ("organization_protect", "scim_users: ada@example.com, svc-*", PROTECT),
    ("organization_protect", {"scim_users": "ada@example.com\nsvc-*"}, PROTECT),
    ("user_provisioning_group_roles", '{"noc": "User"}', {"noc": "User"}),
    (
        "user_provisioning_group_roles",
        "noc: [User, Admin]\naudit: Viewer",
        {"noc": ["User", "Admin"], "audit": "Viewer"},
    ),
    ("user_provisioning_columns", '{"user_name": "mail"}', {"user_name": "mail"}),
    ("user_provisioning_group_patterns", '[{"pattern": "a", "role": "b"}]', [{"pattern": "a", "role": "b"}]),
    ("bigpanda_users", '[{"user_name": "ada@example.com"}]', [{"user_name": "ada@example.com"}]),
    # Single values.
    *(("user_provisioning_purge", value, True) for value in (True, "true", " Yes ", "on", 1, "1")),
    *(("user_provisioning_purge", value, False) for value in (False, "false", "No", "off", 0, "0")),
    ("user_provisioning_max_removals", 5, "5"),
    ("user_provisioning_max_removals", " 10% ", "10%"),
    ("user_provisioning_progress_interval", "2.5", 2.5),
    ("user_provisioning_progress_interval", 3, 3.0),
    ("user_provisioning_separator", "\t", "\t"),
    ("user_provisioning_report", "prod [eu]/a * b.json", "prod [eu]/a * b.json"),
    ("bigpanda_users_csv", "user_name\n ada@example.com \n", "user_name\n ada@example.com \n"),
    ("bigpanda_users_csv", "feed.csv\r\n", "feed.csv"),
    ("bigpanda_users_csv", "a\tb\t\n", "a\tb\t"),
    ("user_provisioning_report", "plan.html\n", "plan.html"),
    ("organization_directory", "organizations/emea\n", ["organizations/emea"]),
    ("bigpanda_api_key", 123, "123"),
    ("bigpanda_incidents_limit", 5, "5"),
    ("bigpanda_incidents_limit", " 5 ", "5"),
    ("bigpanda_incidents_query", {"=": ["host", "db-1"]}, {"=": ["host", "db-1"]}),
    ("bigpanda_incidents_query", "status = critical", "status = critical"),
    ("bigpanda_max_answer_mb", " 128 ", 128.0),
    ("bigpanda_max_answer_mb", 1.5, 1.5),
]


@pytest.mark.parametrize(("name", "value", "expected"), SAME)
def test_what_is_plain_is_read(name, value, expected):
    assert read(name, value) == expected


# Of these, spaces and tabs may be the answer.
VERBATIM = {"user_provisioning_separator", "user_provisioning_delimiter", "bigpanda_users_csv"}


@pytest.mark.parametrize("name", table.READERS)
@pytest.mark.parametrize("blank", [None, "", OMIT])
def test_blank_answers_are_not_given(name, blank):
    assert role_variables({name: blank}, OMIT) == {}


@pytest.mark.parametrize("name", sorted({*table.READERS} - VERBATIM))
@pytest.mark.parametrize("blank", [" ", "\n", " \t\r\n"])
def test_an_answer_of_spaces_is_not_given(name, blank):
    assert role_variables({name: blank}, OMIT) == {}


@pytest.mark.parametrize(
    "text", ["a@x.example; b@x.example", "a@x.example b@x.example", "a@x.example|b@x.example", "* a@x.example", "a\tb"]
)
def test_text_that_looks_like_several_names_is_refused(text):
    with pytest.raises(AnsibleFilterError, match="user_provisioning_protect.*Put commas between names"):
        read("user_provisioning_protect", text)
    assert read("user_provisioning_protect", [text]) == [text]


def test_what_says_omit_inside_is_omitted():
    declared = {"roles": [{"name": "Auditors", "users": [OMIT, "ada"], "note": OMIT}, OMIT]}
    assert read("bigpanda_organization", declared) == {"roles": [{"name": "Auditors", "users": ["ada"]}]}


def test_null_inside_is_null():
    declared = {"enrichment_maps": [{"name": "a", "rows": [{"owner": None, "team": ""}]}]}
    for omitted in (OMIT, object(), None):
        assert role_variables({"bigpanda_organization": declared}, omitted) == {"bigpanda_organization": declared}


REFUSED = [
    ("bigpanda_organization", "Auditors", 'bigpanda_organization is "Auditors".*a dict'),
    ("bigpanda_organization", ["roles"], "bigpanda_organization is a list of 1.*a dict"),
    ("bigpanda_organization", "[]", "bigpanda_organization is a list of 0.*a dict"),
    ("bigpanda_organization", 5, "bigpanda_organization is 5.*a dict"),
    ("bigpanda_organization", "{", "bigpanda_organization is text that cannot be read.*line 1"),
    ("bigpanda_organization", '{"roles": [], "roles": [{}]}', 'bigpanda_organization.*duplicate key "roles"'),
    ("bigpanda_organization", "roles: []\nroles: [{}]", 'bigpanda_organization.*duplicate key "roles".*line 2'),
    ("bigpanda_organization", "a: &a [1]\nroles: *a", "bigpanda_organization.*aliases"),
    ("bigpanda_organization", '{"roles": [{"name": NaN}]}', "bigpanda_organization.*NaN"),
    ("bigpanda_organization", "roles: [{name: .inf}]", "bigpanda_organization.*inf"),
    ("bigpanda_organization", "roles: [{name: !vault a}]", "bigpanda_organization.*vault"),
    *(
        ("bigpanda_organization", text, "bigpanda_organization is text that cannot be read: a value is not what its")
        for text in (
            "roles: 0x_",
            "roles: !!int a",
            "roles: !!float ''",
            "roles: !!bool maybe",
            "roles: !!map a",
            "roles: !!timestamp 2026-99-99",
            "roles: !!timestamp a",
            "roles: " + "9" * 5000,
            '{"roles": ' + "9" * 5000 + "}",
        )
    ),
    ("bigpanda_organization", "[" * 100_000, "bigpanda_organization.*nested too deeply"),
    ("bigpanda_organization", '{"roles":' + "[" * 200 + "]" * 200 + "}", "bigpanda_organization.*nested too deeply"),
    ("bigpanda_organization", {"role": []}, "bigpanda_organization: unknown kind role"),
    ("bigpanda_organization", '{"users": []}', "bigpanda_organization: unknown kind users"),
    ("bigpanda_organization", {"roles": None}, "bigpanda_organization.roles is null"),
    ("bigpanda_organization", {"roles": ""}, 'bigpanda_organization.roles is ""'),
    ("bigpanda_organization", {"roles": {"name": "a"}}, r"bigpanda_organization.roles is a dict \(name\).*a list"),
    ("bigpanda_organization", {"roles": ["Auditors"]}, r'bigpanda_organization.roles\[0\] is "Auditors".*a dict'),
    ("bigpanda_organization", {"roles": [None]}, r"bigpanda_organization.roles\[0\] is null"),
    ("organization_purge", "users", "organization_purge: unknown kind users"),
    ("organization_purge", {"roles": True}, "organization_purge is a dict.*a list of names"),
    ("organization_protect", "ada@example.com", "organization_protect.*a dict"),
    ("organization_protect", ["ada@example.com"], "organization_protect.*a dict"),
    ("organization_protect", {"users": ["ada"]}, "organization_protect: unknown kind users"),
    ("organization_protect", {"scim_users": None}, "organization_protect.scim_users is null"),
    ("organization_protect", {"scim_users": {"ada": 1}}, "organization_protect.scim_users is a dict.*a list of names"),
    ("user_provisioning_protect", [True], r"user_provisioning_protect\[0\] is true.*quotes"),
    ("user_provisioning_protect", [1.5], r"user_provisioning_protect\[0\] is 1.5.*quotes"),
    ("user_provisioning_protect", [["ada"]], r"user_provisioning_protect\[0\] is a list"),
    ("user_provisioning_protect", ["ada", ""], r'user_provisioning_protect\[1\] is ""'),
    ("user_provisioning_protect", [None], r"user_provisioning_protect\[0\] is null"),
    ("user_provisioning_protect", True, "user_provisioning_protect is true.*a list of names"),
    ("user_provisioning_protect", "[ada, ", "user_provisioning_protect is text that cannot be read"),
    ("user_provisioning_protect", "ada@example.com\n- svc-*", 'protect is "ada@example.com - svc-.*a list of names'),
    ("user_provisioning_protect", "people:\n  - ada", "user_provisioning_protect is a dict.*a list of names"),
    ("user_provisioning_protect", '{"a": 1}', "user_provisioning_protect is a dict.*a list of names"),
    ("user_provisioning_ignore", '"ada, bob', "user_provisioning_ignore is text that cannot be read"),
    ("user_provisioning_group_roles", "noc=User", "user_provisioning_group_roles.*noc=User.*a dict"),
    ("user_provisioning_group_patterns", '{"a": "b"}', "user_provisioning_group_patterns is a dict.*a list of dicts"),
    ("user_provisioning_purge", "maybe", "user_provisioning_purge.*maybe.*true or false"),
    ("user_provisioning_purge", 2, "user_provisioning_purge is 2.*true or false"),
    ("user_provisioning_dry_run", ["true"], "user_provisioning_dry_run.*true or false"),
    ("user_provisioning_max_removals", True, "user_provisioning_max_removals is true.*text"),
    ("user_provisioning_max_removals", ["5"], "user_provisioning_max_removals is a list.*text"),
    ("user_provisioning_approved_plan", {"a": 1}, "user_provisioning_approved_plan is a dict.*text"),
    ("user_provisioning_report", 5, "user_provisioning_report is 5.*a path"),
    ("user_provisioning_report", "a\nb", "user_provisioning_report contains a line break"),
    ("user_provisioning_progress_interval", "soon", "user_provisioning_progress_interval.*soon.*a number"),
    ("user_provisioning_progress_interval", True, "user_provisioning_progress_interval is true.*a number"),
    ("user_provisioning_progress_interval", "1_0", "user_provisioning_progress_interval.*a number"),
    ("user_provisioning_progress_interval", "٣", "user_provisioning_progress_interval.*a number"),
    ("user_provisioning_progress_interval", "nan", "user_provisioning_progress_interval.*a number"),
    ("bigpanda_max_answer_mb", "64 MB", "bigpanda_max_answer_mb.*64 MB.*a number"),
    ("user_provisioning_separator", 5, "user_provisioning_separator is 5.*text"),
    ("bigpanda_users", "ada@example.com", "bigpanda_users is .ada@example.com.*a list of dicts"),
    ("bigpanda_users_csv", [{"user_name": "ada"}], "bigpanda_users_csv is a list.*text"),
]


@pytest.mark.parametrize(("name", "value", "words"), REFUSED)
def test_what_is_not_plain_is_refused_by_name(name, value, words):
    with pytest.raises(AnsibleFilterError, match=f"(?s){words}"):
        read(name, value)


KEYS = st.text(max_size=3) | st.integers()


@given(
    st.sampled_from(sorted(table.READERS)),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12) | st.dates(),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3)
        ),
        max_leaves=6,
    ),
)
def test_whatever_is_given_is_read_or_refused_by_name(name, value):
    try:
        role_variables({name: value}, OMIT)
    except AnsibleFilterError as error:
        assert str(error).startswith(name)


def test_what_is_secret_is_not_shown():
    for name in ("bigpanda_api_key", "bigpanda_org_token"):
        with pytest.raises(AnsibleFilterError) as refused:
            read(name, ["test-token-5f1d8e37a6b0"])
        assert "test-token" not in str(refused.value)


def test_every_option_of_connection_is_read():
    path = ROOT / "playbooks" / "vars" / "connection.yml"
    options = [f"bigpanda_{name}" for name in connection_spec()]
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["bigpanda_connection_options"] == options
    assert list(table.CONNECTION) == options


@pytest.mark.parametrize("role", ROLES)
def test_every_variable_of_a_role_is_read(role):
    """One that were not asked for by name would be passed over in silence."""
    folder = ROOT / "roles" / role
    specs = yaml.safe_load((folder / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))
    assert sorted(specs["argument_specs"]["main"]["options"]) == sorted(ROLES[role])
    texts = yaml.safe_load((folder / "vars" / "main.yml").read_text(encoding="utf-8"))
    asked = re.findall(r"builtin.varnames', '(\^\w.*?\$)'", " ".join(map(str, texts.values())))
    listed = texts.get(f"{role}_options", [])
    read = [name for name in table.READERS if name in listed or asked and re.search("|".join(asked), name)]
    assert sorted(read) == sorted(ROLES[role])


@pytest.mark.parametrize("role", ROLES)
def test_defaults_are_what_a_role_does_without_them(role):
    """A blank answer of a survey takes the place of a default, and is then not given."""
    folder = ROOT / "roles" / role
    specs = yaml.safe_load((folder / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))
    options = specs["argument_specs"]["main"]["options"]
    path = folder / "defaults" / "main.yml"
    defaults = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    assert defaults == {name: option["default"] for name, option in options.items() if "default" in option}
