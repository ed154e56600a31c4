# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The path of a request as a user gives it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from ..errors import InvalidOption

EXAMPLE = "/resources/v2.1/roles"
NOT_IN_PATHS = re.compile(r"[\\\s\x00-\x1f\x7f]")


def check_path(path: str) -> None:
    """Refuse a path that could lead to another host or another call. Raises InvalidOption."""
    for problem in _problems(path):
        raise problem


def _problems(path: str) -> Iterator[InvalidOption]:
    if "://" in path or path.startswith("//"):
        yield InvalidOption(
            "path is a full URL.", f"Give the part after the host, such as {EXAMPLE}; host and region select the host."
        )
    if not path.startswith("/"):
        yield InvalidOption(f"path {path} does not begin with a slash.", f"Give one such as {EXAMPLE}.")
    if "?" in path:
        yield InvalidOption(f"path {path} contains a query.", "Give its parameters with the option query.")
    if "#" in path:
        yield InvalidOption(f"path {path} contains a fragment.", "Remove it; write the # of an ID as %23.")
    if {".", ".."} & set(re.split(r"[/\\]", unquote(path))):
        yield InvalidOption(f"path {path} contains . or .. as a segment.", "Give the path without them.")
    if "{" in path or "}" in path:
        yield InvalidOption(
            f"path {path} contains braces.", "Replace {name} with the ID; write a brace of an ID as %7B or %7D."
        )
    if NOT_IN_PATHS.search(path):
        yield InvalidOption(
            "path contains a space, a line break or a backslash.",
            "Write a space as %20; the filters urlencode | replace('/', '%2F') do that.",
        )
