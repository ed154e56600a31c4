# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Values that no ansible-core takes for templates.

Until ansible-core 2.18 all text is a template unless it is marked; since 2.19 only text that is marked. What a filter
makes of a file, of a feed or of what BigPanda answers is new text, so it has lost the mark of what it was made of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.utils.unsafe_proxy import wrap_var

# Whether this core evaluates marked text only; plain text of Python then needs no mark, and thousands of it no time.
IS_PLAIN_SAFE = not hasattr(wrap_var("text"), "__UNSAFE__")


def as_unsafe(value: Any) -> Any:
    """The same dicts, lists and text, keys included, such that nothing in them is ever evaluated."""
    # Marked text is of a class of its own.
    if IS_PLAIN_SAFE and value.__class__ is str:
        return value
    if isinstance(value, Mapping):
        return {as_unsafe(key): as_unsafe(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_unsafe(inner) for inner in value]
    # Until ansible-core 2.18 a vaulted value is a sequence that is not a str; turned into one, it decrypts itself.
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return wrap_var(str(value))
    return value
