# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with each object of an organization, whatever the organization contains."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..engine.normalize import normalize
from ..engine.planning.plan import make_plan
from ..errors import InvalidOption, excerpt
from ..model.options import options_of, rules_of
from ..model.resource import Resource
from ..model.window import DOUBTS
from ..tables.options import TABLE_OPTIONS, TABLE_SOURCES
from .options import OptionReader, stated_options
from .problem import WARNING, Path, Problem, holds_unknown

# The option that a message begins with: `starts_on is 5`, `permissions[0].actions: ...`.
OPTION = re.compile(r"([a-z_]+)((?:\[\d+\]|\.[a-z_]+)*)")
STEP = re.compile(r"\[(\d+)\]|\.([a-z_]+)")
PRESENT = "present"
# Of a name in messages.
MOST_CHARACTERS = 100


@dataclass(frozen=True)
class Checked:
    """One object. options: as they were read. desired: in canonical form; None if it is wrong, or not known yet."""

    resource: Resource
    path: Path
    options: Mapping[str, Any]
    desired: dict | None

    @property
    def state(self) -> str:
        return str(self.options.get("state", PRESENT))

    @property
    def names(self) -> list[Any]:
        """The names that it has before and after the run; unknown ones too."""
        options = [self.resource.key, *([self.resource.renamed_by] if self.resource.renamed_by else [])]
        return [self.options[option] for option in options if self.options.get(option)]


def title_of(resource: Resource, given: Any) -> str:
    """`role "Operations"`, or only the kind if it has no name."""
    name = given.get(resource.key) or given.get("name") or given.get("id") if isinstance(given, Mapping) else None
    return resource.titled(excerpt(name, MOST_CHARACTERS)) if isinstance(name, str) else resource.title


def check_object(
    resource: Resource, given: Mapping[Any, Any], path: Path, now_s: float
) -> tuple[Checked, list[Problem]]:
    """now_s: epoch seconds, for objects that begin and end."""
    reader = OptionReader()
    fields = (*options_of(resource), *(TABLE_OPTIONS if resource.mark else ()))
    options = reader.options(fields, given, path)
    stated = reader.misspelled | stated_options(fields, given)
    problems = [*reader.problems, *_broken_rules(resource, options, stated, path)]
    desired = None
    if not problems and not _is_partly_unknown(resource, options):
        known = {name: value for name, value in options.items() if not holds_unknown(value)}
        desired, problems = _normalized(resource, known, path, now_s)
    title = title_of(resource, {**given, **options})
    return Checked(resource, path, options, desired), [each.of(title) for each in problems]


def _is_partly_unknown(resource: Resource, options: Mapping[str, Any]) -> bool:
    """Whether something is unknown without which nothing can be said of the whole."""
    needed = {resource.key, "state", *(field.name for field in resource.fields if field.required)}
    return any(holds_unknown(value) for name, value in options.items() if name in needed)


def _broken_rules(
    resource: Resource, options: Mapping[str, Any], stated: Collection[Any], path: Path
) -> Iterable[Problem]:
    """stated: names of options that have a value, be it a wrong one."""
    rules = rules_of(resource, *((TABLE_SOURCES,) if resource.mark else ()))
    for names in rules["mutually_exclusive"]:
        given = [name for name in names if name in options]
        if len(given) > 1:
            yield Problem((*path, given[1]), f"{' and '.join(given)} are both given.", "Give one of them.")
    for names in rules["required_one_of"]:
        if not any(name in stated for name in names):
            yield Problem(path, f"{names[0]} is missing.", f"Give {' or '.join(names)}.")
    for option, value, names in rules["required_if"]:
        missing = [name for name in names if name not in stated]
        if missing and options.get(option, PRESENT) == value:
            yield Problem(path, f"{', '.join(missing)} is missing.", "It is required.")


def _normalized(
    resource: Resource, options: Mapping[str, Any], path: Path, now_s: float
) -> tuple[dict | None, list[Problem]]:
    state = str(options.get("state", PRESENT))
    try:
        desired = normalize(resource, options, state, now_s)
    except InvalidOption as error:
        return None, [_problem_of(error, options, path)]
    problems = [_problem_of(InvalidOption(doubt), options, path, WARNING) for doubt in desired.get(DOUBTS, ())]
    if state != PRESENT or "id" in desired or resource.composed:
        return desired, problems
    return desired, [*problems, *_impossible(resource, desired, options, path)]


def _impossible(resource: Resource, desired: dict, options: Mapping[str, Any], path: Path) -> list[Problem]:
    """What is refused of an existing object, too, is an error; what is refused only of a new one, a warning."""
    is_complete = all(field.name in desired for field in resource.fields if field.is_required_on_create)
    try:
        if resource.check and is_complete:
            resource.check({}, {**{field.name: None for field in resource.fields}, **desired})
    except InvalidOption as error:
        return [_problem_of(error, options, path)]
    try:
        make_plan(resource, None, desired)
    except InvalidOption as error:
        return [_problem_of(error, options, path, WARNING, "if it does not exist yet: ")]
    return []


def _problem_of(
    error: InvalidOption, options: Mapping[str, Any], path: Path, severity: str = "error", lead: str = ""
) -> Problem:
    """The place is that of the option which the message names."""
    context = f"{error.context}: " if error.context else ""
    place = _place_in(error.context, options) or _place_in(error.message, options)
    return Problem((*path, *place), f"{lead}{context}{error.message}", error.advice, severity)


def _place_in(text: str, options: Mapping[str, Any]) -> Sequence[str | int]:
    found = OPTION.match(text)
    if not found or found[1] not in options:
        return ()
    return (found[1], *(int(number) if number else name for number, name in STEP.findall(found[2])))
