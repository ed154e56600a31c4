# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One text for all BPQL texts that mean the same. Pure."""

from __future__ import annotations

import json
from typing import Any

from ...errors import InvalidOption
from .operators import JOINING, LISTING
from .text import meaning_of_text


def canonical_text(condition: Any) -> str:
    """The same text for all texts that mean the same, empty for no condition; unparsable text is returned unchanged."""
    try:
        return _text_of(meaning_of_text(condition))
    except InvalidOption:
        # What the API shows may go beyond what is known.
        return str(condition)


def _text_of(meaning: Any) -> str:
    if meaning is None:
        return ""
    operator, *rest = meaning
    if operator in JOINING:
        return f" {operator} ".join(f"({_text_of(each)})" if each[0] in JOINING else _text_of(each) for each in rest[0])
    if operator == "NOT":
        return f"NOT ({_text_of(rest[0])})"
    if operator == "as written":
        return " ".join(text for _kind, text in rest[0])
    tag, value = rest
    is_list = operator in LISTING
    shown = ", ".join(map(_value, value if is_list else [value]))
    return f"{tag} {operator} [{shown}]" if is_list else f"{tag} {operator} {shown}"


def _value(value: Any) -> str:
    """A regular expression as it is, so that no text in quotation marks equals it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else value[1]
