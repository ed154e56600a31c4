# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Removals that the service accepts."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.writing import confirm
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from simulator.reply import Reply
from simulator.rules import RULES
from unit.http.two_runs import DECLARED, RESOURCES, declare, live

KINDS = pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)


def accepted(resource):
    """The answer to a removal."""
    return Reply(202 if resource is ENRICHMENT_MAP else 204)


def remove(client, resource):
    return declare(client, resource, {"name": DECLARED[resource.name]["name"]}, state="absent")


@KINDS
def test_a_removal_without_effect_is_a_failure(client, resource, monkeypatch):
    monkeypatch.setattr(confirm, "SETTLE_TIMEOUT_S", 0.1)
    declare(client, resource)
    with monkeypatch.context() as idle:
        idle.setitem(RULES, resource.delete.id, lambda _request: accepted(resource))
        with pytest.raises(errors.ChangeNotVisible, match="accepted the removal and still lists the object"):
            remove(client, resource)
    assert len(live(client, resource)) == 1
    assert remove(client, resource)[0]
    assert live(client, resource) == []


@KINDS
def test_a_removal_that_shows_later_is_waited_for(client, resource, monkeypatch):
    declare(client, resource)
    really, asked = RULES[resource.delete.id], []

    def remove_next_time(request):
        asked.append(request)
        return accepted(resource)

    monkeypatch.setitem(RULES, resource.delete.id, remove_next_time)
    read = RULES[(resource.get or resource.list.operation).id]

    def removed_by_now(request):
        answer = read(request)
        if asked:
            really(asked.pop())
        return answer

    monkeypatch.setitem(RULES, (resource.get or resource.list.operation).id, removed_by_now)
    assert remove(client, resource)[0]
    monkeypatch.undo()
    assert live(client, resource) == []
