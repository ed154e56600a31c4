# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What mails, chats and word processors make of a condition that is copied from them. Pure."""

from __future__ import annotations

from ...errors import InvalidOption
from ..text import find_unseen, shown
from .tokens import tokens_of

# They quote nothing in BPQL, so they would be a part of the value, which no alert has.
TYPOGRAPHIC = tuple("\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u00b4`")


def refuse_mistyped(text: str) -> None:
    """Raises InvalidOption for typographic quotation marks around a value, and for invisible characters in one."""
    if text.isascii() and "`" not in text:
        return
    for token in tokens_of(text):
        unseen = find_unseen(token.value)
        if unseen:
            found = f'"{shown(token.value[:100])}", with the invisible character {unseen}'
            raise InvalidOption(f"the condition contains {found}.", "Remove it.")
        if token.kind == "word" and (token.text.startswith(TYPOGRAPHIC) or token.text.endswith(TYPOGRAPHIC)):
            raise InvalidOption(
                f"the condition contains {token.text[:100]}, whose quotation marks would be a part of the value.",
                "Write \" or ' instead; if they are meant, put such quotation marks around the whole value.",
            )
