# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.plugin_utils.layers import layered, read_layers

KINDS = {resource.plural: resource for resource in CATALOG.resources}


@pytest.mark.parametrize(
    ("kind", "base", "later", "merged"),
    [
        ("roles", [{"name": "Ops", "permissions": []}], [{"name": "ops"}, {"name": "DBA"}], ["ops", "DBA"]),
        ("environments", [{"name": "Shop"}], [{"name": "shop"}], ["Shop", "shop"]),
        ("scim_users", [{"user_name": "Ada@x.example"}], [{"email": "ada@x.example"}], [{"email": "ada@x.example"}]),
        ("environments", [{"id": "1"}], [{"id": "1", "name": "Shop"}], [{"id": "1", "name": "Shop"}]),
        ("topologies", [{"links": [1]}], [{"links": [2]}], [{"links": [2]}]),
        (
            "maintenance_plans",
            [{"name": "Patch", "marker": "a", "end": 2000000001}, {"name": "Patch", "end": 2000000002}],
            [{"name": "Patch", "marker": "a", "end": 2000000003}],
            [{"name": "Patch", "marker": "a", "end": 2000000003}, {"name": "Patch", "end": 2000000002}],
        ),
        (
            "correlation_patterns",
            [{"tags": ["b", "a"], "filter": "x = 1 AND y = 2", "time_window": 1}],
            [{"tags": ["a", "b"], "condition": {"AND": [{"=": ["y", "2"]}, {"=": ["X", "1"]}]}, "time_window": 2}],
            [{"tags": ["a", "b"], "condition": {"AND": [{"=": ["y", "2"]}, {"=": ["X", "1"]}]}, "time_window": 2}],
        ),
        ("roles", [{"name": "Ops"}, {"name": "Ops"}], [{"name": "DBA"}], ["Ops", "Ops", "DBA"]),
        ("roles", [{"nam": "Ops"}], [{"nam": "Ops"}], [{"nam": "Ops"}, {"nam": "Ops"}]),
        ("correlation_patterns", [{"tags": 5}], [{"tags": 5}], [{"tags": 5}, {"tags": 5}]),
    ],
)
def test_the_later_one_of_two_with_the_same_name_is_declared(kind, base, later, merged):
    found = layered(KINDS[kind], [base, later])
    assert found == [
        each if isinstance(each, dict) else next(x for x in [*later, *base] if x.get("name") == each) for each in merged
    ]


def test_the_last_of_three_counts_and_stays_at_its_first_place():
    layers = [[{"name": "a", "n": 1}, {"name": "b"}], [{"name": "a", "n": 2}], [{"name": "c"}, {"name": "a", "n": 3}]]
    assert layered(KINDS["environments"], layers) == [{"name": "a", "n": 3}, {"name": "b"}, {"name": "c"}]


def test_a_kind_that_is_null_is_reported_and_removes_nothing_of_another_layer(tmp_path):
    for name, content in (("base", "roles: [{name: Ops}]\n"), ("top", "environments: []\nroles:\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "all.yml").write_text(content, encoding="utf-8")
    read = read_layers([str(tmp_path / "base"), str(tmp_path / "top")])
    assert read.organization == {"roles": [{"name": "Ops"}], "environments": []}
    assert [(each.line, each.message) for each in read.findings] == [(2, "roles is null.")]
