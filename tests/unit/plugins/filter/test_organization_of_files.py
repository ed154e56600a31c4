# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.filter.organization_of_files import organization_of_files


def test_files_are_put_together():
    files = {"a.yml": {"roles": [{"name": "Auditors"}], "topologies": []}, "b.yml": {"scim_users": []}, "c.yml": {}}
    assert organization_of_files(files) == {"roles": [{"name": "Auditors"}], "topologies": [], "scim_users": []}


def test_directories_are_layers_and_tables_keep_their_place():
    files = {
        "/git/base/roles.yml": {"roles": [{"name": "Ops", "permissions": []}, {"name": "DBA"}]},
        "/git/base/maps.yml": {"enrichment_maps": [{"name": "owners", "src": "tables/owners.csv"}]},
        "/git/acme/all.yml": {
            "roles": [{"name": "ops", "permissions": [1]}],
            "enrichment_maps": [{"name": "sites", "src": "sites.csv"}, {"name": "etc", "src": "/etc/x.csv"}],
        },
    }
    assert organization_of_files(files) == {
        "roles": [{"name": "ops", "permissions": [1]}, {"name": "DBA"}],
        "enrichment_maps": [
            {"name": "owners", "src": "../base/tables/owners.csv"},
            {"name": "sites", "src": "sites.csv"},
            {"name": "etc", "src": "/etc/x.csv"},
        ],
    }


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"users.yml": {"users": []}}, "users.yml: unknown kind users.* scim_users"),
        ({"a.yml": {"role": []}, "b.yml": {"roles": []}}, r"a.yml: unknown kind role\."),
        ({"a.yml": {"roles": []}, "b.yml": {"roles": []}}, "a.yml and b.yml both declare roles"),
        ({"a.yml": {"roles": None}}, "a.yml: roles is not a list of dicts"),
        ({"a.yml": {"roles": ["Auditors"]}}, "a.yml: roles is not a list of dicts"),
        ({"a.yml": ["Auditors"]}, "a.yml does not contain a dict"),
        ("roles.yml", "give a dict"),
        ({"a.yml": {}, "b.yml": {}}, "a.yml, b.yml declare nothing"),
    ],
)
def test_what_would_not_be_applied_is_an_error(files, words):
    with pytest.raises(AnsibleFilterError, match=words):
        organization_of_files(files)
