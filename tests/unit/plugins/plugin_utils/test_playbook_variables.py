# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Each playbook reads its own variables, and those of all playbooks and roles can be set at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.filter.role_variables import role_variables
from ansible_collections.community.bigpanda.plugins.plugin_utils import role_variables as table
from ansible_collections.community.bigpanda.plugins.plugin_utils.role_variable_names import wrong_variables

ROOT = Path(__file__).resolve().parents[4]
PLAYBOOKS = sorted((ROOT / "playbooks").glob("*.yml"))
ROLES = {
    "organization": table.ORGANIZATION,
    "organization_export": table.ORGANIZATION_EXPORT,
    "user_provisioning": table.USER_PROVISIONING,
}


def asked_by(playbook):
    """The variables that a playbook asks for by name, with those of its connection and its roles."""
    text = playbook.read_text(encoding="utf-8")
    patterns = re.findall(r"builtin.varnames',\s*'\^(\w*)\(?([\w|]+)\)?\$'", text)
    listed = re.findall(r"^ +- (bigpanda_\w+)$", text, re.MULTILINE)
    own = {*listed}.union(prefix + name for prefix, names in patterns for name in names.split("|"))
    roles = {name for role, variables in ROLES.items() if f"bigpanda.{role}\n" in text for name in variables}
    return own | roles | {*table.CONNECTION}


@pytest.mark.parametrize("playbook", PLAYBOOKS, ids=lambda path: path.stem)
def test_every_variable_of_a_playbook_is_read(playbook):
    """Those that it asks for, and those that its head documents."""
    head = playbook.read_text(encoding="utf-8").split("\n- name:")[0]
    asked = asked_by(playbook)
    assert {*re.findall(r"bigpanda_(?:incidents|maintenance|validate|export)_\w+", head)} <= asked
    assert role_variables(dict.fromkeys(asked), None) == {}


@pytest.mark.parametrize("role", ROLES)
def test_the_variables_of_all_playbooks_and_roles_may_be_set_at_once(role):
    """An inventory of AWX sets them for every playbook."""
    everything = {*table.READERS}.union(*(asked_by(playbook) for playbook in PLAYBOOKS))
    assert wrong_variables(role, everything, str(ROOT / "roles" / role)) == []


@pytest.mark.parametrize("playbook", PLAYBOOKS, ids=lambda path: path.stem)
def test_neither_variables_of_others_nor_its_internal_ones_are_misspelled(playbook):
    """No option of the playbook is set, which is when a similar name is an error."""
    text = playbook.read_text(encoding="utf-8")
    internal = re.findall(r"^ +(?:register: )?(bigpanda_\w+)(?::|$)", text, re.MULTILINE)
    names = set(internal).union(*(asked_by(each) for each in PLAYBOOKS))
    specific = [
        name for name in asked_by(playbook) if re.match("bigpanda_(incidents|maintenance|export|validate)_", name)
    ]
    for options in (specific, [*table.CONNECTION] if "connection.yml" in text else []):
        assert role_variables({}, None, options, names) == {}


@pytest.mark.parametrize("limit", [5, "5", " 5\n"])
def test_the_variables_of_incidents_are_read_as_a_survey_gives_them(limit):
    given = {"bigpanda_incidents_limit": limit, "bigpanda_incidents_folder": "", "bigpanda_incidents_query": "a = b"}
    assert role_variables(given) == {"bigpanda_incidents_limit": "5", "bigpanda_incidents_query": "a = b"}


def test_a_misspelled_variable_of_incidents_is_refused():
    options = [*table.INCIDENTS]
    for name, meant in (("environmnet", "environment"), ("limits", "limit"), ("env", "environment")):
        with pytest.raises(AnsibleFilterError, match=f"Did you mean bigpanda_incidents_{meant}?"):
            role_variables({}, None, options, [f"bigpanda_incidents_{name}"])


def test_a_variable_that_no_playbook_has_is_refused():
    with pytest.raises(AnsibleFilterError, match="not bigpanda_incidents_limits"):
        role_variables({"bigpanda_incidents_limit": 5, "bigpanda_incidents_limits": 5})
