# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Variables as people, surveys and the command line give them, read as what they plainly are.

Each reader takes the name of a variable, for messages, and what was given; it returns None if that means "not given",
which null and text that is only whitespace do. Whatever is not plainly what the variable takes raises InvalidOption,
which names it; nothing that somebody meant is ignored.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.suggestions import did_you_mean
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.text import (
    advice_to_give_text,
    shown_value,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.text_values import Unreadable, read_text

Reader = Callable[[str, Any], Any]
TRUE = frozenset({"true", "yes", "on", "1", "y", "t"})
FALSE = frozenset({"false", "no", "off", "0", "n", "f"})
# Python itself would read more: other scripts' digits, 1_000, nan and inf.
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)
# How a list of JSON or YAML begins, and an item of YAML. Read as names, such lines would name nobody, and people
# who are to be protected would not be.
LIST = re.compile(r"[\[{]|-{3}")
ITEM = re.compile(r"\s*-(\s|\Z)")
# Other separators than those that are read, two addresses in one name, and bullets.
SEVERAL = re.compile(r"[;|\t]|@.*@|^[*\u2022] ")
COMMENT = re.compile(r"\s*#")


def is_given(value: Any) -> bool:
    """Whether somebody meant something by it: a survey hands over null or empty text for what was left blank."""
    return value is not None and not (isinstance(value, str) and not value.strip())


def read_text_of(name: str, given: Any) -> str | None:
    """Text; so is a number, and a time that YAML makes of text. Spaces around it come from copying."""
    if not is_given(given):
        return None
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, (bool, Mapping)) or not isinstance(given, (str, int, float)):
        raise _refusal(name, given, "text")
    return str(given).strip()


def read_verbatim(name: str, given: Any) -> str | None:
    """Text to its last space, which may be what separates groups, or a CSV with its line breaks."""
    if given is None or given == "":
        return None
    if not isinstance(given, str):
        raise _refusal(name, given, "text")
    return given


def read_csv(name: str, given: Any) -> str | None:
    """The text of a CSV as it is given, or a path, to which the line break of a text field does not belong."""
    text = read_verbatim(name, given)
    return text.strip("\r\n") if text and len(text.splitlines()) == 1 else text


def read_secret(name: str, given: Any) -> str | None:
    """Text that no message may show, as it is given."""
    if not is_given(given):
        return None
    if isinstance(given, bool) or not isinstance(given, (str, int)):
        raise InvalidOption(f"{name} is not text.", "Give it as text.")
    return str(given)


def read_path(name: str, given: Any) -> str | None:
    """A path as it is given, since spaces and brackets may belong to it, but not the line break of a text field."""
    if not is_given(given):
        return None
    if not isinstance(given, str):
        raise _refusal(name, given, "a path")
    if "\0" in given or len(given.splitlines()) > 1:
        raise InvalidOption(f"{name} contains a line break or a NUL character.", "Give one path.")
    return given.strip("\r\n")


def read_paths(name: str, given: Any) -> list[str] | None:
    """One path or a list of them. As text: a path, or a JSON list of paths."""
    if isinstance(given, str) and given.lstrip().startswith("["):
        listed = _value_of(name, given)
        given = listed if _is_list(listed) else given
    if not _is_list(given):
        path = read_path(name, given)
        return None if path is None else [path]
    return [_needed(read_path, f"{name}[{number}]", each) for number, each in enumerate(given)] or None


def read_truth(name: str, given: Any) -> bool | None:
    if not is_given(given) or isinstance(given, bool):
        return given if isinstance(given, bool) else None
    word = str(given).strip().lower() if isinstance(given, (str, int)) else ""
    if word not in TRUE | FALSE:
        raise _refusal(name, given, "true or false")
    return word in TRUE


def read_number(name: str, given: Any) -> float | None:
    if not is_given(given):
        return None
    is_number = isinstance(given, (int, float)) and not isinstance(given, bool)
    if not is_number and not (isinstance(given, str) and NUMBER.fullmatch(given.strip())):
        raise _refusal(name, given, "a number")
    number = float(given)
    if not math.isfinite(number):
        raise _refusal(name, given, "a number")
    return number


def read_names(name: str, given: Any) -> list[str] | None:
    """A list of names. As text: JSON, YAML, or names with commas or line breaks between them."""
    if not is_given(given):
        return None
    value = _names_of_text(name, given) if isinstance(given, str) else given
    if value is None:
        return None
    if not _is_list(value):
        raise _refusal(name, value, "a list of names")
    return [_name_of(f"{name}[{number}]", each) for number, each in enumerate(value)]


def read_dict(name: str, given: Any) -> dict | None:
    """A dict. As text: JSON or YAML."""
    value = _value_of(name, given) if isinstance(given, str) and is_given(given) else given
    if not is_given(value):
        return None
    if not isinstance(value, Mapping):
        raise _refusal(name, value, "a dict")
    return dict(value)


def read_dict_or_text(name: str, given: Any) -> Any:
    """A condition: text that the module reads, or a dict."""
    return read_dict(name, given) if isinstance(given, Mapping) else read_text_of(name, given)


def read_dicts(name: str, given: Any) -> list[dict] | None:
    """A list of dicts. As text: JSON or YAML, as a whole or each of them."""
    value = _value_of(name, given) if isinstance(given, str) and is_given(given) else given
    if not is_given(value):
        return None
    if not _is_list(value):
        raise _refusal(name, value, "a list of dicts")
    return [_needed(read_dict, f"{name}[{number}]", each) for number, each in enumerate(value)]


def read_by_kind(kinds: Sequence[str], read: Reader) -> Reader:
    """The reader of a dict in which each key is a kind of object. read: of its values."""

    def read_kinds(name: str, given: Any) -> dict | None:
        value = read_dict(name, given)
        if value is None:
            return None
        unknown = [str(kind) for kind in value if kind not in kinds]
        if unknown:
            raise _unknown_kinds(name, unknown, kinds)
        return {kind: _needed(read, f"{name}.{kind}", inner) for kind, inner in value.items()}

    return read_kinds


def read_kinds(kinds: Sequence[str]) -> Reader:
    """The reader of a list of kinds of objects."""

    def read(name: str, given: Any) -> list[str] | None:
        named = read_names(name, given)
        # Case-insensitive, like the choices of options.
        value = None if named is None else [kind.lower() if kind.lower() in kinds else kind for kind in named]
        unknown = [kind for kind in value or [] if kind not in kinds]
        if unknown:
            raise _unknown_kinds(name, unknown, kinds)
        return value

    return read


def read_options(readers: Mapping[str, Reader], given: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a task that runs on the controller, without those that are not given. Raises InvalidOption."""
    unknown = [str(name) for name in given if name not in readers]
    if unknown:
        raise InvalidOption(f"unknown option {', '.join(unknown)}.", f"Possible are {', '.join(readers)}.")
    read = {name: readers[name](name, value) for name, value in given.items()}
    return {name: value for name, value in read.items() if value is not None}


def _needed(read: Reader, name: str, given: Any) -> Any:
    """Inside of a given value, an empty one is not an unanswered question of a survey."""
    value = read(name, given)
    if value is None:
        raise InvalidOption(f"{name} is {shown_value(given)}.", "Give a value, or omit it.")
    return value


def _name_of(name: str, given: Any) -> str:
    # YAML has made a boolean of a name such as `on`, and nobody knows how it was written.
    if isinstance(given, (bool, float)) or not isinstance(given, (str, int)):
        raise InvalidOption(f"{name} is {shown_value(given)}, which is not text.", advice_to_give_text(given))
    return _needed(read_text_of, name, given)


def _names_of_text(name: str, text: str) -> Any:
    if text.strip() == "null" or _is_list_text(text):
        return _value_of(name, text)
    try:
        # In quotes a comma belongs to the name.
        rows = list(csv.reader(text.strip().splitlines(), skipinitialspace=True, strict=True))
    except csv.Error as error:
        raise InvalidOption(f"{name} is text that cannot be read: {error}.", "Give a list.") from None
    names = [each.strip() for row in rows for each in row if each.strip()]
    for each in names:
        if SEVERAL.search(each):
            raise InvalidOption(
                f"{name} contains {shown_value(each)}, which looks like several names, or like a part of a list.",
                "Put commas between names, or give a list.",
            )
    return names


def _is_list_text(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    first = next((line for line in lines if not COMMENT.match(line)), "")
    return bool(LIST.match(first.lstrip())) or any(ITEM.match(line) for line in lines)


def _value_of(name: str, text: str) -> Any:
    try:
        return read_text(text)
    except Unreadable as error:
        raise InvalidOption(f"{name} is text that cannot be read: {error}.", "Give JSON or YAML.") from None


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def _unknown_kinds(name: str, unknown: Sequence[str], kinds: Sequence[str]) -> InvalidOption:
    advice = did_you_mean(unknown[0], kinds) or f"Possible are {', '.join(kinds)}."
    return InvalidOption(f"{name}: unknown kind {', '.join(unknown)}.", advice)


def _refusal(name: str, given: Any, wanted: str) -> InvalidOption:
    return InvalidOption(f"{name} is {shown_value(given)}.", f"Give {wanted}.")


def plain_value(value: Any, omitted: Any) -> Any:
    """The same without `omit`, which older cores only remove from dicts, and with vaulted text as text.

    omitted: the value of Ansible's `omit`, None if it is not known.
    """
    if isinstance(value, Mapping):
        return {key: plain_value(inner, omitted) for key, inner in value.items() if not is_omitted(inner, omitted)}
    if _is_list(value):
        return [plain_value(inner, omitted) for inner in value if not is_omitted(inner, omitted)]
    # Until ansible-core 2.18 a vaulted value is a sequence that is not a str; turned into one, it decrypts itself.
    return str(value) if isinstance(value, Sequence) and not isinstance(value, (str, bytes)) else value


def is_omitted(value: Any, omitted: Any) -> bool:
    """Until ansible-core 2.18 `omit` is a text that nobody else would write, since then an object."""
    if omitted is None:
        return False
    return value is omitted or isinstance(value, str) and isinstance(omitted, str) and value == omitted
