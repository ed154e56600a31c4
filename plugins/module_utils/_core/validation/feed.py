# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with a user feed, by its lines: malformed rows, and groups whose role does not exist. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine.finding.references import is_object_id
from ..errors import InvalidOption, excerpt
from ..provisioning.feed import Feed, Grant, MalformedFeed, read_feed
from ..provisioning.feed_mapping import FeedMapping
from ..values.suggestions import did_you_mean
from .names import DeclaredNames
from .problem import ERROR, MOST_PROBLEMS, WARNING, Problem, not_listed

SHOWN = 100
MUST_EXIST = "It must exist in BigPanda."


def check_feed(
    feed: Any, mapping: FeedMapping, roles: DeclaredNames | None = None, is_live: bool = False
) -> tuple[Feed | None, list[Problem]]:
    """The feed, None if it is malformed, and everything that is wrong with it.

    roles: those that are declared, or all that exist if `is_live`; None if they are not known.
    """
    try:
        read = read_feed(feed, mapping)
    except MalformedFeed as error:
        rows = [Problem((where,), f"{problem}.", error.advice_for(problem)) for where, problem in error.problems]
        return None, _first_ones(rows, "rows that are wrong")
    except InvalidOption as error:
        return None, [Problem((), error.message, error.advice)]
    return read, [] if roles is None else _missing_roles(read, roles, is_live)


def _first_ones(problems: list[Problem], named: str) -> list[Problem]:
    has_errors = any(each.severity == ERROR for each in problems[MOST_PROBLEMS:])
    more = not_listed(len(problems), named, ERROR if has_errors else WARNING)
    return [*problems[:MOST_PROBLEMS], *more]


def _missing_roles(feed: Feed, roles: DeclaredNames, is_live: bool) -> list[Problem]:
    """One problem for each group and role, at the first row that has it."""
    missing: dict[tuple[str | None, str], list[Grant]] = {}
    for grant in feed.grants:
        if not (roles.exists(grant.role) or is_object_id(grant.role)):
            missing.setdefault((grant.group, grant.role), []).append(grant)
    problems: list[Problem] = []
    for (_group, role), grants in missing.items():
        # Comparing takes time, and nobody reads what is not listed.
        is_compared = roles.is_complete and len(problems) < MOST_PROBLEMS
        close = did_you_mean(role, roles.staying) if is_compared else ""
        verb = "does not exist" if is_live else "is not declared"
        advice = close or ("Create the role first, or correct the mapping of groups." if is_live else MUST_EXIST)
        severity = ERROR if is_live or close else WARNING
        user = excerpt(grants[0].user_name, SHOWN)
        problems.append(Problem((grants[0].where,), _sentence(grants, verb), advice, severity, user))
    return _first_ones(problems, "roles of groups that do not exist" if is_live else "roles of groups, not declared")


def _sentence(grants: Sequence[Grant], verb: str) -> str:
    first = grants[0]
    source = f"group {excerpt(first.group, SHOWN)}" if first.group else "all users"
    others = len(grants) - 1
    more = f" The same for {others:,} more user{'s' if others > 1 else ''}." if others else ""
    # Messages only keep one space, and none at an end.
    spaces = "" if " ".join(first.role.split()) == first.role else " with these spaces"
    return f'{source} -> role "{excerpt(first.role, SHOWN)}", which {verb}{spaces}.{more}'
