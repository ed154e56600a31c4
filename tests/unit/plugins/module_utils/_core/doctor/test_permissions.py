# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.module_needs import needed_by
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.observations import (
    ACCEPTED,
    FAILED,
    FORBIDDEN,
    Attempt,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.doctor import DOCTOR
from unit.plugins.module_utils._core.doctor.connections import KEY, ROLE, findings, result


def missing(*modules, views=(), **changes):
    """Severity and sentences of the findings, if these permissions cannot be viewed and all others can."""
    needs = needed_by(DOCTOR, modules, ("api_key",))
    seen = {name: Attempt(FORBIDDEN if name in views else ACCEPTED) for name, _level in needs}
    return findings(modules, views=seen, **changes)


EVERYTHING = {
    "keys": [KEY],
    "roles": [
        {
            **ROLE,
            "permissions": [
                {"resource_type": kind, "actions": ["full_access"]} for kind, _action in DOCTOR.held_as.values()
            ],
        }
    ],
}
TAGS = "Incident Enrichment"


@pytest.mark.parametrize(
    ("modules", "views", "errors", "warnings"),
    [
        (["bigpanda_role"], [], 0, 0),
        (["bigpanda_role"], ["Manage Environments"], 0, 1),
        (["bigpanda_environment_info"], ["Manage Environments"], 1, 0),
        (["bigpanda_role", "bigpanda_environment_info"], ["Manage Environments"], 1, 0),
        (["bigpanda_role"], ["Roles Management"], 2, 0),
        (["bigpanda_incident_info"], ["Manage Environments"], 0, 1),
        (["bigpanda_organization_info"], [TAGS], 0, 1),
        (["bigpanda_organization_info", "bigpanda_incident_tag_info"], [TAGS], 1, 0),
    ],
)
def test_a_missing_permission_is_an_error_only_if_a_module_always_needs_it(modules, views, errors, warnings):
    severities = [severity for severity, _text in missing(*modules, views=views, **EVERYTHING)]
    assert (severities.count("error"), severities.count("warning")) == (errors, warnings)


def test_a_module_that_lacks_all_of_its_permissions_is_an_error():
    names = {name for name, _level in needed_by(DOCTOR, ["bigpanda_organization"], ("api_key",))}
    found = missing("bigpanda_organization", views=names, **EVERYTHING)
    unknown = [text for severity, text in found if severity == "warning"]
    assert len(unknown) == 1 and '"API Keys" (view)' in unknown[0]
    assert len(found) == 1 + 2 * len(names - {"API Keys"})


def test_unknown_permissions_are_named_in_one_warning_for_each_reason():
    views = {"Roles Management": Attempt(FAILED, "It failed.")}
    ((severity, text), (_severity, other)) = findings(["bigpanda_role_info", "bigpanda_scim_user_info"], views=views)
    assert severity == "warning"
    assert text == (
        'It is unknown whether the owner of the API key has the permission "Roles Management" (view). It failed. '
        "Check the owner's roles; needed by bigpanda_role_info."
    )
    assert '"User Management" (view). No read request tests it.' in other


def test_a_refused_list_of_api_keys_is_not_reported_as_a_missing_permission():
    """The contract contradicts itself on which token lists them."""
    told = result(["bigpanda_organization"], views={"API Keys": Attempt(FORBIDDEN, "It is forbidden.")})
    (permission,) = (each for each in told["permissions"] if each["name"] == "API Keys")
    assert permission["granted"] is None and "wrong type of token" in permission["reason"]
    assert "error" not in {each["severity"] for each in told["findings"]}


@pytest.mark.parametrize(
    ("views", "keys", "roles", "view", "full_access"),
    [
        (ACCEPTED, [KEY], [ROLE], True, True),
        (ACCEPTED, [KEY], [{**ROLE, "users": ["u2"]}], True, False),
        (ACCEPTED, [KEY], [{**ROLE, "permissions": [{"resource_type": "roles", "actions": ["read"]}]}], True, False),
        (
            ACCEPTED,
            [KEY],
            [{**ROLE, "permissions": [{"resource_type": "Roles", "actions": ["Full_Access"]}]}],
            True,
            True,
        ),
        (ACCEPTED, [KEY, KEY], [ROLE], True, None),
        (ACCEPTED, [KEY], None, True, None),
        (FORBIDDEN, None, None, False, False),
        (FAILED, [KEY], None, None, None),
    ],
)
def test_permissions_are_tested_or_looked_up_in_roles(views, keys, roles, view, full_access):
    healthy = {"keys": keys, "roles": roles, "views": {"Roles Management": Attempt(views, "It failed.")}}
    permissions = {
        each["level"]: each
        for each in result(["bigpanda_role"], **healthy)["permissions"]
        if each["name"] == "Roles Management"
    }
    assert (permissions["view"]["granted"], permissions["full_access"]["granted"]) == (view, full_access)
    for each in permissions.values():
        assert (each["reason"] is None) == (each["granted"] is not None)
    missing = [text for severity, text in findings(["bigpanda_role"], **healthy) if severity == "error"]
    assert len(missing) == [view, full_access].count(False)
    assert all("needed by bigpanda_role" in text for text in missing)


EVERYWHERE = {"resource_type": "environments", "resource_id": None, "actions": ["incident_actions"]}
IN_ONE = {**EVERYWHERE, "resource_id": "e1"}


@pytest.mark.parametrize(
    ("held", "granted"),
    [
        ([], False),
        ([IN_ONE], None),
        ([IN_ONE, {**IN_ONE, "resource_id": "e2"}], None),
        ([IN_ONE, EVERYWHERE], True),
        ([{**IN_ONE, "actions": ["read"]}], False),
        ([{"resource_type": "environments", "actions": ["incident_actions"]}], True),
    ],
)
def test_a_permission_on_some_environments_is_unknown_for_all(held, granted):
    permissions = result(["bigpanda_alert_resolve"], keys=[KEY], roles=[{**ROLE, "permissions": held}])["permissions"]
    (acting,) = (each for each in permissions if each["level"] == "full_access")
    assert acting["granted"] is granted
    assert (acting["reason"] == "The owner has it only on some environments.") is (granted is None)


FULL_EVERYWHERE = {**EVERYWHERE, "actions": ["read", "full_access"]}
FULL_IN_ONE = {**FULL_EVERYWHERE, "resource_id": "e1"}


@pytest.mark.parametrize(
    ("held", "granted", "words"),
    [
        (
            [FULL_EVERYWHERE],
            None,
            "has full_access on environments, and BigPanda does not document whether that includes it",
        ),
        ([FULL_IN_ONE], None, "does not document whether that includes it"),
        ([FULL_EVERYWHERE, EVERYWHERE], True, None),
        ([FULL_EVERYWHERE, IN_ONE], None, "only on some environments"),
        ([{**EVERYWHERE, "actions": ["full_access", "incident_actions"]}], True, None),
        ([{"resource_type": "roles", "actions": ["full_access"]}], False, None),
    ],
)
def test_full_access_on_environments_may_include_incident_actions(held, granted, words):
    told = result(["bigpanda_incident"], keys=[KEY], roles=[{**ROLE, "permissions": held}])
    (acting,) = (each for each in told["permissions"] if each["name"] == "Environment - Incident Actions")
    assert acting["granted"] is granted
    assert (acting["reason"] is None) if words is None else (words in acting["reason"])
    lacks = [each["finding"] for each in told["findings"] if "lacks" in each["finding"]]
    assert ("Incident Actions" in str(lacks)) is (granted is False)


def test_a_permission_that_is_not_documented_is_unknown():
    attempts = {"Topology View": Attempt(ACCEPTED)}
    permissions = result(["bigpanda_topology"], keys=[KEY], roles=[ROLE], views=attempts)["permissions"]
    assert [(each["level"], each["granted"]) for each in permissions] == [("view", True), ("full_access", None)]
