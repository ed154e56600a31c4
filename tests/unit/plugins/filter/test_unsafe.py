# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a filter makes is new text, whatever its parts were marked as: no ansible-core may take it for a template."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar
from ansible_collections.community.bigpanda.plugins import filter as filters

TEXT = "{{ 6 * 7 }}"
OWN_DELIMITERS = "#jinja2:variable_start_string:'[[',variable_end_string:']]'\n[[ 6 * 7 ]]"
NAMES = sorted(path.stem for folder in filters.__path__ for path in Path(folder).glob("[!_]*.py"))


def calls(text, folder):
    """Of each filter, a call that returns the text."""
    (folder / "owners.csv").write_text(f"application\n{text}\n", encoding="utf-8")
    declared = folder / "declared"
    declared.mkdir()
    (declared / f"{text}.yml").touch()
    cell = text.replace("\n", " ")  # A cell of a feed has one line.
    row = {"user_name": "ada@example.com", "name": cell, "groups": cell}
    columns = {"user_name": "user_name", "display_name": "name", "groups": "groups"}
    return {
        "bpql": [{"=": ["host", text]}, "object"],
        "files_of_organization": [{"roles": [{"name": text, text: text}]}],
        "organization_of_files": [{"roles.yml": {"roles": [{"name": text, text: [text]}]}}],
        "declaration_files": [str(declared)],
        "role_variables": [{"bigpanda_organization": f"roles: [{{name: !unsafe {json.dumps(text)}}}]"}],
        "drift_grid": [{text.splitlines()[-1]: None}],
        "hosts_of_inventory": [text.splitlines()[-1], {"all": [text.splitlines()[-1]]}],
        "incident_table": [[{"id": text.splitlines()[-1]}]],
        "plan_markdown": [text],
        "in_directory": [[{"name": text, "src": "owners.csv"}], str(folder), True],
        "users_of_feed": [[row], columns, ";", None, [{"pattern": "(?s)(.*)", "role": "\\1"}]],
    }


@pytest.mark.parametrize("text", [TEXT, OWN_DELIMITERS])
@pytest.mark.parametrize("name", NAMES)
def test_what_a_filter_returns_is_no_template(name, text, tmp_path):
    module = importlib.import_module(f"{filters.__name__}.{name}")
    returned = module.FilterModule().filters()[name](*calls(text, tmp_path)[name])
    assert text.splitlines()[-1] in str(returned).replace("\\u007b", "{")
    assert Templar(DataLoader()).template(returned) == returned
