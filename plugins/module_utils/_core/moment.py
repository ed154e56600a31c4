# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Points in time, as people write them. Reads texts alone, no clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .errors import InvalidOption
from .schema import check_epoch_s

ADVICE = "Write epoch seconds, or ISO 8601 with a zone, like 2026-12-24T18:00:00+01:00."


def epoch_s(option: str, value: Any) -> int:
    """Epoch seconds of seconds or of ISO 8601 with a zone. Raises InvalidOption.

    Source: contract README, "Times are epoch seconds, never milliseconds".
    """
    text = str(value).strip()
    if text.isdecimal():
        check_epoch_s(option, int(text))
        return int(text)
    try:
        # Before Python 3.11 the letter for UTC is not understood.
        moment = datetime.fromisoformat(f"{text[:-1]}+00:00" if text.endswith(("Z", "z")) else text)
    except ValueError:
        raise InvalidOption(f"{option} is {text}, which is no point in time.", ADVICE) from None
    if moment.tzinfo is None:
        raise InvalidOption(f"{option} is {text}, which says no zone.", ADVICE)
    return int(moment.timestamp())
