# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How an incident is declared: what is read of it, its parts, and the actions that change them. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, Callable

from ..model.field import Field
from ..model.operation import Operation, Paging


@dataclass(frozen=True)
class Reading:
    """Something that has to be read before a part of a situation can be planned; `name` is its key in the situation.

    paging: for lists. query: sent along. newest: this many objects are enough.
    may_be_hidden: where the owner of the key may not read it (403), None is taken in its place.
    """

    name: str
    operation: Operation
    paging: Paging | None = None
    query: Mapping[str, Any] | None = None
    newest: int | None = None
    may_be_hidden: bool = False


@dataclass(frozen=True)
class Action:
    """Something to be done to bring a situation about.

    before, after: what it changes, for diffs. predicts: the same as keys of the object, as far as it shows them.
    later: the service does it after it answered.
    """

    name: str
    operation: Operation
    values: Mapping[str, str]
    body: Any
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    predicts: Mapping[str, Any] = dataclass_field(default_factory=dict)
    later: bool = False


@dataclass(frozen=True)
class Part:
    """One part of a situation, brought about by actions.

    option: the module's option that asks for it. readings: what is read when it does.
    plan: pure; (situation at the start, situation now, what the user wants) to actions, none when it is so.
    others: the option lists ids of other objects of the kind, which are read with their history.
    contents: pure; what the option's values are sought in where this object holds them no more.
    verifiable: whether the effect can be looked up when an answer was lost.
    """

    option: str
    plan: Callable[[dict, dict, dict], tuple[Action, ...]]
    readings: tuple[Reading, ...] = ()
    others: bool = False
    contents: Callable[[dict], set[str]] | None = None
    verifiable: bool = True


@dataclass(frozen=True)
class SituationKind:
    """Objects that are no configuration: nobody creates or removes them, but wants them in a certain situation.

    get: reads the object; id_value: its id in paths. parts: in the order in which they are brought about.
    fields: the module's options. needs: of these, the ones without which no path can be built.
    check: pure; (what the user wants, the time in epoch seconds): refuses wrong input, raises InvalidOption.
    history: what happened to an object. search, paging: all objects, the last changed first.
    deprecated: why another kind should be used, where that is so.
    """

    name: str
    plural: str
    id_value: str
    get: Operation
    parts: tuple[Part, ...]
    fields: tuple[Field, ...] = ()
    needs: tuple[str, ...] = ()
    check: Callable[[dict, float], None] | None = None
    history: Reading | None = None
    search: Operation | None = None
    paging: Paging = Paging()
    deprecated: str = ""


@dataclass(frozen=True)
class Search:
    """How objects of a kind of situation are found. The functions are pure and take the options of the module.

    fields: its options. query: parameters of the search; item_query: of reading one object. paging: how it is read.
    order: the objects found, sorted as asked. activities: what happened to one object.
    """

    kind: SituationKind
    fields: tuple[Field, ...]
    check: Callable[[dict], None]
    query: Callable[[dict], dict]
    item_query: Callable[[dict], dict]
    paging: Callable[[dict], Paging]
    order: Callable[[list[dict], dict], list[dict]]
    activities: Reading
