# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Misspelled variables of playbooks. Without its own key, an organization would be changed with the key of another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from os.path import commonprefix
from typing import Any

from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.plugin_utils.validation_output import plain

PREFIX = "bigpanda_"
# Below that, `bigpanda_emea_api_key` would be a misspelled `bigpanda_api_key`.
LIKENESS = 0.76
# What people call an option that sounds different.
OTHER_WORDS = {
    "key": ("api_key",),
    "user_api_key": ("api_key",),
    "api_token": ("api_key",),
    "token": ("api_key", "org_token"),
    "url": ("api_url",),
}
# The key of an alert source, an option of a single module, resembles that of the API.
OTHER_OPTIONS = ("bigpanda_app_key",)


def refuse_misspelled(names: Iterable[Any], options: Collection[str], given: Mapping[str, Any]) -> None:
    """names: all variables that are set. options: those that the playbook reads. given: those that say something.

    A variable that resembles an option is only wrong if that option is not given: others may be the user's own, such as
    a dict `bigpanda_api_keys` from which `bigpanda_api_key` is taken. Raises InvalidOption with names and no values.
    """
    prefix = commonprefix([option[: option.rindex("_") + 1] for option in options])
    in_play = {str(name) for name in names}
    wrong = []
    for name in sorted(in_play.difference(options, OTHER_OPTIONS)):
        meant = _meant(name.removeprefix(prefix), prefix, options) if name.startswith(prefix) else []
        if meant and not any(option in given for option in meant):
            wrong.append(f"{plain(name)}: it is not a variable of this playbook. Did you mean {' or '.join(meant)}?")
    if wrong:
        raise InvalidOption("\n".join(wrong))


def _meant(suffix: str, prefix: str, options: Iterable[str]) -> list[str]:
    """The options that the name, without its prefix, may stand for."""
    suffixes = {option.removeprefix(prefix): option for option in options}
    known_words = [suffixes[word] for word in OTHER_WORDS.get(suffix.lower(), ()) if word in suffixes]
    # Only with the longer prefix of a single playbook: a `bigpanda_org` is the user's own.
    beginnings = [option for word, option in suffixes.items() if suffix and word.startswith(suffix.lower())]
    by_letters = {word.replace("_", ""): option for word, option in suffixes.items()}
    close = get_close_matches(suffix.lower().replace("_", ""), list(by_letters), n=1, cutoff=LIKENESS)
    return known_words or [by_letters[each] for each in close] or (beginnings[:1] if prefix != PREFIX else [])
