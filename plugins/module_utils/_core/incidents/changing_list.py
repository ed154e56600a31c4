# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads a list whose objects come, go and move meanwhile, as incidents do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import IncompleteList
from ..http.client import Client
from ..http.paging import LIST_READ_TRIES, item_identity
from ..model.operation import Operation, Paging


class ChangingListReader:
    """Iterates over the objects of a list, each once, while objects come, go and move within it.

    A list that ends too early is read again: the next reading shows what moved between two pages of this one.
    may_be_incomplete: whether the last reading ended too early as well. Known after the last object.
    """

    may_be_incomplete = False

    def __init__(
        self, client: Client, operation: Operation, paging: Paging, path_params: Mapping[str, str], **query: Any
    ) -> None:
        self._client = client
        self._operation = operation
        self._paging = paging
        self._path_params = path_params
        self._query = query

    def __iter__(self) -> Iterator[dict]:
        seen: set[str] = set()
        for _try in range(LIST_READ_TRIES):
            try:
                for item in self._client.list_reader(self._operation, self._paging, self._path_params, **self._query):
                    item_id = item_identity(self._paging, item)
                    if item_id not in seen:
                        seen.add(item_id)
                        yield item
            except IncompleteList:
                continue
            return
        self.may_be_incomplete = True
