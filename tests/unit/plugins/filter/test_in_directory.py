# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.filter.in_directory import in_directory


def test_relative_paths_are_completed_and_others_left():
    paths = ["owners.csv", "/srv/owners.csv", "~/owners.csv", "$HOME/owners.csv"]
    told = in_directory([{"src": path} for path in paths], "/srv/acme")
    assert [item["src"] for item in told] == ["/srv/acme/owners.csv", *paths[1:]]
    assert in_directory([{"name": "owners", "rows": []}], "/srv") == [{"name": "owners", "rows": []}]


def test_a_table_is_handed_over_in_place_of_its_path(tmp_path):
    (tmp_path / "owners.csv").write_text('application,owner\r\nbilling,"Ada ä"\n', encoding="utf-8", newline="")
    maps = [{"name": "owners", "src": "owners.csv"}, {"name": "others", "src": "/srv/others.csv"}]
    assert in_directory(maps, str(tmp_path), hand_over=True) == [
        {"name": "owners", "content": 'application,owner\r\nbilling,"Ada ä"\n'},
        {"name": "others", "src": "/srv/others.csv"},
    ]


def test_a_table_that_cannot_be_handed_over_is_named(tmp_path):
    with pytest.raises(AnsibleFilterError, match="owners.csv cannot be read"):
        in_directory([{"src": "owners.csv"}], str(tmp_path), hand_over=True)
