# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files for others to read, in places where something else is; by what writes the progress of a run."""

from __future__ import annotations

import os

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.progress.progress import (
    Progress,
    read_standing,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.whole_file import try_writing, write_whole


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


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_others_have_beside_it_is_kept(tmp_path, kind):
    path, mine, other = (tmp_path / name for name in ("plan.md", "plan.md.partial", "other"))
    other.write_text("mine", encoding="utf-8")
    (mine.symlink_to if kind == "link" else other.rename)(other if kind == "link" else mine)
    try_writing(str(path))
    write_whole(str(path), "a plan", 0o600)
    assert mine.is_symlink() == (kind == "link")
    assert mine.read_text(encoding="utf-8") == "mine"
    assert path.read_text(encoding="utf-8") == "a plan"
    assert len(os.listdir(tmp_path)) == 2 + (kind == "link")


def test_two_processes_may_write_one_path_and_each_file_is_whole(tmp_path, monkeypatch):
    path, replace = tmp_path / "plan.md", os.replace

    def let_another_write_first(source, target):
        monkeypatch.setattr(os, "replace", replace)
        try_writing(str(path))
        write_whole(str(path), "another plan", 0o600)
        assert path.read_text(encoding="utf-8") == "another plan"
        replace(source, target)

    monkeypatch.setattr(os, "replace", let_another_write_first)
    write_whole(str(path), "a plan", 0o600)
    assert path.read_text(encoding="utf-8") == "a plan"
    assert os.listdir(tmp_path) == ["plan.md"]


@pytest.mark.parametrize("interruption", [OSError, KeyboardInterrupt])
def test_nothing_is_left_behind_by_a_file_that_is_not_completed(tmp_path, monkeypatch, interruption):
    path = tmp_path / "plan.md"
    path.write_text("an older plan", encoding="utf-8")

    def interrupt(*_paths):
        raise interruption

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(interruption):
        write_whole(str(path), "a plan", 0o600)
    assert path.read_text(encoding="utf-8") == "an older plan"
    assert os.listdir(tmp_path) == ["plan.md"]


def test_a_file_may_have_the_longest_name_that_there_is(tmp_path):
    path = tmp_path / ("a" * 252 + ".md")
    write_whole(str(path), "a plan", 0o600)
    assert path.read_text(encoding="utf-8") == "a plan"


def test_a_file_that_says_something_else_is_no_standing(tmp_path):
    path = tmp_path / "progress.json"
    for said in ("[1]", "null", "{}", "x" * 1_000_000, "[" * 100_000):
        path.write_text(said, encoding="utf-8")
        assert read_standing(str(path)) is None
