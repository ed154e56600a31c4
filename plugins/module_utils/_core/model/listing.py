# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How all objects of a kind are read, and how a reader narrows them. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Callable

from ..record import Declaration
from .field import Field
from .operation import Operation, Paging


class Listing(Declaration):
    """The list of all objects of a kind. Its functions are pure."""

    operation: Operation
    # How the list is read to its end.
    paging: Paging = Paging()
    # Query parameters of each request. There are several if one list does not show all objects; an object that two of
    # them show is taken from the first.
    queries: tuple[Mapping[str, str], ...] = ({},)
    # The query parameters that narrow the list to one key, if the API can search by it.
    by_key: Callable[[str], Mapping[str, str]] | None = None
    # The options of the info module besides key and id.
    filters: tuple[Field, ...] = ()
    # The filters may be combined; otherwise they are mutually exclusive, as id and key always are.
    combinable: bool = False
    # The query parameters that the given filters become.
    query: Callable[[dict], Mapping[str, str]] | None = None
    # Whether an object matches the given filters, for those that the API does not know.
    matches: Callable[[dict, dict], bool] | None = None
