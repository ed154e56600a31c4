# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Users can lose what somebody else adds to a list that the API only takes whole, so each such list is documented."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG

MODULES = Path(__file__).resolve().parents[3] / "plugins" / "modules"


def has_list(field):
    return field.type == "list" or any(map(has_list, field.fields))


def whole_lists(resource):
    # The tags of a pattern are what identifies it.
    apart = {*resource.written_apart, *(("tags",) if resource.name == "correlation_pattern" else ())}
    fields = [field for field in resource.fields if not (field.internal or field.is_membership or field.immutable)]
    return [field.name for field in fields if has_list(field) and field.type != "raw" and field.name not in apart]


@pytest.mark.parametrize("resource", CATALOG.resources, ids=lambda resource: resource.name)
def test_the_notes_of_a_module_name_each_list_that_is_written_whole(resource):
    tree = ast.parse((MODULES / f"bigpanda_{resource.name}.py").read_text())
    text = next(
        node.value.value for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    )
    notes = [note for note in yaml.safe_load(text).get("notes", []) if "can only be written as a whole" in note]
    named = [name for name in whole_lists(resource) if any(f"O({name})" in note for note in notes)]
    assert named == whole_lists(resource)
    assert bool(notes) == bool(named)
