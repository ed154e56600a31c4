# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with the declaration of an organization. Asks neither BigPanda nor the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import InvalidOption
from ..features.dependents import Dependents
from ..features.table import Table
from ..model.catalog import Catalog
from ..model.resource import Resource
from ..tables.csv_rows import Source, columns_of_object
from ..tables.options import TABLE_SOURCES
from ..tables.table_check import check_rows
from ..values.text import shown_value
from .names import DeclaredNames, Repeated, undeclared
from .objects import Checked, check_object, title_of
from .problem import (
    CORRECT_FIRST,
    MOST_PROBLEMS,
    WARNING,
    Path,
    Problem,
    Unknown,
    advice_of,
    holds_unknown,
    not_listed,
)


def check_organization(
    catalog: Catalog,
    organization: Mapping[Any, Any],
    now_s: float,
    known: Mapping[str, Sequence[str]] | None = None,
    is_whole: bool = True,
    is_offline: bool = True,
) -> list[Problem]:
    """All problems, kind by kind.

    organization: lists of objects by kind; `UNKNOWN` in the place of what only a run knows. Tables that `src` names are
    read. now_s: epoch seconds. known: names of objects that BigPanda has, by kind. is_whole: whether nothing else is
    declared beside it. is_offline: whether nobody asks BigPanda afterwards: then names and tables are checked, too.
    """
    problems = _wrong_kinds(catalog, organization)
    checked: list[Checked] = []
    is_read = True
    for resource in catalog.resources:
        of_kind = _check_kind(resource, organization.get(resource.plural), now_s)
        checked += of_kind.checked
        problems += of_kind.problems
        is_read = is_read and of_kind.is_read
    if is_offline and is_read:
        problems += undeclared(checked, _declared_names(catalog, organization, checked, known or {}, is_whole))
        problems += [problem for each in checked for problem in _wrong_table(each)]
    return problems


def _wrong_kinds(catalog: Catalog, organization: Mapping[Any, Any]) -> list[Problem]:
    kinds = [resource.plural for resource in catalog.resources]
    unknown = [kind for kind in organization if kind not in kinds]
    problems = []
    for kind in unknown[:MOST_PROBLEMS]:
        step = kind if isinstance(kind, (str, int)) else str(kind)
        problems.append(Problem((step,), f"unknown kind {shown_value(step)}.", advice_of(kind, kinds)))
    return [*problems, *not_listed(len(unknown), "unknown kinds")]


@dataclass
class _Kind:
    """What is declared of one kind. is_read: whether all entries were read, however many are wrong."""

    checked: list[Checked] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    is_read: bool = True

    def add(self, problems: Iterable[Problem]) -> None:
        for each in problems:
            (self.warnings if each.severity == WARNING else self.errors).append(each)

    @property
    def problems(self) -> list[Problem]:
        listed, others = self.warnings[:MOST_PROBLEMS], self.warnings[MOST_PROBLEMS:]
        more = not_listed(len(self.warnings), "warnings", WARNING, others[0].path if others else ())
        return [*self.errors, *listed, *more]


def _check_kind(resource: Resource, items: Any, now_s: float) -> _Kind:
    kind, read = resource.plural, _Kind()
    if items is None or isinstance(items, Unknown):
        return read
    if not isinstance(items, list):
        read.add([Problem((kind,), f"{kind} is {shown_value(items)}.", "Give a list of dicts.")])
        return read
    repeated = Repeated(resource)
    for number, given in enumerate(items):
        if len(read.errors) >= MOST_PROBLEMS:
            message = f"{len(items) - number:,} more entries of {kind} are not checked, since so many are wrong."
            read.add([Problem((kind, number), message, CORRECT_FIRST)])
            read.is_read = False
            break
        if isinstance(given, Unknown):
            continue
        if not isinstance(given, Mapping):
            read.add([Problem((kind, number), f"an entry of {kind} is {shown_value(given)}.", "Give a dict.")])
            continue
        one, wrong = check_object(resource, given, (kind, number), now_s)
        read.checked.append(one)
        read.add([*wrong, *repeated.problems_of(one)])
    if resource.singleton and len(items) > 1:
        read.add([Problem((kind, 1), f"{kind} has {len(items)} entries.", "There is one at most.")])
    return read


def _declared_names(
    catalog: Catalog,
    organization: Mapping[Any, Any],
    checked: Sequence[Checked],
    known: Mapping[str, Sequence[str]],
    is_whole: bool,
) -> dict[str, DeclaredNames]:
    return {
        resource.name: DeclaredNames(
            resource,
            [each for each in checked if each.resource is resource],
            _brought(resource, checked),
            is_whole and not _has_unknown_entries(organization.get(resource.plural)),
            known.get(resource.plural, ()),
        )
        for resource in catalog.resources
    }


def declared_roles(
    catalog: Catalog,
    organization: Mapping[Any, Any],
    now_s: float,
    known: Mapping[str, Sequence[str]] | None = None,
    is_whole: bool = True,
) -> DeclaredNames:
    """The names of the kind that users are members of; options as for `check_organization`."""
    group = catalog.administration.group
    read = _check_kind(group, organization.get(group.plural), now_s)
    return _declared_names(catalog, organization, read.checked, known or {}, is_whole and read.is_read)[group.name]


def existing_roles(catalog: Catalog, names: Sequence[str]) -> DeclaredNames:
    """The same if BigPanda was asked."""
    return DeclaredNames(catalog.administration.group, [], names, True, ())


def _has_unknown_entries(items: Any) -> bool:
    return isinstance(items, Unknown) or isinstance(items, list) and any(isinstance(each, Unknown) for each in items)


def _brought(resource: Resource, checked: Sequence[Checked]) -> list[str]:
    """Names of objects that come with objects of another kind, as tags come with a map."""
    feature = resource.feature(Dependents)
    if feature is None:
        return []
    dependents = [each.desired for each in checked if each.resource.name == feature.resource and each.desired]
    return [name for dependent in dependents for name in feature.creates(dependent)]


def _wrong_table(one: Checked) -> Iterator[Problem]:
    """What is wrong with the first row that is."""
    table, options = one.resource.feature(Table), one.options
    source = next((name for name in TABLE_SOURCES if options.get(name) is not None), None)
    if table is None or source is None or one.desired is None or holds_unknown(options[source]):
        return
    columns = columns_of_object(table, one.desired)
    path: Path = (*one.path, source)
    if not columns.titles:
        return
    try:
        doubt = check_rows(Source(source, options[source]), columns).doubt
    except InvalidOption as error:
        yield Problem(path, error.message, error.advice).of(title_of(one.resource, options))
    else:
        if doubt:
            # Only a run knows whether BigPanda shows the row already.
            yield Problem(path, doubt.message, doubt.advice, WARNING).of(title_of(one.resource, options))
