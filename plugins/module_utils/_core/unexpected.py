# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Turns unexpected exceptions into errors of the collection, so that a run continues and reports what it did."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import BigPandaError, UnexpectedError

COLLECTION = "/plugins/"


@contextmanager
def only_our_errors() -> Iterator[None]:
    """Raises every exception of the `with` block as a BigPandaError.

    Exception is only caught here. A response of an unexpected shape may raise anything, and it must only cost the
    object, or the task, that was worked on.
    """
    try:
        yield
    except BigPandaError:
        raise
    except Exception as error:
        raise _as_ours(error) from None


def _as_ours(error: Exception) -> UnexpectedError:
    """Names the type and the place of the exception, never its text, which may contain secrets."""
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [each for each in frames if COLLECTION in each[0]]
    file, line = (ours or frames)[-1]
    place = f"{file.rpartition(COLLECTION)[2]}:{line}"
    return UnexpectedError(
        f"unexpected {type(error).__name__} at {place}.",
        "The response may not be the API's. Please report the type and the place.",
    )
