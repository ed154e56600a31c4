# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Removals that the service accepts."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.writing import confirm
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from simulator.reply import Refusal, Reply
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


def removed_for_good(rule):
    """The rule, with 410 in place of 404: "removed for good" (access notes, "Envelopes and errors")."""

    def answer(request):
        try:
            return rule(request)
        except Refusal as refusal:
            raise Refusal(410 if refusal.status == 404 else refusal.status, *refusal.errors) from None

    return answer


@KINDS
def test_an_object_that_was_removed_for_good_does_not_exist(client, resource, monkeypatch):
    for operation in filter(None, (resource.get, resource.delete)):
        monkeypatch.setitem(RULES, operation.id, removed_for_good(RULES[operation.id]))
    declare(client, resource)
    assert remove(client, resource)[0]
    assert not remove(client, resource)[0]
    assert declare(client, resource)[0]
    assert len(live(client, resource)) == 1


@KINDS
def test_an_object_that_another_removes_first_counts_as_removed(client, resource, monkeypatch):
    really = RULES[resource.delete.id]

    def somebody_was_faster(request):
        really(request)
        raise Refusal(410, "It was removed.")

    declare(client, resource)
    monkeypatch.setitem(RULES, resource.delete.id, somebody_was_faster)
    assert remove(client, resource)[0]
    assert live(client, resource) == []


@KINDS
def test_a_removed_object_that_stays_in_the_list_does_not_exist(client, resource, monkeypatch):
    """As `deleted: true`, which the contract has for definitions of incident tags."""
    ever, read = {}, RULES[resource.list.operation.id]

    def all_ever(request):
        reply = read(request)
        is_wrapped = isinstance(reply.body, dict)
        now = {item["id"]: item for item in (reply.body["data"] if is_wrapped else reply.body)}
        ever.update(now)
        items = [now.get(item_id) or {**item, "deleted": True} for item_id, item in ever.items()]
        return Reply(reply.status, {**reply.body, "data": items} if is_wrapped else items, beyond_schema=True)

    monkeypatch.setitem(RULES, resource.list.operation.id, all_ever)
    declare(client, resource)
    assert remove(client, resource)[0]
    assert not remove(client, resource)[0]
    assert declare(client, resource)[0]
    assert len(live(client, resource)) == 1
