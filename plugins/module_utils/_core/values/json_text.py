# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""JSON as it is sent and received. Pure."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from ..errors import InvalidOption, excerpt

# Limits far above any response of the API, so that later code is not given a value that it cannot handle.
MOST_LEVELS = 150
MOST_DIGITS = 300
MAX_KEY_CHARACTERS = 60
# In JSON text: two escapes that form one character, one that is half a character, any other escape.
ESCAPES = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.", re.DOTALL
)
HALF = re.compile(r"\\u[dD][89a-fA-F]")


class NestedTooDeeply(ValueError):
    """JSON with more than `MOST_LEVELS` lists and dicts in each other."""

    def __init__(self) -> None:
        super().__init__(f"nested more than {MOST_LEVELS} levels deep")


class DuplicateKey(ValueError):
    """A dict in JSON text that contains a key twice, so that one of its values would be lost."""

    def __init__(self, key: str) -> None:
        super().__init__(f'duplicate key "{excerpt(key, MAX_KEY_CHARACTERS)}"')


def compact_json(value: Any) -> str:
    """JSON without spaces, which could count if the service limits a length."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def json_bytes(value: Any, where: str = "") -> bytes:
    """`where`: the name of the value in messages. Raises InvalidOption for what JSON in UTF-8 cannot contain."""
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return text.encode("utf-8")
    except ValueError:
        refuse_half_characters_in(where, value)
        for place, inner in _inner_values(where, value):
            _refuse_infinite(place or "the body", inner)
        raise


def refuse_half_characters_in(where: str, value: Any) -> None:
    """Raises InvalidOption if any text in the value contains half a character: see `refuse_half_characters`."""
    try:
        compact_json(value).encode("utf-8")
    except UnicodeEncodeError:
        for place, inner in _inner_values(where, value):
            if isinstance(inner, str):
                refuse_half_characters(place or "the body", inner)
        raise


def _refuse_infinite(where: str, value: Any) -> None:
    if isinstance(value, float) and not math.isfinite(value):
        raise InvalidOption(
            f"{where} is {value}, which JSON cannot contain.", "Give a number; if there is none, give null or omit it."
        )


def read_given_json(text: str) -> Any:
    """The value of JSON text that a user gives.

    Raises ValueError if it is not JSON; for a key that a dict contains twice DuplicateKey, for too many levels
    NestedTooDeeply.
    """
    try:
        value = json.loads(text, object_pairs_hook=unique_keys)
    except RecursionError:
        raise NestedTooDeeply from None
    if is_nested_deeper(value, MOST_LEVELS):
        raise NestedTooDeeply
    return value


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """For `object_pairs_hook` of `json`. Raises DuplicateKey."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise DuplicateKey(key)
        found[key] = value
    return found


def parse_json(body: bytes) -> Any:
    """The value of a response.

    Raises ValueError if it is not JSON, or exceeds the limits above; for too many levels, NestedTooDeeply.
    """
    try:
        text = _with_whole_characters(body.decode("utf-8-sig"))
        value = json.loads(text, parse_float=_finite, parse_int=_integer, parse_constant=_refuse_constant)
    except RecursionError:
        raise NestedTooDeeply from None
    if is_nested_deeper(value, MOST_LEVELS):
        raise NestedTooDeeply
    return value


def _with_whole_characters(text: str) -> str:
    """The JSON text with U+FFFD instead of each half character, which could not be printed or written."""
    if not HALF.search(text):
        return text
    return ESCAPES.sub(lambda escape: r"\ufffd" if escape[1] else escape[0], text)


def _finite(text: str) -> float:
    """Raises ValueError for infinity, which JSON results cannot contain."""
    number = float(text)
    if math.isinf(number):
        raise ValueError("a number is too large")
    return number


def _integer(text: str) -> int:
    """Raises ValueError for a number that Python would take long to parse."""
    if len(text) > MOST_DIGITS:
        raise ValueError("a number is too long")
    return int(text)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def is_nested_deeper(value: Any, levels: int) -> bool:
    """Whether it has more lists and dicts in each other than that."""
    level = [value]
    for _depth in range(levels):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ())
            if isinstance(inner, (dict, list))
        ]
        if not level:
            return False
    return True


def refuse_half_characters(where: str, text: str) -> None:
    """Raises InvalidOption for half of a surrogate pair, which Python reads from bytes that are not UTF-8."""
    half = re.search("[\ud800-\udfff]", text)
    if half:
        line = f", line {text.count(chr(10), 0, half.start()) + 1}," if "\n" in text else ""
        raise InvalidOption(
            f"{where}{line} contains {half[0]!r}, which is not a whole character.",
            'It often comes from a file that is not encoded in UTF-8: save it as UTF-8 (in Excel: "CSV UTF-8").',
        )


def _inner_values(where: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Every value that contains no other, with its path; a key has the path of the dict that contains it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield where, str(name)
            yield from _inner_values(f"{where}.{name}" if where else str(name), inner)
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from _inner_values(f"{where or 'the body'}[{number}]", inner)
    else:
        yield where, value
