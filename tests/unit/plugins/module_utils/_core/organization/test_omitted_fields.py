# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects whose list omits a field that is declared are read one by one."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.object_index import ObjectIndex
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.client_pool import ClientPool
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.plan import Declared
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.omitted_fields import read_declared
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER

CONDITION = {"=": ["host", "db-1"]}
LISTED = [{"id": each, "name": f"Noise {each}"} for each in "abc"]


class Service:
    """A client of a service that shows conditions only of the object itself, if at all."""

    def __init__(self, shows):
        self.read = []
        self._shows = shows

    def find_by_id(self, _resource, object_id):
        self.read.append(object_id)
        (listed,) = [item for item in LISTED if item["id"] == object_id]
        return {**listed, "bpql": CONDITION} if self._shows else listed


def conditions(service, *declared):
    live = {ALERT_FILTER.name: ObjectIndex(ALERT_FILTER, LISTED)}
    wanted = [Declared(ALERT_FILTER, number, desired) for number, desired in enumerate(declared)]
    full = read_declared(ClientPool(lambda: service), wanted, (), live)
    return {item["id"]: item.get("bpql") for item in full[ALERT_FILTER.name].objects}


@pytest.mark.parametrize("shows", [True, False])
def test_what_a_list_omits_is_read_of_the_objects_that_declare_it(shows):
    service = Service(shows)
    declared = [{"name": "Noise a", "bpql": CONDITION}, {"name": "Noise b", "bpql": CONDITION}, {"name": "Noise c"}]
    shown = CONDITION if shows else None
    assert conditions(service, *declared) == {"a": shown, "b": shown, "c": None}
    # If the first does not show it either, the others are not read.
    assert sorted(service.read) == (["a", "b"] if shows else ["a"])


def test_what_nobody_declares_is_not_read():
    service = Service(shows=True)
    assert set(conditions(service, {"name": "Noise a"}, {"name": "New", "bpql": CONDITION}).values()) == {None}
    assert service.read == []
