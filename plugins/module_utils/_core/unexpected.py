# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where errors that nobody expected become ours, so that a run goes on and tells what it did in any case."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import BigPandaError, UnexpectedError

COLLECTION = "/plugins/"


@contextmanager
def only_our_errors() -> Iterator[None]:
    """Whatever is raised within is raised as one of ours.

    Exception is caught here and nowhere else: what has no shape that anybody thought of fails in ways that nobody
    thought of, and must cost no more than the one object, or the one task, in whose work it happened.
    """
    try:
        yield
    except BigPandaError:
        raise
    except Exception as error:
        raise _as_ours(error) from None


def _as_ours(error: Exception) -> UnexpectedError:
    """The type of the error and its place; never its message, which may hold anything."""
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [each for each in frames if COLLECTION in each[0] and not each[0].endswith("/border.py")]
    file, line = (ours or frames)[-1]
    place = f"{file.rpartition(COLLECTION)[2]}:{line}"
    return UnexpectedError(
        f"{type(error).__name__} at {place}, which nobody expected.",
        "It may come of an answer that is not the API's; please report type and place.",
    )
