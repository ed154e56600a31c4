# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files for others to read, in places where something else is; by what writes the progress of a run."""

from __future__ import annotations

import os

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.progress import (
    Progress,
    Standing,
    read_standing,
)


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_nothing_else_is_written_through_or_waited_for(tmp_path, kind):
    path, other = tmp_path / "progress.json", tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    {"link": lambda: path.symlink_to(other), "pipe": lambda: os.mkfifo(path), "folder": path.mkdir}[kind]()
    before = os.lstat(path)
    progress = Progress(str(path), 1)
    progress.ended(True)
    assert os.lstat(path).st_mode == before.st_mode
    assert other.read_text(encoding="utf-8") == "mine"
    assert read_standing(str(path)) is None


def test_a_link_in_the_place_of_the_partial_file_is_not_followed(tmp_path):
    path, other = tmp_path / "progress.json", tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    (tmp_path / "progress.json.partial").symlink_to(other)
    Progress(str(path), 1).ended(True)
    assert other.read_text(encoding="utf-8") == "mine"
    assert read_standing(str(path)) == Standing(1, 1, 0, pytest.approx(0, abs=5))


def test_a_file_that_says_something_else_is_no_standing(tmp_path):
    path = tmp_path / "progress.json"
    for said in ("[1]", "null", "{}", "x" * 1_000_000, "[" * 100_000):
        path.write_text(said, encoding="utf-8")
        assert read_standing(str(path)) is None
