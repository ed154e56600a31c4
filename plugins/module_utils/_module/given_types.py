# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks the types of options, with messages in the words of a playbook and with the place.

Ansible would say it in Python's words and without the place in a list, or make text of a list or of null: a role named
`['Operations']`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Callable

from ansible.module_utils.common import validation

from .._core.errors import InvalidOption
from .._core.values.json_text import DuplicateKey, read_given_json
from .._core.values.text import TYPE_WORDS, advice_to_give_text, is_rounded, shown_value

# Up to ansible-core 2.18, `omit` in a list becomes this text.
OMITTED = re.compile(r"__omit_place_holder__[0-9a-f]+")
PLAIN: Mapping[str, tuple[type, ...]] = {
    "str": (str, int, float),
    "path": (str,),
    "list": (list,),
    "dict": (dict,),
    "bool": (bool,),
    "int": (int,),
    "float": (int, float),
}


def _dict_of(given: Any) -> Any:
    """Raises DuplicateKey for JSON text of which Ansible would take the last value; otherwise as Ansible does."""
    if isinstance(given, str) and given.lstrip().startswith("{"):
        try:
            read_given_json(given)
        except DuplicateKey:
            raise
        except ValueError:
            # Ansible also reads dicts as Python writes them, and lists of a=b.
            pass
    return validation.check_type_dict(given)


READERS: Mapping[str, Callable[[Any], Any]] = {
    "list": validation.check_type_list,
    "dict": _dict_of,
    "bool": validation.check_type_bool,
    "int": validation.check_type_int,
    "float": validation.check_type_float,
}


def refuse_wrong_types(argument_spec: Mapping[str, Any], given: Mapping[str, Any], within: str = "") -> None:
    """Raises InvalidOption, naming the option at any depth, if Ansible would refuse the value or turn it into text."""
    by_name = {alias: option for option in argument_spec.values() for alias in option.get("aliases", ())}
    by_name.update(argument_spec)
    for name, value in given.items():
        # Ansible refuses unknown options, and lists the known ones.
        if value is not None and name in by_name:
            _refuse_wrong(f"{within}{name}", value, by_name[name])


def _refuse_wrong(where: str, given: Any, option: Mapping[str, Any]) -> None:
    wanted = option.get("type", "str")
    value = read_as(wanted, where, given, bool(option.get("no_log")))
    if wanted == "list":
        element = {**option, "type": option.get("elements", "raw")}
        for number, each in enumerate(value):
            _refuse_wrong(f"{where}[{number}]", each, element)
    elif wanted == "dict" and "options" in option:
        refuse_wrong_types(option["options"], value, f"{where}.")


def read_as(wanted: str, where: str, given: Any, is_secret: bool = False) -> Any:
    """The value, converted to the type. Raises InvalidOption."""
    if isinstance(given, str) and OMITTED.fullmatch(given):
        raise InvalidOption(
            f"{where} is omit, which this version of ansible-core cannot omit from a list.",
            "Build the list without it, for example with the filter select.",
        )
    if wanted not in TYPE_WORDS:
        return given
    # In Python, booleans are numbers.
    is_other_text = wanted in ("str", "list") and is_rounded(given)
    if isinstance(given, bool) == (wanted == "bool") and isinstance(given, PLAIN[wanted]) and not is_other_text:
        return given
    try:
        if isinstance(given, bool) or is_other_text:
            raise TypeError
        return READERS[wanted](given)
    except DuplicateKey as duplicate:
        twice = "a duplicate key" if is_secret else f"the {duplicate}"
        raise InvalidOption(f"{where} contains {twice}.", "Remove one of them.") from None
    # No conversion to this type, or not of this value.
    except (KeyError, TypeError, ValueError, OverflowError):
        shown = "of another type" if is_secret else shown_value(given)
        advice = advice_to_give_text(given) if wanted == "str" else f"Give {TYPE_WORDS[wanted]}."
        raise InvalidOption(f"{where} is {shown}.", advice) from None
