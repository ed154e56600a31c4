# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.community.bigpanda.plugins.plugin_utils.role_variable_names import (
    misspelled_needs,
    wrong_variables,
)

ROLES = Path(__file__).resolve().parents[4] / "roles"


def found(role, *names):
    return [(each.file, each.severity, each.advice) for each in wrong_variables(role, names, str(ROLES / role))]


@pytest.mark.parametrize(
    ("role", "name", "advice"),
    [
        ("user_provisioning", "user_provisioning_dryrun", "Did you mean user_provisioning_dry_run?"),
        ("user_provisioning", "user_provisioning_DRY_RUN", "Did you mean user_provisioning_dry_run?"),
        ("user_provisioning", "user_provisioning_group_role", "Did you mean user_provisioning_group_roles?"),
        ("user_provisioning", "user_provisioning_colour", "See ansible-doc -t role"),
        ("organization", "organization_max_removal", "Did you mean organization_max_removals?"),
        ("organization", "organization_dry_run", "Only another role has user_provisioning_dry_run."),
        ("organization_export", "organization_export_dir", "See ansible-doc -t role"),
        ("organization_export", "organization_export_row", "Did you mean organization_export_rows?"),
    ],
)
def test_a_misspelled_variable_is_an_error(role, name, advice):
    ((wrong, severity, said),) = found(role, "inventory_hostname", name)
    assert (wrong, severity) == (name, "error") and said.startswith(advice)


def test_variables_of_others_with_a_common_prefix_are_warnings():
    assert [(name, severity) for name, severity, _advice in found("organization", "organization_name")] == [
        ("organization_name", "warning")
    ]


@pytest.mark.parametrize("role", ["organization", "organization_export", "user_provisioning"])
def test_variables_of_the_role_and_of_other_roles_are_not_wrong(role):
    """Its options, what it sets itself, and what roles with a longer prefix have."""
    names = [
        *("organization_directory", "organization_purge", "organization_call", "organization_file_1_0"),
        *("organization_result", "organization_kept", "organization_export_directory", "organization_export_live"),
        *("user_provisioning_dry_run", "user_provisioning_result", "bigpanda_users", "organizational", "organization"),
    ]
    assert found(role, *names) == []


@pytest.mark.parametrize(
    ("role", "name", "meant"),
    [
        ("organization", "bigpanda_organisation", "bigpanda_organization"),
        ("organization", "bigpanda_organizations", "bigpanda_organization"),
        ("organization", "BigPanda_Organization", "bigpanda_organization"),
        ("organization", "organisation_directory", "organization_directory"),
        ("user_provisioning", "bigpanda_user", "bigpanda_users"),
        ("user_provisioning", "bigpanda_user_csv", "bigpanda_users_csv"),
        ("organization", "bigpanda_api_key", None),
        ("organization_export", "bigpanda_organisation", None),
    ],
)
def test_what_a_role_needs_may_be_misspelled(role, name, meant):
    given = {name: {}, "inventory_hostname": "a", 7: 1, "bigpanda_users_csv_names": [], "organization_directories": []}
    found = misspelled_needs(role, given, str(ROLES / role))
    said = [(each.file, each.advice) for each in found]
    assert said == ([(name, f"Did you mean {meant}?")] if meant else [])


@pytest.mark.parametrize(("value", "is_asked"), [(None, True), ("", True), ({}, False), ("{{ mine }}", False)])
def test_what_is_given_makes_others_the_users_own(value, is_asked):
    given = {"bigpanda_organization": value, "bigpanda_organizations": {}}
    assert bool(misspelled_needs("organization", given, str(ROLES / "organization"))) is is_asked
