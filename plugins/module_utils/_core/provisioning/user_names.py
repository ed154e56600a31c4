# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which texts in a user feed are logins. Pure.

A login is an e-mail address, but the contract only shows that in examples. So a feed without any address is read too;
among addresses, anything else is a footer, a comment or an empty value of another system, and would become a user.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..values.text import caseless, composed, likeness
from .feed_cells import cell_text
from .feed_rows import MalformedRow

ADDRESS = re.compile(r"[^@]+@[^@]+")
# No login contains them; they come from another delimiter, a domain, a kind of address, a list, or typographic quotes.
NOT_IN_USER_NAMES = re.compile(
    r"""[\s,;|"<>\\:*()\[\]{}\u00ab\u00bb\u2018-\u201f\u2039\u203a\u00b4`]|(?P<dots>\.\.)(?=[^@]*$)"""
)
# Spreadsheets mark text with ' and formulas with =, and # begins a comment.
NOT_AT_THE_BEGINNING = ("'", "=", "#", ".")
NOT_AT_THE_END = ("'", ".")
# Words of other systems for "no user", and the beginnings of their last line.
NOBODY = frozenset({"null", "none", "n/a", "nan", "undefined", "-", "--", "eof", "total", "trailer"})
# What spreadsheets and data frames write for a number; another one may have been rounded to the same.
ROUNDED = re.compile(r"\d+(?:\.\d+)?E[+-]\d+", re.IGNORECASE | re.ASCII)
WITH_DECIMALS = re.compile(r"\d+\.0+", re.ASCII)


def user_name_in(value: Any) -> str:
    """The login in a cell. Raises MalformedRow for what cannot be one."""
    name = cell_text("user name", value)
    if not name:
        raise MalformedRow("the user name is empty")
    problem = _problem_of(name)
    if problem:
        raise MalformedRow(f'the user name "{name}" {problem}')
    return name


def names_apart(names: Sequence[str]) -> list[str]:
    """Those that are not addresses, if any of the names is one."""
    apart = [name for name in names if not _is_address(name)]
    return apart if len(apart) < len(names) else []


def refuse_lookalikes(name: str) -> None:
    """Raises MalformedRow for a letter of another width, such as those of an input method: it makes a second user."""
    for character in composed(name) if not name.isascii() else "":
        plain = likeness(character)
        if plain != character and plain.isascii():
            raise MalformedRow(f'the user name "{name}" contains "{character}", which only looks like "{plain}"')


def _problem_of(name: str) -> str | None:
    wrong = NOT_IN_USER_NAMES.search(name)
    if wrong:
        found = wrong["dots"] or wrong[0]
        return f"contains {'a space' if found.isspace() else found}"
    if name.startswith(NOT_AT_THE_BEGINNING):
        return f"begins with {name[0]}"
    if name.endswith(NOT_AT_THE_END):
        return f"ends with {name[-1]}"
    if "@" in name and not _is_address(name):
        return "is not an e-mail address"
    if caseless(name) in NOBODY:
        return "is not the name of a user"
    if ROUNDED.fullmatch(name):
        return "is a number that an earlier program rounded; export it as text"
    if WITH_DECIMALS.fullmatch(name):
        return "is a number with decimals; export it as text"
    return None


def _is_address(name: str) -> bool:
    return ADDRESS.fullmatch(name) is not None
