# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.progress import (
    Progress,
    Standing,
    check_interval,
    read_standing,
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


def test_the_file_is_rewritten_now_and_then(tmp_path):
    path, clock = str(tmp_path / "progress.json"), Clock()
    assert read_standing(path) is None
    progress = Progress(path, 3, clock)
    for well in (True, False):
        clock.time_s += 0.15
        progress.ended(well)
    assert read_standing(path) == Standing(3, 1, 0, 0.15)
    clock.time_s += 0.15
    progress.ended(True)
    assert read_standing(path) == Standing(3, 3, 1, pytest.approx(0.45))


def test_the_last_standing_is_written_however_soon_it_comes(tmp_path):
    path = str(tmp_path / "progress.json")
    progress = Progress(path, 3, Clock())
    for well in (True, False, True):
        progress.ended(well)
    assert read_standing(path) == Standing(3, 3, 1, 0.0)


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan")])
def test_an_interval_is_above_0(seconds):
    check_interval(0.1)
    with pytest.raises(InvalidOption, match="progress_interval.*above 0"):
        check_interval(seconds)


def test_where_no_file_can_be_written_the_work_goes_on_without(tmp_path):
    folder = tmp_path / "nonesuch"
    progress = Progress(str(folder / "progress.json"), 3, Clock())
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
