# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many of something may go, as a number or a share. Pure."""

from __future__ import annotations

import re

from ..errors import InvalidOption
from ..record import Record

# Written as people write it: other alphabets' digits, signs and leading zeros are read in more than one way.
NUMBER = re.compile(r"(0|[1-9][0-9]{0,8})(%?)")


class Limit(Record):
    """A number, or a share in percent that lets a few go, so that little ones can change at all; 0% lets none go."""

    number: int
    is_share: bool
    at_least: int = 0

    def allowed(self, live: int) -> int:
        """How many of so many may go: a share is rounded down."""
        if not self.is_share or self.number == 0:
            return self.number
        return max(self.at_least, live * self.number // 100)


def read_limit(option: str, value: str, what: str, at_least: int) -> Limit:
    """The limit that a text says. at_least: what a share always lets go. Raises InvalidOption, naming the option."""
    found = NUMBER.fullmatch(value)
    if not found or (found[2] and int(found[1]) > 100):
        raise InvalidOption(
            f'{option} is "{value[:40]}".', f"Give a number of {what}, such as 25, or a share, such as 10%."
        )
    return Limit(int(found[1]), bool(found[2]), at_least)
