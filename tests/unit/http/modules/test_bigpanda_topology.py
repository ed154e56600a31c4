# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest
from unit.http.modules.lifecycle import Life, live

TO_CHECK, TO_CLUSTER = {"source": "host", "target": "check"}, {"source": "host", "target": "cluster"}
TO_SITE = {"source": "cluster", "target": "site"}
LIFE = Life(
    module="topology",
    plural="topologies",
    create={"links": [TO_CHECK, TO_CLUSTER]},
    reordered={"links": [TO_CLUSTER, TO_CHECK]},
    change={"links": [TO_CHECK, TO_SITE]},
    before={"links": [TO_CHECK, TO_CLUSTER]},
    after={"links": [TO_CHECK, TO_SITE]},
    absent={"state": "absent"},
)


@pytest.mark.sends("create_topology", "delete_topology", "get_topology", "list_topologies", "update_topology")
def test_lifecycle(call_there, written):
    live(LIFE, call_there, written)


def test_refused(refuse):
    refuse(
        "topology",
        ({}, "all of the following are missing: links"),
        ({"links": []}, "links is empty.*state=absent"),
        ({"links": [{"source": "host"}]}, "missing required arguments: target found in links"),
    )


def test_an_organization_declares_it_once_and_shows_it_as_declared(call):
    declared = call("organization", topologies=[{"links": [TO_CHECK]}])
    assert declared["changed"]
    assert declared["diff"]["prepared"].startswith("  topologies  + topology  links: host check\n")
    assert call("organization_info", gather=["topologies"])["organization"]["topologies"] == [{"links": [TO_CHECK]}]
    twice = call("organization", topologies=[{"links": [TO_CHECK]}, {"links": [TO_CLUSTER]}])
    assert re.search("topologies.0. and topologies.1. both declare the topology[.]", twice["msg"])
