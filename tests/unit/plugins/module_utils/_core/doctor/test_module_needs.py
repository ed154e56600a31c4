# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import importlib
import re

import pytest
import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.module_needs import (
    missing_credential_findings,
    module_names,
    needed_by,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.observations import ACCEPTED, UNAUTHORIZED
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._resources.doctor import DOCTOR
from unit.plugins.module_utils._core.doctor.connections import findings, token

MODULES = "ansible_collections.community.bigpanda.plugins.modules"
# As notes of modules say one: V(Mapping Enrichment (API Only)) (full access; view is enough in check mode).
PERMISSION_SAID = re.compile(r"[CV]\(((?:[^()]|\([^()]*\))+)\)\s\((view|full access)")
# What notes say is only needed if the service does not do what it was told, which cannot be known before.
NEEDED_BY_CHANCE = {"bigpanda_scim_user": {("Roles Management", "full_access")}}


def test_a_module_for_which_no_credential_was_given_is_named():
    tokens = {"org_token": token(UNAUTHORIZED, ACCEPTED)}
    ((severity, text),) = findings(["bigpanda_role"], tokens=tokens)
    assert severity == "error" and "bigpanda_role needs the User API Key (api_key)" in text


@pytest.mark.parametrize(
    ("module", "given", "needed"),
    [
        ("bigpanda_incident", "org_token", "User API Key (api_key)"),
        ("bigpanda_incident_info", "org_token", "User API Key (api_key)"),
        ("bigpanda_incident", "api_key", None),
        ("bigpanda_incident_info", "api_key", None),
        ("bigpanda_alert", "org_token", None),
        ("bigpanda_alert", "api_key", "Org Token (org_token)"),
        ("bigpanda_organization", "api_key", None),
    ],
)
def test_a_credential_that_a_module_needs_for_some_options_is_named(module, given, needed):
    said = [(each.severity, each.finding) for each in missing_credential_findings(DOCTOR, [module], [given])]
    assert [severity for severity, _text in said] == ["warning"] * (needed is not None)
    assert all(f"{module} needs the {needed} for some of its options" in text for _severity, text in said)


def test_modules_that_only_read_need_no_full_access():
    readers = [name for name in DOCTOR.modules if name.endswith("_info")]
    assert {level for _name, level in needed_by(DOCTOR, readers)} == {"view"}


def permissions_said(module):
    """What the notes of a module say that it needs of the owner of the API key."""
    documentation = yaml.safe_load(importlib.import_module(f"{MODULES}.{module}").DOCUMENTATION)
    notes = " ".join(documentation["notes"]).replace("\\", "")
    return {(name, level.replace(" ", "_")) for name, level in PERMISSION_SAID.findall(notes)}


@pytest.mark.parametrize("module", DOCTOR.modules)
def test_a_module_needs_what_its_notes_say(module):
    said = permissions_said(module) - NEEDED_BY_CHANCE.get(module, set())
    looked_at = set(needed_by(DOCTOR, [module]))
    # Full access includes view, so notes do not name the latter beside it.
    included = {(name, "view") for name, level in said if level == "full_access"}
    assert said <= looked_at <= said | included


@pytest.mark.parametrize(
    ("given", "is_needed"),
    [((), True), (("api_key",), True), (("org_token",), False), (("api_key", "org_token"), False)],
)
def test_no_permission_is_needed_for_what_the_org_token_is_sent_with(given, is_needed):
    assert (("API Keys", "view") in needed_by(DOCTOR, ["bigpanda_organization"], given)) is is_needed


def test_an_organization_needs_the_api_key_however_keys_are_listed():
    tokens = {"org_token": token(UNAUTHORIZED, ACCEPTED)}
    ((severity, text),) = findings(["bigpanda_organization"], tokens=tokens)
    assert severity == "error" and "bigpanda_organization needs the User API Key (api_key)" in text


def test_modules_are_named_in_short_or_in_full_and_unknown_ones_are_refused():
    names = ["bigpanda_role", "community.bigpanda.bigpanda_scim_user", "bigpanda_role"]
    assert module_names(DOCTOR, names) == ["bigpanda_role", "bigpanda_scim_user"]
    with pytest.raises(InvalidOption, match=r"for_modules: unknown module bigpanda_rol\. Did you mean bigpanda_role"):
        module_names(DOCTOR, ["bigpanda_rol"])


@pytest.mark.parametrize("modules", [["bigpanda_role", "bigpanda_scim_user"], ["bigpanda_scim_user", "bigpanda_role"]])
def test_each_module_that_lacks_its_credential_is_named(modules):
    said = [text for _severity, text in findings(modules, tokens={"org_token": token(UNAUTHORIZED, ACCEPTED)})]
    assert [text.split()[0] for text in said] == modules
    assert all("needs the " in text for text in said)


@pytest.mark.parametrize(
    ("modules", "permission", "named", "is_optional"),
    [
        (["bigpanda_role"], ("Roles Management", "full_access"), ("bigpanda_role",), False),
        (["bigpanda_role"], ("Manage Environments", "view"), ("bigpanda_role",), True),
        (
            ["bigpanda_role", "bigpanda_environment_info"],
            ("Manage Environments", "view"),
            ("bigpanda_role", "bigpanda_environment_info"),
            False,
        ),
        (["bigpanda_organization"], ("Roles Management", "full_access"), ("bigpanda_organization",), True),
        (
            ["bigpanda_correlation_pattern_order"],
            ("Alert Correlation", "view"),
            ("bigpanda_correlation_pattern_order",),
            False,
        ),
    ],
)
def test_a_need_is_optional_if_only_some_options_have_it(modules, permission, named, is_optional):
    need = needed_by(DOCTOR, modules)[permission]
    assert (need.modules, need.is_optional) == (named, is_optional)
