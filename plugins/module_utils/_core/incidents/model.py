# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An incident: its state as it was read, the aspects that a task can ask for, the actions that change them. Data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Callable

from ..model.field import Field
from ..model.operation import Operation
from ..record import Record
from .reads_model import IncidentReads, Prefetch


class OtherIncident(Record):
    """An incident that an option names. incident: None if it does not exist. history: its merges, as activities."""

    incident: dict | None
    history: list[dict]


class IncidentState(Record):
    """An incident at one moment, and everything else that planning needs.

    path_params: identify it in paths. tags, definitions, comments, snoozes, merges, splits: what `Prefetch` read; None
    if not readable.
    others: by id, the incidents that the task names. holders: by alert, the id of the other incident that contains it.
    """

    incident: dict
    path_params: Mapping[str, str]
    tags: list[dict] | None = None
    definitions: list[dict] | None = None
    comments: list[dict] | None = None
    snoozes: list[dict] | None = None
    merges: list[dict] | None = None
    splits: list[dict] | None = None
    others: Mapping[str, OtherIncident] = MappingProxyType({})
    holders: Mapping[str, str] = MappingProxyType({})


class Action(Record):
    """One request that changes the incident.

    before, after: what it changes, for diffs. predicts: the changed keys of the incident, if it shows them.
    later: the service only accepts the request, and works on it after its response.
    if_refused: what to check if the service refuses it (400); empty if nothing is known.
    """

    name: str
    operation: Operation
    values: Mapping[str, str]
    body: Any
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    predicts: Mapping[str, Any] = MappingProxyType({})
    later: bool = False
    if_refused: str = ""


class Aspect(Record):
    """One aspect of an incident that a task can ask for.

    option: the option that asks for it. prefetches: what is read then.
    plan: pure; (state at the start, state now, desired) to actions, none if the incident is as desired.
    others: the option lists ids of other incidents, which are read with their history.
    contents: pure; what an incident contains. Values of the option that this one lacks are searched for in others.
    verifiable: whether the effect can be read after a response was lost.
    """

    option: str
    plan: Callable[[IncidentState, IncidentState, dict], tuple[Action, ...]]
    prefetches: tuple[Prefetch, ...] = ()
    others: bool = False
    contents: Callable[[dict], set[str]] | None = None
    verifiable: bool = True


class IncidentModel(Record):
    """How one API shows and changes incidents.

    aspects: in the order in which they are changed. fields: the module's options.
    prepare: pure; (options, time in epoch seconds) to what is desired. Raises InvalidOption for wrong input.
    history: the merges of an incident.
    """

    reads: IncidentReads
    aspects: tuple[Aspect, ...]
    fields: tuple[Field, ...] = ()
    prepare: Callable[[dict, float], dict] = lambda given, _now_s: given
    history: Prefetch | None = None
