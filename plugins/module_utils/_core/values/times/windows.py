# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Windows of time that are declared relative to now: the same declaration, later, means the same window. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Callable

from ...errors import InvalidOption
from ...model.plan_context import CONTEXT, context_of
from ...model.window import DOUBTS, LENGTH, RELATIVE_TIMES, Window
from .durations import doubts_about, duration_s
from .shown_times import shown_epoch_s
from .timestamps import epoch_s, relative_s

DURATION = "duration"
# Between the time of a run and the time that the service notes for its write.
TOLERANCE_S = 60

Reader = Callable[[str, Any, float], int]


def declared_window(window: Window, given: Mapping[str, Any], read: Reader = epoch_s) -> dict:
    """What was given, with start and end in epoch seconds; `duration` becomes the end.

    given: with its context, if it contains relative times. read: reads a time. Raises InvalidOption.
    """
    desired = {name: value for name, value in given.items() if name != DURATION}
    doubts = doubts_about(DURATION, given[DURATION]) if DURATION in given else ()
    desired.update({DOUBTS: doubts} if doubts else {})
    names, now_s = (window.start, window.end), context_of(given).now_s if CONTEXT in given else 0
    desired.update({name: read(name, given[name], now_s) for name in names if name in given})
    relative = {name: relative_s(given[name]) for name in names if name in given}
    if DURATION in given:
        if window.end in given:
            raise InvalidOption(f"{window.end} and {DURATION} are mutually exclusive.", "Omit one of them.")
        length = duration_s(DURATION, given[DURATION])
        if window.start not in given:
            return {**desired, RELATIVE_TIMES: {LENGTH: length}}
        desired[window.end] = read(window.end, desired[window.start] + length, now_s)
        start = relative[window.start]
        relative[window.end] = None if start is None else start + length
    known = {name: seconds for name, seconds in relative.items() if seconds is not None}
    _refuse_past(window, known)
    return {**desired, RELATIVE_TIMES: known} if known else desired


def _refuse_past(window: Window, relative: Mapping[str, int]) -> None:
    """What is over is not kept, so each run would move it."""
    if relative.get(window.start, 0) < 0 and relative.get(window.end, 1) <= 0:
        raise InvalidOption(
            f"{window.start} and {window.end} are relative to now and both in the past.",
            "Each run would move them: give absolute times.",
        )


def kept_window(window: Window, current: Mapping[str, Any], desired: dict) -> dict:
    """`desired` with the start and end that the object keeps, since an earlier run of the declaration made them.

    If the service does not show when the object was last changed, what fits the declaration is kept: otherwise each
    run would postpone or extend it.
    """
    relative = desired.get(RELATIVE_TIMES) or {}
    start, end = current.get(window.start), current.get(window.end)
    if not relative or not isinstance(start, int) or not isinstance(end, int):
        return desired
    if LENGTH in relative:
        return {**desired, window.end: start + relative[LENGTH]}
    now_s = context_of(desired).now_s
    changes, is_shown = _changes(window, current)
    kept = dict(desired)
    if window.start in relative:
        ours = _keeps_start(start, end, now_s, relative[window.start], changes)
        if not ours and (is_shown or not _fits(window, desired, start, end, now_s)):
            return desired
        kept[window.start] = start
    if window.end in relative:
        until, length = now_s + relative[window.end], relative[window.end] - relative.get(window.start, 0)
        if window.start in relative and (start > now_s or end == start + length):
            kept[window.end] = start + length
        elif _keeps_end(start, end, now_s, relative[window.end], changes):
            kept[window.end] = end
        elif not is_shown and until > now_s:
            kept[window.end] = _fitting_end(window, desired, start, end, until, length)
    return kept


def kept_unseen(window: Window, current: Mapping[str, Any], desired: dict) -> tuple[str, ...]:
    """Names of the times that the object keeps although the service does not show that the declaration set them."""
    relative = desired.get(RELATIVE_TIMES) or {}
    changes, is_shown = _changes(window, current)
    if is_shown or LENGTH in relative or not relative:
        return ()
    kept, now_s = kept_window(window, current, desired), context_of(desired).now_s
    unseen = []
    if relative.get(window.start, 0) > 0 and kept[window.start] != desired[window.start]:
        unseen.append(window.start)
    elif window.end in relative and kept[window.end] == current.get(window.end):
        is_certain = _keeps_end(
            kept.get(window.start, current[window.start]), kept[window.end], now_s, relative[window.end], changes
        )
        unseen += [] if is_certain else [window.end]
    return tuple(unseen)


def begins_relatively(window: Window, desired: Mapping[str, Any]) -> bool:
    """Whether the start was given relative to now."""
    return window.start in (desired.get(RELATIVE_TIMES) or {})


def lasts_long_enough(end_s: int, until_s: int, length_s: int, set_at_s: Iterable[int]) -> bool:
    """Whether what ends at `end_s` ends at `until_s` or later, or was set to this length at one of these times."""
    return end_s >= until_s or any(abs(end_s - moment - length_s) <= TOLERANCE_S for moment in set_at_s)


def _keeps_start(start: int, end: int, now_s: int, offset_s: int, changes: list[int]) -> bool:
    """What runs has begun, whenever that was; what begins later was planned by the same declaration, or is moved."""
    if offset_s <= 0 and start <= now_s < end:
        return True
    return offset_s > 0 and any(abs(start - moment - offset_s) <= TOLERANCE_S for moment in changes)


def _keeps_end(start: int, end: int, now_s: int, offset_s: int, changes: list[int]) -> bool:
    """What has begun and lasts long enough keeps its end, and so does what an earlier run gave this end.

    An end that has come asks for no length: what runs is to end.
    """
    if offset_s <= 0:
        return end <= now_s
    # What has not begun is to end exactly then, so its end counts as too early until it was set.
    until_s = now_s + offset_s if start <= now_s else end + 1
    return lasts_long_enough(end, until_s, offset_s, changes)


def _changes(window: Window, current: Mapping[str, Any]) -> tuple[list[int], bool]:
    """The times of changes that the service shows, and whether the last one is among them."""
    shown = [shown_epoch_s(current.get(name)) for name in window.changed]
    return [moment for moment in shown if isinstance(moment, int)], isinstance(shown[-1], int)


def _fits(window: Window, desired: Mapping[str, Any], start: int, end: int, now_s: int) -> bool:
    """Whether an earlier run of the declaration may have made what is planned or running, with a start ahead of it."""
    relative = desired[RELATIVE_TIMES]
    offset = relative[window.start]
    if offset <= 0 or now_s >= end or start > now_s + offset + TOLERANCE_S:
        return False
    if window.end in relative:
        return bool(end - start == relative[window.end] - offset)
    return bool(end == desired.get(window.end, end))


def _fitting_end(window: Window, desired: Mapping[str, Any], start: int, end: int, until: int, length: int) -> int:
    """One that the next run keeps: what lasts as long as was declared is not extended again."""
    if window.start in desired and window.start not in desired[RELATIVE_TIMES]:
        return end if desired[window.start] == start else until
    return end if end - start >= length else max(start + length, until)
