# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import (
    ConnectionFailed,
    Forbidden,
    IncompleteList,
    NotFound,
    UncertainWrite,
    UnreadableResponse,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.client import Client
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.paging import LIST_READ_TRIES
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.response import ApiResponse
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.field import Field
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.listing import Listing
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation, Paging
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.resource import Composition, Resource

LIST = Operation("list_gardens", "GET", "/gardens", ("none", "view"))
GET = Operation("get_garden", "GET", "/gardens/{garden_id}", ("none", "view"))
UPDATE = Operation("update_garden", "PATCH", "/gardens/{garden_id}", ("none", "full_access"))
COUNTED = Paging(style="page", size_value=2, total="total")


def garden(**values):
    fields = (Field("name"), Field("size", type="int"))
    values = {"list": Listing(LIST), **values}
    return Resource(name="garden", plural="gardens", key="name", fields=fields, **values)


class RetryBudget:
    def __init__(self, tries):
        self.tries, self.pauses = tries, []

    def pause(self, error, after_s):
        self.pauses.append(after_s)
        if len(self.pauses) > self.tries:
            raise error.cause


class Transport:
    """Answers each call with the next of `answers`."""

    def __init__(self, *answers, tries=9):
        self.answers, self.calls, self._patience = list(answers), [], RetryBudget(tries)

    def send(self, call):
        self.calls.append(call)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return ApiResponse(200, answer)

    def retry_budget(self):
        return self._patience


def page(total, *names):
    return {"total": total, "items": [{"id": name} for name in names]}


def test_a_value_comes_out_of_its_envelope_and_the_call_says_what_it_was_given():
    transport = Transport({"status": 200, "data": [1]})
    assert Client(transport).read(GET, {"garden_id": "7"}, full=True) == [1]
    (call,) = transport.calls
    assert (call.path, call.query, call.body) == ("/gardens/7", {"full": True}, None)


def test_a_write_says_body_and_headers():
    transport = Transport({})
    Client(transport).write(UPDATE, {"garden_id": "7"}, {"name": "x"}, {"If-Match": "1"})
    (call,) = transport.calls
    assert (call.path, call.query, call.body, call.headers) == ("/gardens/7", {}, {"name": "x"}, {"If-Match": "1"})


def test_a_call_is_sent_as_it_is_said():
    transport = Transport({"data": 1})
    assert Client(transport).send(LIST, {"a": 1}, [2]).body == {"data": 1}
    assert (transport.calls[0].query, transport.calls[0].body, transport.calls[0].headers) == ({"a": 1}, [2], {})


def test_a_list_that_ends_too_early_is_read_again():
    early, whole = [page(3, "a", "b"), page(3)], [page(2, "a", "b"), page(2)]
    transport = Transport(*early, *whole)
    assert [item["id"] for item in Client(transport).read_all(LIST, COUNTED)] == ["a", "b"]
    assert len(transport.calls) == 4


def test_a_list_that_always_ends_too_early_is_an_error():
    transport = Transport(*[page(3, "a"), page(3)] * (LIST_READ_TRIES + 1))
    with pytest.raises(IncompleteList, match="states a total of 3 objects and returned 1"):
        Client(transport).read_all(LIST, COUNTED)
    assert len(transport.calls) == 2 * LIST_READ_TRIES


LOST = UncertainWrite(ConnectionFailed("gone"), retry_after_s=4)


def test_a_write_that_may_have_happened_is_looked_up_before_it_is_sent_again():
    """attempt, look, attempt: never two attempts without a look."""
    done, outcomes, found = [], iter([LOST, LOST, "sent"]), iter([None, None])

    def attempt():
        done.append("attempt")
        outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def look_up():
        done.append("look")
        return next(found)

    transport = Transport()
    assert Client(transport).write_or_recover(attempt, look_up) == "sent"
    assert done == ["attempt", "look", "attempt", "look", "attempt"]
    assert transport.retry_budget().pauses == [4, 4]


def test_of_an_object_that_two_lists_show_the_first_is_kept():
    """The second list may hold it in less detail, or none of it."""
    active = [{"id": "1", "name": "Roses", "size": 3}]
    both = [{"id": "1", "name": "Roses"}, {"id": "2", "name": "Herbs"}]
    transport = Transport(active, both)
    resource = garden(list=Listing(LIST, queries=({"active": "true"}, {"active": "false"})))
    found = Client(transport).list(resource, kind="x")
    assert [(item["id"], item["size"]) for item in found] == [("1", 3), ("2", None)]
    assert [call.query for call in transport.calls] == [
        {"active": "true", "kind": "x"},
        {"active": "false", "kind": "x"},
    ]


def test_objects_without_an_id_cannot_be_read():
    with pytest.raises(UnreadableResponse, match="no usable id"):
        Client(Transport([{"name": "a"}, {"name": "b"}])).list(garden())


def test_an_object_is_read_by_its_id():
    assert Client(Transport({"data": {"id": "1", "name": "x"}})).find_by_id(garden(get=GET), "1")["name"] == "x"
    # Some answers hold the object as the only one of a list.
    assert Client(Transport([{"id": "1", "name": "x"}])).find_by_id(garden(get=GET), "1")["name"] == "x"
    assert Client(Transport([])).find_by_id(garden(get=GET), "1") is None
    assert Client(Transport(NotFound("no"))).find_by_id(garden(get=GET), "1") is None
    with pytest.raises(Forbidden):
        Client(Transport(Forbidden("no"))).find_by_id(garden(get=GET), "1")


def test_an_object_that_has_no_call_of_its_own_is_sought_in_the_list():
    objects = [{"id": "1", "name": "x"}, {"id": "2", "name": "y"}]
    assert Client(Transport(objects)).find_by_id(garden(), "2")["name"] == "y"
    assert Client(Transport(objects)).find_by_id(garden(), "3") is None


def order(**values):
    composed = Composition(
        of=garden(), compose=lambda parts, stored: {"id": "1", "name": f"{len(parts)} {stored}"}, **values
    )
    return Resource(
        name="order",
        plural="orders",
        key="id",
        fields=(Field("id"),),
        list=Listing(LIST),
        composed=composed,
    )


def test_what_others_make_up_is_put_together_from_their_list():
    transport = Transport([{"id": "1"}, {"id": "2"}])
    assert [item["name"] for item in Client(transport).list(order())] == ["2 None"]
    assert len(transport.calls) == 1


def test_the_part_of_it_that_is_stored_is_read_too():
    transport = Transport([{"id": "1"}], {"data": "stored"})
    assert [item["name"] for item in Client(transport).list(order(stored=GET_ORDER))] == ["1 stored"]


GET_ORDER = Operation("get_order", "GET", "/order", ("none", "view"))
