# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Scalars of YAML, read as Ansible reads them. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import UNKNOWN

TEMPLATE = re.compile(r"\{\{|\{%|\{#|\A#jinja2:")
VAULT_TAGS = ("!vault", "!vault-encrypted")
UNSAFE_TAG = "!unsafe"
CORE = "tag:yaml.org,2002:"
MERGE = f"{CORE}merge"
TEXT = f"{CORE}str"
# As Ansible reads a time: into a value that becomes its text again.
TIME = f"{CORE}timestamp"

# Without a zone, and so not for an option that is a time.
LOCAL_TIME = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?")


class UnknownTag(Exception):
    """The scalar has a tag that Ansible does not know."""


class ScalarReader:
    """Reads the scalars of one document. Values that only a run knows are `UNKNOWN`."""

    def __init__(self) -> None:
        self._resolve = lru_cache(maxsize=None)(yaml.resolver.Resolver().resolve)
        self._constructor = yaml.constructor.SafeConstructor()

    def tag_of(self, event: yaml.ScalarEvent) -> str:
        """The tag of the scalar, or the one that follows from its text."""
        if event.tag and event.tag not in ("!", UNSAFE_TAG):
            return str(event.tag)
        if event.tag == "!":
            return TEXT
        implicit = (True, False) if event.tag == UNSAFE_TAG and event.style is None else event.implicit
        return str(self._resolve(yaml.ScalarNode, event.value, implicit))

    def value_of(self, event: yaml.ScalarEvent, is_evaluated: bool) -> Any:
        """is_evaluated: whether Ansible would evaluate a template in it.

        Raises UnknownTag, and ValueError for a text that is not a value of its type.
        """
        if event.tag in VAULT_TAGS:
            return UNKNOWN
        tag = self.tag_of(event)
        if not tag.startswith(CORE):
            raise UnknownTag
        if tag == TEXT:
            return UNKNOWN if is_evaluated and TEMPLATE.search(event.value) else event.value
        if tag in (TIME, MERGE):
            return event.value
        try:
            return self._constructor.construct_object(yaml.ScalarNode(tag, event.value))
        # The library raises these for a tag that its value does not fit, and for what only begins as a number does.
        except (yaml.YAMLError, LookupError, AttributeError):
            raise ValueError(tag) from None


def misread(event: yaml.ScalarEvent, value: Any) -> str | None:
    """What YAML made of a text like 010, 12:30 or +49301234; None if it is still as written.

    A time with a zone is the same time however it is written, and is taken where a time belongs.
    """
    if event.tag or not event.implicit[0]:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return f"number {value}" if event.value != str(value) else None
    if isinstance(value, str) and LOCAL_TIME.fullmatch(value):
        text = yaml.safe_load(value).isoformat()
        return f"time {text}" if event.value != text else None
    return None
