# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.community.bigpanda.plugins.module_utils._core.http.client import Client
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.response import ApiResponse
from ansible_collections.community.bigpanda.plugins.module_utils._core.incidents.changing_list import ChangingListReader
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation, Paging

LIST = Operation("list_gardens", "GET", "/gardens", ("none", "view"))
COUNTED = Paging(style="page", size_value=2, total="total")


class Transport:
    """Answers each call with the next of `answers`."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def send(self, _call):
        return ApiResponse(200, self.answers.pop(0))


def page(total, *names):
    return {"total": total, "items": [{"id": name} for name in names]}


def moving(*answers):
    reader = ChangingListReader(Client(Transport(*answers)), LIST, COUNTED, {})
    return [item["id"] for item in reader], reader.may_be_incomplete


def test_what_one_reading_of_a_moving_list_missed_the_next_one_gives():
    assert moving(page(2, "a"), page(2), page(2, "b", "a"), page(2)) == (["a", "b"], False)


def test_a_moving_list_says_whether_something_may_be_missing():
    assert moving(*[page(3, "a"), page(3), page(3, "b"), page(3), page(3, "a"), page(3)]) == (["a", "b"], True)
