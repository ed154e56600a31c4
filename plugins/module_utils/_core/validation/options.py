# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of one object, read as Ansible reads them; all that is wrong is listed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..errors import InvalidOption, excerpt
from ..model.field import Field
from ..values.json_text import DuplicateKey, read_given_json
from ..values.suggestions import similar
from ..values.text import MAX_SHOWN, TYPE_WORDS, advice_to_give_text, is_rounded, shown_value
from .problem import CORRECT_FIRST, MOST_PROBLEMS, UNKNOWN, Path, Problem, Unknown, advice_of, holds_unknown

TRUE = frozenset({"y", "yes", "on", "1", "true", "t", "1.0"})
FALSE = frozenset({"n", "no", "off", "0", "false", "f", "0.0"})
# A path leads to an object by its kind and its position.
OBJECT_DEPTH = 2


class OptionReader:
    """Reads the options of objects. problems: everything that Ansible or the engine would refuse.

    misspelled: options that were probably meant by unknown ones, so that they are not also reported as missing.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.misspelled: set[str] = set()
        self._has_stopped = False

    def _goes_on(self, path: Path) -> bool:
        """False if there are so many problems that the rest of the object is not read. The last problem says so."""
        if len(self.problems) >= MOST_PROBLEMS and not self._has_stopped:
            self._has_stopped = True
            message = "it has so many mistakes that more of it is not checked."
            self.problems.append(Problem(path, message, CORRECT_FIRST))
        return not self._has_stopped

    def options(self, fields: Sequence[Field], given: Mapping[Any, Any], path: Path) -> dict[str, Any]:
        """The values by option, converted to the type of each; what cannot be read is missing."""
        by_name = {name: field for field in fields if not field.internal for name in _names_of(field)}
        read: dict[str, Any] = {}
        for name, value in given.items():
            if not self._goes_on(path):
                break
            field = by_name.get(name) if isinstance(name, str) else None
            if field is None:
                names = [each.name for each in fields if not each.internal]
                self.problems.append(_unknown_option(name, path, names))
                self.misspelled.update(similar(str(name), names))
            elif value is not None:
                self._check_alias(field, given, name, path)
                read[field.name] = self._value(field, value, (*path, name))
        self._check_required(fields, stated_options(fields, given) | self.misspelled, path)
        self._check_exclusive(fields, read, path)
        return {name: value for name, value in read.items() if value is not None}

    def _check_alias(self, field: Field, given: Mapping[Any, Any], name: str, path: Path) -> None:
        if name != field.name and given.get(field.name) not in (None, given[name]):
            said = f"{field.name} and its alias {name} have different values."
            self.problems.append(Problem((*path, name), said, "Give one of them."))

    def _check_required(self, fields: Sequence[Field], names: Collection[str], path: Path) -> None:
        missing = [field.name for field in fields if field.is_required and field.name not in names]
        if missing:
            within = f"{option_of(path)}: " if len(path) > OBJECT_DEPTH else ""
            self.problems.append(Problem(path, f"{within}{', '.join(missing)} is missing.", "It is required."))

    def _check_exclusive(self, fields: Sequence[Field], read: Mapping[str, Any], path: Path) -> None:
        for field in fields:
            into = field.refers.into if field.refers else None
            if into and field.name in read and into in read:
                self.problems.append(
                    Problem((*path, field.name), f"{field.name} and {into} are both given.", "Give one of them.")
                )

    def _value(self, field: Field, value: Any, path: Path) -> Any:
        """None if it cannot be read."""
        if isinstance(value, Unknown):
            return UNKNOWN
        try:
            read = _converted(field.type, value)
        except ValueError as error:
            self._refuse_type(field.type, value, path, error, is_secret=field.secret)
            return None
        if field.type == "list":
            return self._elements(field, read, path)
        if field.type == "dict" and field.fields and isinstance(read, dict):
            return self.options(field.fields, read, path)
        return self._meaningful(field, self._chosen(field, read, path), path)

    def _elements(self, field: Field, values: list, path: Path) -> Any:
        read = []
        for number, each in enumerate(values):
            here = (*path, number)
            if not self._goes_on(here):
                break
            if isinstance(each, Unknown):
                read.append(UNKNOWN)
                continue
            try:
                element = _converted(field.elements or "raw", each)
            except ValueError as error:
                self._refuse_type(field.elements or "raw", each, here, error, is_secret=field.secret)
                continue
            if field.fields and isinstance(element, dict):
                element = self.options(field.fields, element, here)
            read.append(self._chosen(field, element, here))
        return self._meaningful(field, read, path)

    def _refuse_type(self, wanted: str, value: Any, path: Path, error: ValueError, is_secret: bool) -> None:
        if isinstance(error, DuplicateKey):
            twice = "a duplicate key" if is_secret else f"the {error}"
            self.problems.append(Problem(path, f"{option_of(path)} contains {twice}.", "Remove one of them."))
            return
        shown = "of another type" if is_secret else shown_value(value)
        advice = advice_to_give_text(value) if wanted == "str" else f"Give {TYPE_WORDS[wanted]}."
        self.problems.append(Problem(path, f"{option_of(path)} is {shown}.", advice))

    def _chosen(self, field: Field, value: Any, path: Path) -> Any:
        """The choice as it is documented, whatever its case."""
        if not field.choices or value is None or field.type == "list" and not isinstance(value, str):
            return value
        spelled = {str(choice).lower(): choice for choice in field.choices}
        word = str(value).strip().lower()
        if word in spelled:
            return spelled[word]
        known = [str(choice) for choice in field.choices]
        self.problems.append(Problem(path, f"{option_of(path)} is {shown_value(value)}.", advice_of(value, known)))
        return None

    def _meaningful(self, field: Field, value: Any, path: Path) -> Any:
        if value is None or holds_unknown(value):
            return value
        try:
            if field.compare.normalize:
                field.compare.normalize(value)
            if field.compare.to_api:
                field.compare.to_api(value)
        except InvalidOption as error:
            self.problems.append(Problem(path, f"{option_of(path)}: {error.message}", error.advice))
            return None
        return value


def stated_options(fields: Sequence[Field], given: Mapping[Any, Any]) -> set[str]:
    """Names of the options that have a value, be it a wrong one."""
    return {
        field.name for field in fields if any(name in given and given[name] is not None for name in _names_of(field))
    }


def _unknown_option(name: Any, path: Path, known: list[str]) -> Problem:
    within = f"{option_of(path)}: " if len(path) > OBJECT_DEPTH else ""
    here = (*path, name if isinstance(name, (str, int)) else str(name))
    return Problem(here, f'{within}unknown option "{excerpt(str(name), MAX_SHOWN)}".', advice_of(name, known))


def _names_of(field: Field) -> tuple[str, ...]:
    return (field.name, *field.aliases)


def option_of(path: Path) -> str:
    """`permissions[0].actions` for ("roles", 3, "permissions", 0, "actions")."""
    text = ""
    for step in path[OBJECT_DEPTH:]:
        text += f"[{step}]" if isinstance(step, int) else f"{'.' if text else ''}{step}"
    return text or "the entry"


def _converted(wanted: str, value: Any) -> Any:
    """As Ansible takes it for this type. Raises ValueError."""
    if wanted == "raw":
        return value
    if value is None:
        raise ValueError
    return CONVERTERS[wanted](value)


def _to_text(value: Any) -> str:
    """YAML has made a boolean of a name such as `on`, or 1.1 of 1.10, and nobody knows how it was written."""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool) and not is_rounded(value):
        return str(value)
    raise ValueError


def _to_path(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError


def _to_list(value: Any) -> list:
    if isinstance(value, (list, tuple)):
        return list(value)
    if isinstance(value, str):
        return [each.strip() for each in value.split(",")]
    return [_to_text(value)]


def _to_dict(value: Any) -> Any:
    """Ansible also reads pairs such as `a=b`, which only a run does."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, str) and value.lstrip().startswith("{"):
        read = read_given_json(value)
        if isinstance(read, dict):
            return read
    if isinstance(value, str) and "=" in value:
        return UNKNOWN
    raise ValueError


def _to_truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower() if isinstance(value, (str, int, float)) else ""
    if word not in TRUE | FALSE:
        raise ValueError
    return word in TRUE


def _to_whole_number(value: Any) -> int:
    if isinstance(value, bool) or isinstance(value, float) and not value.is_integer():
        raise ValueError
    if isinstance(value, (int, float, str)):
        return int(value)
    raise ValueError


def _to_number(value: Any) -> float:
    if isinstance(value, (int, float, str)) and not isinstance(value, bool):
        return float(value)
    raise ValueError


CONVERTERS = {
    "str": _to_text,
    "path": _to_path,
    "list": _to_list,
    "dict": _to_dict,
    "bool": _to_truth,
    "int": _to_whole_number,
    "float": _to_number,
}
