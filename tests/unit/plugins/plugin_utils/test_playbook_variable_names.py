# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A misspelled key is not that of the environment, which belongs to another organization."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.filter.role_variables import role_variables
from ansible_collections.community.bigpanda.plugins.plugin_utils import role_variables as table

ROOT = Path(__file__).resolve().parents[4]
CONNECTION = [*table.CONNECTION, "bigpanda_hosts"]
WINDOW = list(table.MAINTENANCE_WINDOW)
VALIDATE = ["bigpanda_validate_known", "bigpanda_validate_strict"]


@pytest.mark.parametrize(
    ("options", "name", "meant"),
    [
        (CONNECTION, "bigpanda_apikey", "bigpanda_api_key"),
        (CONNECTION, "bigpanda_api_kye", "bigpanda_api_key"),
        (CONNECTION, "bigpanda_API_KEY", "bigpanda_api_key"),
        (CONNECTION, "bigpanda_key", "bigpanda_api_key"),
        (CONNECTION, "bigpanda_token", "bigpanda_api_key or bigpanda_org_token"),
        (CONNECTION, "bigpanda_orgtoken", "bigpanda_org_token"),
        (CONNECTION, "bigpanda_regoin", "bigpanda_region"),
        (CONNECTION, "bigpanda_apiurl", "bigpanda_api_url"),
        (CONNECTION, "bigpanda_url", "bigpanda_api_url"),
        (CONNECTION, "bigpanda_host", "bigpanda_hosts"),
        (CONNECTION, "bigpanda_validate_cert", "bigpanda_validate_certs"),
        (WINDOW, "bigpanda_maintenance_durations", "bigpanda_maintenance_duration"),
        (WINDOW, "bigpanda_maintenance_nme", "bigpanda_maintenance_name"),
        (WINDOW, "bigpanda_maintenance_desc", "bigpanda_maintenance_description"),
        (["bigpanda_export_directory"], "bigpanda_export_dir", "bigpanda_export_directory"),
        (VALIDATE, "bigpanda_validate_srict", "bigpanda_validate_strict"),
    ],
)
def test_a_misspelled_variable_is_named_without_its_value(options, name, meant):
    with pytest.raises(AnsibleFilterError) as refused:
        role_variables({}, None, options, ["inventory_hostname", name])
    assert str(refused.value) == f"{name}: it is not a variable of this playbook. Did you mean {meant}?"


def test_a_variable_that_the_right_one_is_taken_from_is_the_users_own():
    names = ["bigpanda_api_keys", "bigpanda_api_key"]
    assert role_variables({"bigpanda_api_key": "k"}, None, CONNECTION, names) == {"bigpanda_api_key": "k"}
    with pytest.raises(AnsibleFilterError, match="Did you mean bigpanda_api_key"):
        role_variables({"bigpanda_api_key": ""}, None, CONNECTION, names)


def test_variables_of_the_collection_and_of_others_are_not_misspelled():
    """Each name that playbooks, roles and examples contain, and names of modules, which look the same."""
    folders = [ROOT / name for name in ("playbooks", "roles", "examples")]
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.yml")]
    used = {name for text in texts for name in re.findall(r"\bbigpanda_\w+", text)}
    own = [
        "bigpanda_org",
        "bigpanda_emea_api_key",
        "bigpanda_region_name",
        "bigpanda_team",
        "bigpanda_port",
        "bigpanda",
    ]
    windows = ["bigpanda_maintenance_windows", "bigpanda_maintenance_contact"]
    # The playbook `validate` does not read the connection.
    others = {name for name in used if not name.startswith("bigpanda_validate")}
    names = [*others, *own, *windows, *table.READERS]
    for options in (CONNECTION, WINDOW, VALIDATE, ["bigpanda_export_directory"]):
        assert role_variables({}, None, options, names) == {}
