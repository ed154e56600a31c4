# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.organization import check_organization
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import UNKNOWN
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from hypothesis import given, settings
from hypothesis import strategies as st

NOW_S = 1_800_000_000
VIEWER = {"name": "Viewers", "permissions": [{"resource_type": "environments", "actions": ["read"]}]}
COLUMNS = [{"title": "host", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
TAG = {"name": "t", "type": "MultiValue"}
MAP = {"name": "M", "fields": COLUMNS}
LINKS = {"links": [{"source": "host", "target": "check"}]}
WINDOW = {"starts_on": "2037-01-01T00:00:00Z", "ends_on": "2037-01-02T00:00:00Z"}


def problems(organization, **options):
    return check_organization(CATALOG, organization, NOW_S, **options)


def said(organization, **options):
    return [
        (each.path, each.severity, f"{each.message} {each.advice}".strip())
        for each in problems(organization, **options)
    ]


@pytest.mark.parametrize(
    ("organization", "path", "words"),
    [
        ({"role": []}, ("role",), 'unknown kind "role". Did you mean roles?'),
        ({"users": []}, ("users",), 'unknown kind "users". Did you mean scim_users'),
        ({"roles": 5}, ("roles",), "roles is 5. Give a list of dicts."),
        ({"roles": [{"name": 1.1}]}, ("roles", 0, "name"), "name is 1.1. Give text: put it in quotes"),
        (
            {"enrichment_maps": [{**MAP, "rows": [{"host": "a", "owner": 1.1}]}]},
            ("enrichment_maps", 0, "rows"),
            "rows[0], column owner: 1.1 is not a whole number. Give text: put it in quotes",
        ),
        (
            {"enrichment_maps": [{**MAP, "rows": [{"host": "a", 8: "b"}]}]},
            ("enrichment_maps", 0, "rows"),
            "rows[0]: the column name 8 is not text. Give text: put it in quotes",
        ),
        ({"roles": [VIEWER, "x"]}, ("roles", 1), 'an entry of roles is "x". Give a dict.'),
        (
            {"scim_users": [{"user_name": "ada@acme.example", "phone_number": '{"value": "1", "value": "2"}'}]},
            ("scim_users", 0, "phone_number"),
            'phone_number contains the duplicate key "value". Remove one of them.',
        ),
        (
            {"roles": [{**VIEWER, "permisions": []}]},
            ("roles", 0, "permisions"),
            'role "Viewers": unknown option "permisions". Did you mean permissions?',
        ),
        (
            {"roles": [{"name": "A", "permissions": [{"resource_type": "roles", "action": ["read"]}]}]},
            ("roles", 0, "permissions", 0, "action"),
            'role "A": permissions[0]: unknown option "action". Did you mean actions?',
        ),
        (
            {"roles": [{"name": "A", "permissions": [{"actions": ["read"]}]}]},
            ("roles", 0, "permissions", 0),
            'role "A": permissions[0]: resource_type is missing. It is required.',
        ),
        (
            {"roles": [{"name": "A", "permissions": [{"resource_type": "roles", "actions": []}]}]},
            ("roles", 0, "permissions", 0, "actions"),
            'role "A": permissions[0].actions: a permission allows no action.',
        ),
        ({"roles": [{"permissions": []}]}, ("roles", 0), "role: name is missing. Give name or id."),
        ({"roles": [{**VIEWER, "id": "1"}]}, ("roles", 0, "id"), "name and id are both given. Give one of them."),
        ({"roles": [{"name": True}]}, ("roles", 0, "name"), "name is true. Give text: put it in quotes"),
        ({"roles": [{"name": " "}]}, ("roles", 0, "name"), "name is empty."),
        ({"scim_users": [{"user_name": "a", "active": "maybe"}]}, ("scim_users", 0, "active"), 'active is "maybe".'),
        ({"scim_users": [{"user_name": "a", "state": "gone"}]}, ("scim_users", 0, "state"), 'state is "gone".'),
        ({"scim_users": [{"user_name": "a", "roles": [None]}]}, ("scim_users", 0, "roles", 0), "roles[0] is null."),
        (
            {"environments": [{"name": "E", "filter": "team ="}]},
            ("environments", 0, "filter"),
            "filter: the condition lacks",
        ),
        ({"environments": [{"name": "E", "filter": "team"}]}, ("environments", 0, "filter"), "compares nothing"),
        (
            {
                "incident_tags": [
                    {
                        "name": "t",
                        "type": "MultiValue",
                        "enrichment_config": {"items": [{"value": "x", "condition": "a ="}]},
                    }
                ]
            },
            ("incident_tags", 0, "enrichment_config", "items", 0, "condition"),
            'incident tag "t": enrichment_config.items[0].condition: the condition lacks',
        ),
        (
            {"alert_filter_schedules": [{"name": "S", **WINDOW, "starts_on": "tomorrow"}]},
            ("alert_filter_schedules", 0, "starts_on"),
            'starts_on: "tomorrow" is not a valid time.',
        ),
        (
            {"alert_filter_schedules": [{"name": "S", **WINDOW, "ends_on": 1320}]},
            ("alert_filter_schedules", 0, "ends_on"),
            "YAML reads 22:00 as 1320 if it is not quoted.",
        ),
        (
            {"maintenance_plans": [{"name": "P", "condition": "a = b", "start": 1200, "duration": "2h"}]},
            ("maintenance_plans", 0, "start"),
            "YAML reads 20:00 as 1200 if it is not quoted.",
        ),
        (
            {"alert_filter_schedules": [{"name": "S", **WINDOW, "ends_on": 2_000_000_000}]},
            ("alert_filter_schedules", 0, "ends_on"),
            "is not after starts_on",
        ),
        ({"alert_filters": [{"name": "F", "bpql": {}, "exclude_status": ["Crit"]}]}, None, "Did you mean Critical?"),
        (
            {"enrichment_maps": [{"name": "M", "fields": [{"title": "a", "type": "result_tag"}]}]},
            ("enrichment_maps", 0, "fields"),
            "fields contains no column of type query_tag.",
        ),
        (
            {"enrichment_maps": [{**MAP, "content": "host,owner\na,b\nc\n"}]},
            ("enrichment_maps", 0, "content"),
            'enrichment map "M": content, line 3: 1 cell, expected 2.',
        ),
        (
            {"enrichment_maps": [{**MAP, "content": "a", "rows": []}]},
            ("enrichment_maps", 0, "rows"),
            "content and rows are both given.",
        ),
        ({"topologies": [LINKS, LINKS]}, ("topologies", 1), "topologies has 2 entries."),
        (
            {"scim_users": [{"email": "a", "user_name": "b"}]},
            ("scim_users", 0, "email"),
            "user_name and its alias email have different values.",
        ),
        ({"topologies": [{}]}, ("topologies", 0), "links is missing."),
        ({"roles": [VIEWER, {"name": "viewers"}]}, ("roles", 1), 'role "viewers": it is declared twice.'),
        (
            {"roles": [{**VIEWER, "new_name": "Guests"}, {"name": "guests", "permissions": []}]},
            ("roles", 1),
            'role "guests": after a run, it and another one would both be the role "guests".',
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(organization, path, words):
    found = [each for each in said(organization) if each[1] == "error"]
    assert len(found) == 1 and words in found[0][2], found
    assert path is None or found[0][0] == path


def test_all_problems_are_listed_and_not_only_the_first():
    organization = {
        "role": [],
        "roles": [{"nam": "x"}, {"name": "A", "users": {}}],
        "environments": [{"filter": "a ="}],
    }
    assert len(problems(organization)) == 5


@pytest.mark.parametrize(
    ("kind", "item", "words"),
    [
        ("incident_tags", {"name": "1st", "type": "Text"}, 'if it does not exist yet: name is "1st".'),
        (
            "maintenance_plans",
            {"name": "P", "condition": "a = b", "start": "now", "duration": 90},
            "duration: 90 means 90 seconds, but YAML also reads 1:30 as 90",
        ),
        ("correlation_patterns", {"tags": ["host"]}, "if it does not exist yet: time_window is missing."),
    ],
)
def test_what_is_in_doubt_or_only_a_new_object_needs_is_a_warning(kind, item, words):
    ((_path, severity, sentence),) = said({kind: [item]})
    assert severity == "warning" and words in sentence


def user(*roles, **options):
    return {"scim_users": [{"user_name": "ada@example.com", "roles": list(roles)}], **options}


def test_a_misspelled_name_is_an_error():
    assert said(user("Viewer", "Viewes", roles=[VIEWER])) == [
        (
            ("scim_users", 0, "roles", 1),
            "error",
            'SCIM user "ada@example.com": the role "Viewes" is not declared. Did you mean Viewers?',
        )
    ]


@pytest.mark.parametrize(
    "organization",
    [
        user("Viewers", roles=[VIEWER]),
        user("VIEWERS", roles=[VIEWER]),
        user("Admin", "User", "Viewer (read only)", roles=[VIEWER]),
        user("0123456789abcdef01234567", roles=[VIEWER]),
        user("Watchers", roles=[{**VIEWER, "new_name": "Watchers"}]),
        {
            "alert_tag_orders": [{"tags": ["owner"]}],
            "alert_tags": [{"name": "ownr"}],
            "enrichment_maps": [{"name": "M", "fields": COLUMNS}],
        },
    ],
)
def test_names_that_exist_are_no_problem(organization):
    assert said(organization) == []


@pytest.mark.parametrize("roles", [[], [VIEWER], UNKNOWN, [VIEWER, {"name": UNKNOWN}]])
def test_what_bigpanda_may_have_is_one_warning(roles):
    """Of names that are not known before a run, any may be meant."""
    names = ["Night watch", "Payments", *(["Viewes"] if roles in (UNKNOWN, [VIEWER, {"name": UNKNOWN}]) else [])]
    ((_path, severity, sentence),) = said(user(*names, roles=roles))
    assert severity == "warning"
    assert sentence.startswith('roles that are not declared here: "Night watch", "Payments"')


def test_known_names_may_be_patterns():
    assert said(user("Night watch", "Viewes", roles=[VIEWER]), known={"roles": ["night *", "Viewes"]}) == []


def test_a_name_that_the_same_declaration_removes_is_an_error():
    (found,) = said(user("Old", roles=[VIEWER, {"name": "Old", "state": "absent"}]))
    assert 'the same declaration removes the role "Old".' in found[2]


def test_a_row_that_is_hardly_meant_is_a_warning_since_bigpanda_may_show_it():
    content = 'host,owner\n="7",b\n'
    ((_path, severity, words),) = said({"enrichment_maps": [{**MAP, "content": content}]})
    assert severity == "warning" and 'line 2, column host: ="7" would be loaded with = and quotes' in words


def test_a_run_checks_names_and_tables_itself():
    organization = user("Viewes", roles=[VIEWER], enrichment_maps=[{**MAP, "content": "x"}])
    assert said(organization, is_offline=False) == []


@pytest.mark.parametrize(
    "value",
    ["yes", "no", True, "1"],
)
def test_values_are_taken_as_ansible_takes_them(value):
    organization = {
        "scim_users": [{"user_name": 5, "active": value, "roles": "Admin, User"}],
        "correlation_patterns": [{"tags": "host,check", "time_window": "60", "filter": "a = b"}],
        "alert_filters": [{"name": "F", "bpql": {"=": ["a", "b"]}, "exclude_status": "critical"}],
    }
    assert said(organization) == []


def test_other_names_of_options_are_taken():
    organization = {
        "scim_users": [{"email": "ada@example.com", "roles": ["Admin"]}],
        "environments": [{"name": "E", "condition": {"=": ["team", "dba"]}}],
    }
    assert said(organization) == []
    (found,) = said({"scim_users": [{"email": "ada@example.com", "rols": []}]})
    assert found[2] == 'SCIM user "ada@example.com": unknown option "rols". Did you mean roles?'


JANUARY = {"name": "P", "condition": "a = b", "start": "2037-01-01T00:00Z", "duration": "1h"}
PAST = {"name": "P", "condition": "a = b", "start": 1_700_000_000, "end": 1_700_003_600}


@pytest.mark.parametrize(
    ("kind", "objects", "is_refused"),
    [
        ("maintenance_plans", [JANUARY, {**JANUARY, "start": "2037-01-08T00:00Z"}], True),
        ("maintenance_plans", [JANUARY, {**JANUARY, "marker": "other"}], False),
        ("maintenance_plans", [JANUARY, PAST], False),
        ("maintenance_plans", [JANUARY, {**JANUARY, "start": UNKNOWN}], False),
        ("enrichment_maps", [MAP, {**MAP, "active": False}], True),
        ("correlation_patterns", [{"tags": ["host"], "time_window": each} for each in (5, 6)], True),
        ("correlation_patterns", [{"tags": ["host"], "time_window": 5, "note": each} for each in "ab"], False),
    ],
)
def test_two_of_one_name_are_refused_if_a_run_cannot_say_which_is_meant(kind, objects, is_refused):
    found = [each for each in said({kind: objects}) if "declared twice" in each[2]]
    assert [path for path, _severity, _words in found] == ([(kind, 1)] if is_refused else [])


def test_secrets_are_not_shown():
    assert "hunter" not in str(said({"scim_users": [{"user_name": "a", "password": ["hunter2"]}]}))


@pytest.mark.parametrize("kind", [resource.plural for resource in CATALOG.resources])
def test_values_that_only_a_run_knows_are_no_problem(kind):
    resource = next(each for each in CATALOG.resources if each.plural == kind)
    everything = {field.name: UNKNOWN for field in resource.fields if not field.internal}
    assert said({kind: UNKNOWN}) == said({kind: [UNKNOWN]}) == said({kind: [everything]}) == []


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(UNKNOWN)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def objects_of(resource):
    """Objects with options of the kind and any values."""
    values = {field.name: ANYTHING for field in resource.fields}
    for field in resource.fields:
        if field.fields:
            element = st.fixed_dictionaries({}, optional={inner.name: ANYTHING for inner in field.fields})
            values[field.name] |= st.lists(element, max_size=2) if field.type == "list" else element
    return st.fixed_dictionaries({}, optional={**values, "id": ANYTHING, "state": ANYTHING})


@settings(max_examples=40)
@given(st.data())
def test_whatever_a_file_contains_is_read_to_its_end(data):
    organization = {
        resource.plural: data.draw(st.lists(objects_of(resource), max_size=2) | ANYTHING)
        for resource in data.draw(st.lists(st.sampled_from(CATALOG.resources), max_size=3))
    }
    for problem in problems(organization):
        assert problem.message and problem.severity in ("error", "warning")
