# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with a user feed, with the lines of its file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any

from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed import Feed
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_csv import is_feed_text
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_mapping import make_mapping
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.feed import check_feed
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.names import DeclaredNames
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import WARNING, Problem
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.file_format import VAULT_FILE
from ansible_collections.community.bigpanda.plugins.plugin_utils.declaration_directory import Finding
from ansible_collections.community.bigpanda.plugins.plugin_utils.reading_roots import (
    LEADS_OUTSIDE,
    READ_FROM_ABOVE,
    leads_outside,
)

PREFIX = "user_provisioning_"
MAPPING_OPTIONS = (
    "columns",
    "separator",
    "delimiter",
    "status_words",
    "group_key",
    "group_roles",
    "group_patterns",
    "default_roles",
    "ignore",
    "refuse_unmapped",
)
# Words that only mean an option.
OPTION = re.compile(r"\b(status_words|group_key|group_roles|group_patterns|default_roles)\b|(?<=Set )delimiter\b")
MAPPING_VARIABLES = tuple(f"{PREFIX}{option}" for option in MAPPING_OPTIONS)
# What the role reads, unless its variable says otherwise.
COLUMNS = {"user_name": "user_name", "display_name": "display_name", "groups": "groups"}
LARGEST_BYTES = 100_000_000
LINE = re.compile(r"line (\d+)")
# What a feed is called that is not in a file.
FEED = "feed"
NOT_DECRYPTED = "the feed is encrypted with Ansible Vault, so its content is not checked."


def mapping_of(variables: Mapping[str, Any]) -> dict[str, Any]:
    """Options of `make_mapping`. variables: of the role, as far as they are set."""
    given = {name.removeprefix(PREFIX): value for name, value in variables.items() if name in MAPPING_VARIABLES}
    return {"columns": COLUMNS, **given}


def check_feed_at(
    given: Any,
    options: Mapping[str, Any],
    roles: DeclaredNames | None = None,
    is_live: bool = False,
    is_offline: bool = False,
    decrypted: Callable[[str], str] | None = None,
) -> tuple[list[Finding], Feed | None]:
    """given: a path, the text of a CSV, or a list. options: of `make_mapping`. roles, is_live: see `check_feed`.

    is_offline: whether nothing is evaluated, so that a link must not lead outside. decrypted: the text of a file that
    Ansible Vault encrypted, by path; None if such a file is not to be read.
    """
    name = FEED
    try:
        mapping = make_mapping(**options)
        if isinstance(given, str) and not is_feed_text(given, list(mapping.columns.values()), mapping.delimiter):
            name = given
            _refuse_outside(name, is_offline)
            given = _text_of(name)
            if given.startswith(VAULT_FILE):
                if decrypted is None:
                    return [Finding(name, None, NOT_DECRYPTED, severity=WARNING)], None
                given = decrypted(name)
    except InvalidOption as error:
        return [Finding(name, None, _with_variables(error.message), _with_variables(error.advice))], None
    feed, problems = check_feed(given, mapping, roles, is_live)
    return [_finding(name, each) for each in problems], feed


def _refuse_outside(path: str, is_offline: bool) -> None:
    if is_offline and leads_outside(path):
        raise InvalidOption(LEADS_OUTSIDE, READ_FROM_ABOVE)


def _text_of(path: str) -> str:
    """As Ansible reads a file: what is not UTF-8 is half a character, which is found later. Raises InvalidOption."""
    full = os.path.expanduser(path)
    if os.path.exists(full) and not os.path.isfile(full):
        raise InvalidOption("it is not a regular file.")
    try:
        with open(full, "rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:
        problem = f"the feed cannot be read: {getattr(error, 'strerror', None) or error}."
        raise InvalidOption(problem, _advice_on_path(path)) from None
    if len(data) > LARGEST_BYTES:
        raise InvalidOption(f"the feed is larger than {LARGEST_BYTES // 1_000_000} MB.", "Split it.")
    return data.decode("utf-8", "surrogateescape")


def _advice_on_path(path: str) -> str:
    if path != path.strip():
        return "The path begins or ends with a space: remove it."
    return "Give a path on the controller; nothing is downloaded." if "://" in path else ""


def _with_variables(sentence: str) -> str:
    """The options of the mapping by the names of the role's variables. Not for sentences that contain text of a row."""
    return OPTION.sub(lambda found: f"{PREFIX}{found[0]}", sentence)


def _finding(name: str, problem: Problem) -> Finding:
    """A row of a list has no line."""
    row = str(problem.path[0]) if problem.path else ""
    found = LINE.fullmatch(row)
    file, line = (name, int(found[1])) if found else (f"{name}, {row}" if row else name, None)
    advice = _with_variables(problem.advice)
    return Finding(file, line, problem.message, advice, problem.severity, subject=problem.subject)
