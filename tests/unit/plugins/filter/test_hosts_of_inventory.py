# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible_collections.community.bigpanda.plugins.filter.hosts_of_inventory import hosts_of_inventory

HOSTS = ["acme", "globex", "Müller GmbH"]


@pytest.fixture(scope="module")
def inventory(tmp_path_factory):
    path = tmp_path_factory.mktemp("inventory") / "hosts.yml"
    text = 'all: {hosts: {acme: {}, globex: {}, "Müller GmbH": {}}, children: {emea: {hosts: {globex: {}}}}}'
    path.write_text(text, encoding="utf-8")
    return InventoryManager(DataLoader(), [str(path)])


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (None, HOSTS),
        ("", HOSTS),
        (" \n", HOSTS),
        (" , ", HOSTS),
        ([], HOSTS),
        ("all", HOSTS),
        ("acme", ["acme"]),
        (" acme,\tglobex ,", ["acme", "globex"]),
        ("acme\nglobex", ["acme", "globex"]),
        ("Müller GmbH", ["Müller GmbH"]),
        ("acme, Müller GmbH", ["acme", "Müller GmbH"]),
        (["Müller GmbH", "acme"], ["acme", "Müller GmbH"]),
        ("emea", ["globex"]),
        ("all:!emea", ["acme", "Müller GmbH"]),
        ("gl?b*", ["globex"]),
        ("localhost", ["localhost"]),
    ],
)
def test_the_pattern_matches_the_hosts_that_were_named(inventory, chosen, expected):
    pattern = hosts_of_inventory(chosen, inventory.get_groups_dict())
    assert {host.name for host in inventory.get_hosts(pattern)} == set(expected)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("acmee", '"acmee" is not a host or group of the inventory. Did you mean acme?'),
        ("acme, globx", '"globx" is not a host or group of the inventory. Did you mean globex?'),
        ("acme globex", '"acme globex" is not a host or group'),
        ("{{ 7 * 6 }}", r'"\{\{ 7 \* 6 \}\}" is not a host or group'),
        ("ACME", "Did you mean acme?"),
        (42, '"42" is not a host or group of the inventory. A slice of a job only knows its own hosts.'),
    ],
)
def test_a_name_that_does_not_exist_is_refused(inventory, chosen, said):
    """Ansible would run on no host, and succeed."""
    with pytest.raises(AnsibleFilterError, match=said.replace("?", r"\?")):
        hosts_of_inventory(chosen, inventory.get_groups_dict())


def test_groups_are_needed():
    with pytest.raises(AnsibleFilterError, match="give the variable groups"):
        hosts_of_inventory("acme", None)
