# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The query and the headers of a request as a user gives them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..errors import InvalidOption, excerpt
from ..values.json_text import json_bytes
from ..values.text import shown

# The connection, the credential and the body determine them.
RESERVED_HEADERS = ("authorization", "connection", "content-length", "content-type", "host", "transfer-encoding")
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def query_parameters(given: Mapping[str, Any]) -> dict:
    """Values as the service reads them, without those that are null. Raises InvalidOption."""
    json_bytes(given, "query")
    return {
        name: [_query_value(name, each) for each in value] if isinstance(value, list) else _query_value(name, value)
        for name, value in given.items()
        if value is not None
    }


def _query_value(name: str, value: Any) -> str:
    if not _is_scalar(value):
        raise InvalidOption(f"query.{name} is not text, a number, a boolean or a list of these.", "Give it as text.")
    return _scalar_text(value)


def request_headers(given: Mapping[str, Any]) -> dict[str, str]:
    """Raises InvalidOption; its message contains no value, which may be secret."""
    for name in given:
        if not HEADER_NAME.fullmatch(name):
            name = excerpt(shown(name), 60)
            raise InvalidOption(f'headers contains "{name}", which is not a valid header name.', "Correct the name.")
        if name.lower() in RESERVED_HEADERS:
            raise InvalidOption(
                f"headers.{name} is set by the module.", "Remove it; credential and body_format determine it."
            )
    return {name: _header_value(name, value) for name, value in given.items() if value is not None}


def _header_value(name: str, value: Any) -> str:
    if not _is_scalar(value):
        raise InvalidOption(f"headers.{name} is not text, a number or a boolean.", "Give it as text.")
    text = _scalar_text(value)
    if not text.isascii() or not text.isprintable() or text != text.strip():
        raise InvalidOption(
            f"headers.{name} contains a line break, whitespace at an end, or a character that is invalid in headers.",
            "Correct it; a line break often comes from reading it from a file.",
        )
    return text


def _is_scalar(value: Any) -> bool:
    return isinstance(value, (str, int, float))


def _scalar_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
