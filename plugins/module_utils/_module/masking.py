# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which texts are masked in what a task returns.

Ansible masks each secret wherever it is part of a value. So a short one, such as a header `2`, would change numbers,
IDs and words of others; and a secret would be shown that the service returns as the name of a value or in another form,
or where a message is cut.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from ansible.module_utils.common.parameters import sanitize_keys

# No token, app key or password is shorter; `true` and `null` are.
SHORTEST_SECRET = 5
# A shorter piece of Base64 would be found in ordinary words.
SHORTEST_BASE64 = 12
# As Ansible writes it.
MASK = "********"
CUT = "…"
# Lists of many objects that failed are shorter.
LONGEST_MESSAGE = 20_000
ESCAPE = re.compile("%[0-9A-F]{2}")


def long_enough(secrets: Iterable[str]) -> set[str]:
    """Those that can be masked without changing anything else."""
    return {secret for secret in secrets if len(secret.strip()) >= SHORTEST_SECRET}


def escaped_forms(secret: str) -> set[str]:
    """The secret as others write it into JSON, HTML and addresses."""
    in_json, in_address = json.dumps(secret)[1:-1], quote(secret, safe="", errors="replace")
    in_addresses = {in_address, ESCAPE.sub(lambda found: found[0].lower(), in_address)}
    return {in_json, in_json.replace("/", "\\/"), escape(secret), *in_addresses}


def base64_forms(secret: str) -> Iterator[str]:
    """What Base64 makes of the secret wherever it is in a text, such as behind `Bearer `; without the digits at both
    ends, which depend on what is next to it.
    """
    content = secret.encode("utf-8", "replace")
    for before in range(3):
        digits = b64encode(bytes(before) + content).decode()[-(-before * 8 // 6) : (before + len(content)) * 8 // 6]
        if len(digits) >= SHORTEST_BASE64:
            yield digits
            yield digits.replace("+", "-").replace("/", "_")


def shortened(text: str) -> str:
    """A message that repeats a value of any length, cut; `without_cut_secrets` masks what it is cut in."""
    return text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]} {CUT}"


def without_cut_secrets(value: Any, secrets: set[str]) -> Any:
    """The value with the parts of secrets masked at which a text was cut; this is where it has an ellipsis."""
    if isinstance(value, str):
        return _masked_at_cuts(value, secrets) if CUT in value else value
    if isinstance(value, Mapping):
        return {name: without_cut_secrets(each, secrets) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_cut_secrets(each, secrets) for each in value]
    return value


def _masked_at_cuts(text: str, secrets: set[str]) -> str:
    for secret in secrets:
        for length in range(len(secret) - 1, SHORTEST_SECRET - 1, -1):
            beginning, end = secret[:length], secret[-length:]
            text = text.replace(f"{beginning} {CUT}", f"{MASK} {CUT}").replace(f"{beginning}{CUT}", f"{MASK}{CUT}")
            text = text.replace(f"{CUT}{end}", f"{CUT}{MASK}")
    return text


def with_masked_names(result: Mapping[str, Any], secrets: set[str]) -> dict[str, Any]:
    """The result, without secrets in the names of values inside it."""
    return {name: sanitize_keys(value, secrets) for name, value in result.items()}
