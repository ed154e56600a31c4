# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.progress.progress import (
    Progress,
    Standing,
    check_interval,
    read_standing,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.progress.progress_lines import (
    ProgressLines,
)


class Clock:
    time_s = 0.0

    def now(self):
        return self.time_s


@pytest.mark.parametrize(
    ("standing", "sentence"),
    [
        (Standing(500, 120, 0, 3.0), "120 of 500 objects, 40.0/s, about 10 s left"),
        (Standing(500, 120, 2, 3.0), "120 of 500 objects, 2 failed, 40.0/s, about 10 s left"),
        (Standing(500, 16, 0, 0.1), "16 of 500 objects"),
        (Standing(500, 0, 0, 0.0), "0 of 500 objects"),
    ],
)
def test_a_standing_is_a_sentence(standing, sentence):
    assert standing.sentence() == sentence


def test_a_standing_says_when_the_run_ends():
    assert Standing(4000, 1200, 0, 600.0).sentence("05:33").endswith(", 2.0/s, about 23 min left, ends at 05:33")


def test_how_long_a_run_takes_is_written_before_anything_is_done(tmp_path):
    path = str(tmp_path / "progress.json")
    Progress(path, 3, "3 users to create, about 33 min.", Clock())
    assert read_standing(path) == Standing(3, 0, 0, 0.0, "3 users to create, about 33 min.")


def said_at(standings, interval_s=None):
    """Seconds at which a line is due, of standings at each second."""
    lines = ProgressLines(interval_s)
    return [second for second, standing in enumerate(standings) if lines.is_due(float(second), standing)]


def test_a_long_run_says_early_how_far_it_is_and_then_now_and_then():
    slow = [Standing(100_000, second, 0, float(second)) for second in range(1, 300)]
    assert said_at(slow) == [5, 30, 90, 150, 210, 270]
    quick = [Standing(100, second, 0, float(second)) for second in range(1, 101)]
    assert said_at(quick) == [5, 30, 40, 50, 60, 70, 80, 90]
    assert said_at(slow[:13], interval_s=4.0) == [4, 8, 12]


def test_a_run_that_stands_still_is_not_reported_again():
    assert said_at([Standing(100, 7, 0, 1.0)] * 200) == [5]


def test_the_file_is_rewritten_now_and_then(tmp_path):
    path, clock = str(tmp_path / "progress.json"), Clock()
    assert read_standing(path) is None
    progress = Progress(path, 3, clock=clock)
    for well in (True, False):
        clock.time_s += 0.15
        progress.ended(well)
    assert read_standing(path) == Standing(3, 1, 0, 0.15)
    clock.time_s += 0.15
    progress.ended(True)
    assert read_standing(path) == Standing(3, 3, 1, pytest.approx(0.45))


def test_the_last_standing_is_written_however_soon_it_comes(tmp_path):
    path = str(tmp_path / "progress.json")
    progress = Progress(path, 3, clock=Clock())
    for well in (True, False, True):
        progress.ended(well)
    assert read_standing(path) == Standing(3, 3, 1, 0.0)


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan")])
def test_an_interval_is_above_0(seconds):
    check_interval(0.1)
    check_interval(None)
    with pytest.raises(InvalidOption, match="progress_interval.*above 0"):
        check_interval(seconds)


def test_where_no_file_can_be_written_the_work_goes_on_without(tmp_path):
    folder = tmp_path / "nonesuch"
    progress = Progress(str(folder / "progress.json"), 3, clock=Clock())
    progress.ended(True)
    assert not folder.exists()
    # Nor is it tried again with each object.
    folder.mkdir()
    for _time in range(2):
        progress.ended(True)
    assert list(folder.iterdir()) == []


def test_nothing_is_written_where_nobody_wants_to_know(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Progress(None, 1).ended(True)
    assert list(tmp_path.iterdir()) == []
