# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names in a declaration: objects that are declared twice, and names that nothing declares. Pure.

Whether BigPanda has an object of a name, only a run can ask. So a name that nothing declares is an error only if it is
close to a name that is declared, as a misspelling is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..engine.finding.references import is_object_id
from ..model.field import Field
from ..model.resource import Resource
from ..values.canonical import canonical
from ..values.lookalike import appearance
from ..values.name_pattern import is_like
from ..values.suggestions import did_you_mean
from ..values.text import shown_value
from .objects import Checked, title_of
from .problem import MOST_LISTED, MOST_PROBLEMS, WARNING, Path, Problem, Unknown, holds_unknown, not_listed

ABSENT = "absent"
# Comparing all with all would take hours. A run finds what is not found here.
MOST_COMPARED = 1000
MOST_ALIKE = 30


class DeclaredNames:
    """The names of one kind that a declaration contains.

    is_declared: whether the kind is declared at all. is_complete: whether all of its names are known before a run.
    """

    def __init__(
        self,
        resource: Resource,
        objects: Sequence[Checked],
        brought: Iterable[str],
        is_complete: bool,
        known: Sequence[str],
    ) -> None:
        """brought: names of objects that come with others. known: names that BigPanda has, which may contain `*`."""
        self.resource = resource
        names = [(name, each.state) for each in objects for name in each.names]
        self.is_declared = bool(objects)
        self.is_complete = is_complete and not any(isinstance(name, Unknown) for name, _state in names)
        texts = [(str(name), state) for name, state in names if not isinstance(name, Unknown)]
        self.staying = [name for name, state in texts if state != ABSENT] + list(brought)
        self._staying = {self._form(name) for name in self.staying}
        self._leaving = {self._form(name) for name, state in texts if state == ABSENT} - self._staying
        self._known = known

    def _form(self, name: str) -> str:
        return canonical(self.resource.field(self.resource.key), name)

    def exists(self, name: str) -> bool:
        """Whether the name is declared, is built into every organization, or is known to exist."""
        built_in = self.resource.built_in
        return (
            self._form(name) in self._staying
            or bool(built_in and built_in({self.resource.key: name}))
            or is_like(name, self._known)
        )

    def is_removed(self, name: str) -> bool:
        """Whether the same declaration removes the object of this name."""
        return self._form(name) in self._leaving


class Repeated:
    """Finds the objects of one kind that an earlier one declares already."""

    def __init__(self, resource: Resource) -> None:
        self._resource = resource
        self._declared: dict[str, Checked] = {}
        self._after: dict[str, Checked] = {}
        self._alike: dict[str, list[Checked]] = {}

    def problems_of(self, each: Checked) -> Iterator[Problem]:
        """To be asked for the objects in their order."""
        resource, given = self._resource, each.desired or each.options
        if resource.singleton:
            return
        if resource.disambiguate:
            yield from self._same_whatever_there_is(each)
            return
        title, key = title_of(resource, each.options), given.get(resource.key)
        if isinstance(key, str) and "id" not in each.options and not self._is_first(self._declared, each, key):
            yield Problem(each.path, "it is declared twice.", "Remove one of the two.").of(title)
            return
        new = given.get(resource.renamed_by) if resource.renamed_by else None
        name = new or (None if "id" in each.options else key)
        if isinstance(name, str) and each.state != ABSENT and not self._is_first(self._after, each, name):
            message = f"after a run, it and another one would both be the {resource.titled(name)}."
            yield Problem(each.path, message, "Remove one of the two, or give it another name.").of(title)

    def _is_first(self, seen: dict[str, Checked], each: Checked, name: str) -> bool:
        field = self._resource.field(self._resource.key)
        form = canonical(field, name) if field.internal else appearance(self._resource, name)
        return seen.setdefault(form, each) is each

    def _same_whatever_there_is(self, each: Checked) -> Iterator[Problem]:
        """Of these kinds, what else is declared decides which object is meant.

        So two of one name are a problem if one of them would mean either of the two.
        """
        resource, desired = self._resource, each.desired
        if desired is None or holds_unknown(each.options) or "id" in each.options or resource.disambiguate is None:
            return
        earlier = self._alike.setdefault(canonical(resource.field(resource.key), desired[resource.key]), [])
        for other in [one.desired for one in earlier[:MOST_ALIKE] if one.desired is not None]:
            if any(len(resource.disambiguate([other, desired], wanted)) > 1 for wanted in (other, desired)):
                message = "it is declared twice; what else is declared does not say which one is meant."
                yield Problem(each.path, message, "Remove one of the two, or give it another name.").of(
                    title_of(resource, each.options)
                )
                break
        earlier.append(each)


def undeclared(objects: Sequence[Checked], names: Mapping[str, DeclaredNames]) -> Iterator[Problem]:
    """Names that nothing declares. names: by the name of the kind."""
    unsure: dict[str, dict[str, Path]] = {}
    compared, misspelled = _Comparison(), 0
    for each in objects:
        if each.state == ABSENT:
            continue
        for path, resource_name, name in _references(each.resource.fields, each.options, each.path):
            declared = names.get(resource_name)
            if declared is None or is_object_id(name) or declared.exists(name):
                continue
            is_removed = declared.is_removed(name)
            close = "" if is_removed else compared.suggestion(declared, name)
            if not close and not is_removed:
                unsure.setdefault(resource_name, {}).setdefault(name, path)
                continue
            misspelled += 1
            if misspelled <= MOST_PROBLEMS:
                yield _wrong_name(declared, name, close, path).of(title_of(each.resource, each.options))
    yield from not_listed(misspelled, "names that are not declared")
    for resource_name, paths in unsure.items():
        yield _must_exist(names[resource_name].resource, paths)


class _Comparison:
    """Compares so many names at most with those that are declared, since each takes time."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], str] = {}

    def suggestion(self, declared: DeclaredNames, name: str) -> str:
        place = (declared.resource.name, name)
        if not declared.is_complete or place not in self._found and len(self._found) >= MOST_COMPARED:
            return ""
        if place not in self._found:
            self._found[place] = did_you_mean(name, declared.staying)
        return self._found[place]


def _wrong_name(declared: DeclaredNames, name: str, close: str, path: Path) -> Problem:
    title = f"{declared.resource.title} {shown_value(name)}"
    if close:
        return Problem(path, f"the {title} is not declared.", close)
    return Problem(path, f"the same declaration removes the {title}.", "Correct one of the two.")


def _must_exist(resource: Resource, paths: Mapping[str, Path]) -> Problem:
    """One warning for all names of a kind; its place is that of the first one."""
    listed = ", ".join(shown_value(name) for name in list(paths)[:MOST_LISTED])
    more = f" and {len(paths) - MOST_LISTED} more" if len(paths) > MOST_LISTED else ""
    return Problem(
        next(iter(paths.values())),
        f"{resource.plural} that are not declared here: {listed}{more}.",
        "They must exist in BigPanda.",
        WARNING,
    )


def _references(fields: Sequence[Field], values: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str, str]]:
    """The names that these options contain, each with its place and the kind that it names."""
    for field in fields:
        value = values.get(field.name)
        here = (*path, field.name)
        if field.refers and not field.refers.content:
            for place, name in _each(value, here):
                if isinstance(name, str) and name:
                    yield place, field.refers.resource, name
        elif field.fields and not field.refers:
            for place, inner in _each(value, here):
                if isinstance(inner, Mapping):
                    yield from _references(field.fields, inner, place)


def _each(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, list):
        yield from (((*path, number), each) for number, each in enumerate(value))
    else:
        yield path, value
