# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.plan_context import CONTEXT, PlanContext
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.window import Window
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.times.windows import (
    declared_window,
    kept_unseen,
    kept_window,
    lasts_long_enough,
)
from hypothesis import given
from hypothesis import strategies as st

WINDOW = Window("start", "end", changed=("created_at", "updated_at"))
NOW = 1_800_000_000
HOUR = 3600


def at(now, **times):
    """What is declared by a run at this time."""
    return declared_window(WINDOW, {**times, CONTEXT: PlanContext(now)})


def there(start, end, created=None):
    made = start if created is None else created
    return {"start": start, "end": end, "created_at": made, "updated_at": made}


def after(current, now, **times):
    """Start and end that a run leaves, hours after NOW."""
    kept = kept_window(WINDOW, current, at(now, **times))
    return tuple(kept.get(name, current[name]) for name in ("start", "end"))


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        ({"start": "now", "duration": "2h"}, 0, 2),
        ({"start": "now", "end": "2h"}, 0, 2),
        ({"start": "1h", "duration": 7200}, 1, 3),
        ({"start": "-1h", "duration": "2h"}, -1, 1),
        ({"start": NOW, "duration": "PT2H"}, 0, 2),
        ({"start": NOW, "end": "now+3h"}, 0, 3),
    ],
)
def test_a_new_window(times, start, end):
    window = at(NOW, **times)
    assert (window["start"], window["end"]) == (NOW + start * HOUR, NOW + end * HOUR)
    assert "duration" not in window


@pytest.mark.parametrize(
    "times", [{"start": "-2h", "end": "-1h"}, {"start": "-2h", "duration": "1h"}, {"start": "-2h", "end": "now"}]
)
def test_a_relative_window_that_is_over_is_refused(times):
    with pytest.raises(InvalidOption, match="relative to now and both in the past. Each run would move them"):
        at(NOW, **times)


TWO_HOURS = {"start": "now", "duration": "2h"}
OURS = there(NOW, NOW + 2 * HOUR)


@pytest.mark.parametrize(
    ("case", "current", "hours", "times", "start", "end"),
    [
        ("again at once", OURS, 0, TWO_HOURS, 0, 2),
        ("again an hour later", OURS, 1, TWO_HOURS, 0, 2),
        ("again just before its end", OURS, 1.99, TWO_HOURS, 0, 2),
        ("longer now", OURS, 1, {"start": "now", "duration": "3h"}, 0, 4),
        (
            "longer, again",
            {**OURS, "end": NOW + 4 * HOUR, "updated_at": NOW + HOUR},
            2,
            {"start": "now", "duration": "3h"},
            0,
            4,
        ),
        ("shorter now, and covered", OURS, 0.5, {"start": "now", "duration": "1h"}, 0, 2),
        ("shorter now, and not covered", OURS, 1.5, {"start": "now", "duration": "1h"}, 0, 2.5),
        ("made by somebody else, and ends later", there(NOW - HOUR, NOW + 5 * HOUR), 0, TWO_HOURS, -1, 5),
        ("made by somebody else, and ends too early", there(NOW - 5 * HOUR, NOW + HOUR), 0, TWO_HOURS, -5, 2),
        ("planned for tomorrow", there(NOW + 24 * HOUR, NOW + 26 * HOUR, NOW), 0, TWO_HOURS, 0, 2),
        ("over", OURS, 3, TWO_HOURS, 3, 5),
        ("planned ahead, again", there(NOW + HOUR, NOW + 3 * HOUR, NOW), 0.5, {"start": "1h", "duration": "2h"}, 1, 3),
        ("planned ahead, begun", there(NOW + HOUR, NOW + 3 * HOUR, NOW), 2, {"start": "1h", "duration": "2h"}, 1, 3),
        ("planned ahead, longer", there(NOW + HOUR, NOW + 3 * HOUR, NOW), 0.5, {"start": "1h", "duration": "3h"}, 1, 4),
        (
            "planned ahead by others",
            there(NOW + 5 * HOUR, NOW + 6 * HOUR, NOW),
            0,
            {"start": "1h", "duration": "2h"},
            1,
            3,
        ),
        ("from a time that is over", OURS, 1, {"start": "-1h", "duration": "2h"}, 0, 2),
        ("until later", OURS, 1, {"end": "3h"}, 0, 4),
        ("until later, again", {**OURS, "end": NOW + 4 * HOUR, "updated_at": NOW + HOUR}, 2, {"end": "3h"}, 0, 4),
        ("until earlier", OURS, 0, {"end": "1h"}, 0, 2),
        ("until earlier, and not begun", there(NOW + 2 * HOUR, NOW + 9 * HOUR, NOW), 1, {"end": "3h"}, 2, 4),
        ("until earlier, and not begun, again", there(NOW + 2 * HOUR, NOW + 4 * HOUR, NOW), 1, {"end": "4h"}, 2, 4),
        ("until before it begins", there(NOW + 2 * HOUR, NOW + 3 * HOUR, NOW), 0.5, {"end": "1h"}, 2, 1.5),
        ("until now", OURS, 1, {"end": "now"}, 0, 1),
        ("from now until now", OURS, 1, {"start": "now", "end": "now"}, 0, 1),
        ("until a moment ago", OURS, 1, {"end": "-30m"}, 0, 0.5),
        ("until now, and over", OURS, 5, {"end": "now"}, 0, 2),
        ("until now, and not begun", there(NOW + HOUR, NOW + 2 * HOUR, NOW), 0, {"end": "now"}, 1, 0),
        ("until a time that is certain", OURS, 1, {"start": "now", "end": NOW + 9 * HOUR}, 0, 9),
        ("a length of what is there", there(NOW - HOUR, NOW + HOUR), 0, {"duration": "4h"}, -1, 3),
        ("certain times", OURS, 1, {"start": NOW + 4 * HOUR, "duration": "1h"}, 4, 5),
    ],
)
def test_what_becomes_of_a_window(case, current, hours, times, start, end):
    now = NOW + int(hours * HOUR)
    assert after(current, now, **times) == (NOW + int(start * HOUR), NOW + int(end * HOUR)), case


moments = st.integers(NOW - 9 * HOUR, NOW + 9 * HOUR)
lengths = st.integers(60, 9 * HOUR)


@given(moments, lengths, lengths, st.integers(0, 600), st.booleans())
def test_a_second_run_changes_nothing_and_the_first_covers_what_was_asked(start, lasted, length, later, by_end):
    times = {"start": "now", "end": f"{length}s"} if by_end else {"start": "now", "duration": length}
    current = there(start, start + lasted)
    first = after(current, NOW, **times)
    assert first[0] <= NOW
    assert first[1] >= NOW + length or first == (start, start + lasted)
    written = {**there(*first), "created_at": NOW - 9 * HOUR, "updated_at": NOW + 1}
    if first != (start, start + lasted) and first[1] > NOW + later:
        assert after(written, NOW + later, **times) == first


HIDDEN = [{}, {"created_at": None, "updated_at": None}, {"created_at": NOW - 9 * HOUR}]
AHEAD = {"start": "2h", "duration": "1h"}


@pytest.mark.parametrize("shown", HIDDEN, ids=str)
@pytest.mark.parametrize(
    ("case", "start", "end", "times", "left", "told"),
    [
        ("planned ahead, again", 1.5, 2.5, AHEAD, (1.5, 2.5), ("start",)),
        ("planned ahead, begun", -0.5, 0.5, AHEAD, (-0.5, 0.5), ("start",)),
        ("planned ahead, of another length", 1.5, 3.5, AHEAD, (2, 3), ()),
        ("planned ahead, later than declared", 3, 4, AHEAD, (2, 3), ()),
        ("planned ahead, over", -2, -1, AHEAD, (2, 3), ()),
        ("planned ahead, until a certain time", 1, 9, {"start": "2h", "end": NOW + 9 * HOUR}, (1, 9), ("start",)),
        ("planned ahead, without an end", 1, 9, {"start": "2h"}, (1, 9), ("start",)),
        ("begun", -1, 1, TWO_HOURS, (-1, 1), ("end",)),
        ("begun, now longer", -1, 1, {"start": "now", "duration": "4h"}, (-1, 4), ()),
        ("begun, and covered", -1, 3, TWO_HOURS, (-1, 3), ()),
        ("until later", -1, 1, {"end": "6h"}, (-1, 6), ()),
        ("until later, again", -1, 5.5, {"end": "6h"}, (-1, 5.5), ("end",)),
        ("until later, not begun", 1, 2, {"end": "6h"}, (1, 7), ()),
        ("from a certain time", 1, 3, {"start": NOW + HOUR, "end": "9h"}, (1, 3), ("end",)),
        ("from another certain time", 1, 3, {"start": NOW + 2 * HOUR, "end": "9h"}, (2, 9), ()),
    ],
)
def test_what_fits_is_kept_where_the_service_does_not_show_when_it_was_set(case, start, end, times, left, told, shown):
    current = {"start": NOW + int(start * HOUR), "end": NOW + int(end * HOUR), **shown}
    assert after(current, NOW, **times) == tuple(NOW + int(each * HOUR) for each in left), case
    assert kept_unseen(WINDOW, current, at(NOW, **times)) == told, case


def test_nothing_is_unseen_where_the_service_shows_when_it_was_set():
    current = there(NOW + HOUR, NOW + 2 * HOUR, created=NOW - HOUR)
    again = at(NOW, start="2h", duration="1h")
    assert kept_window(WINDOW, current, again)["start"] == current["start"] != again["start"]
    assert kept_unseen(WINDOW, current, again) == ()


@given(
    moments,
    lengths,
    st.sampled_from([TWO_HOURS, AHEAD, {"end": "6h"}, {"start": "-1h", "end": "2h"}, {"start": NOW, "end": "9h"}]),
    st.lists(st.integers(0, 2 * HOUR), min_size=2, max_size=4).map(sorted),
    st.sampled_from(HIDDEN),
)
def test_runs_change_a_window_once_and_then_leave_it(start, lasted, times, later, shown):
    """One that ended by chance when the first run wanted it to is extended by a later one, but never again."""
    window = after({"start": start, "end": start + lasted, **shown}, NOW, **times)
    changes = 0
    for seconds in later:
        if window[0] < window[1] and window[1] > NOW + seconds:
            left = after({"start": window[0], "end": window[1], **shown}, NOW + seconds, **times)
            changes += left != window
            window = left
    assert changes <= 1


def test_the_service_may_show_as_text_when_it_was_set():
    text = {"start": NOW + HOUR, "end": NOW + 2 * HOUR, "created_at": str(NOW), "updated_at": str(NOW)}
    assert after(text, NOW, start="2h", duration="1h") == (NOW + 2 * HOUR, NOW + 3 * HOUR)


def test_what_exists_keeps_its_window_if_no_time_is_relative():
    desired = at(NOW, start=NOW, end=NOW + HOUR)
    assert kept_window(WINDOW, OURS, desired) is desired


def test_end_and_duration_exclude_each_other():
    with pytest.raises(InvalidOption, match="end and duration are mutually exclusive"):
        at(NOW, start="now", end="2h", duration="2h")


@pytest.mark.parametrize(
    ("end", "set_at", "enough"),
    [(7200, [], True), (9000, [], True), (7199, [], False), (3600, [-3630], True), (3600, [-3700], False)],
)
def test_what_ends_later_or_was_set_to_that_length_lasts_long_enough(end, set_at, enough):
    assert lasts_long_enough(NOW + end, NOW + 7200, 7200, [NOW + each for each in set_at]) is enough
