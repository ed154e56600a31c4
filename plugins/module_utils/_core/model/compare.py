# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How values are compared: which spellings mean the same, and which one the API takes. Pure."""

from __future__ import annotations

from typing import Any, Callable

from ..record import Declaration

# The first entry of `Compare.match_by` if the API gives the elements ids.
BY_ID = ("id",)


class Compare(Declaration):
    """How the values of a field are compared, and how they are sent. Its functions are pure."""

    # A list is a set: neither order nor repetition matters.
    as_set: bool = False
    # Of a list of texts, each of them.
    case_insensitive: bool = False
    # Of a set of texts, what remains of it without the elements that others include.
    without_included: Callable[[list[Any]], list[Any]] | None = None
    # What all values of one meaning have in common. Raises InvalidOption for a value that means nothing.
    normalize: Callable[[Any], Any] | None = None
    # A value that means something, as the API takes it. Raises InvalidOption for one that the API refuses.
    to_api: Callable[[Any], Any] | None = None
    # Names of fields that identify an element of a list of dicts: by the first names, else by the second, as far as the
    # user gives them. What the user omits stays as the stored element has it. BY_ID comes first if the API gives the
    # elements ids.
    match_by: tuple[tuple[str, ...], ...] = ()
    # Whether something other than a declaration put an element into the list. It cannot be declared, and stays.
    foreign: Callable[[Any], bool] | None = None


EXACTLY = Compare()
CASE_INSENSITIVE = Compare(case_insensitive=True)
AS_SET = Compare(as_set=True)
AS_CASE_INSENSITIVE_SET = Compare(as_set=True, case_insensitive=True)
# A boolean that the API omits if it is true.
TRUE_IF_OMITTED = Compare(normalize=lambda value: value is not False)
