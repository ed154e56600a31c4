# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import os
import stat

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.plugin_utils.file_writer import find_changes, write_files

FILES = {"roles.yml": "roles: []\n", "maps/a.csv": "ü\n"}


def mode(path):
    return stat.S_IMODE(path.lstat().st_mode)


def names_of(changes, directory):
    return [str(change.path.relative_to(directory)) for change in changes]


def test_files_are_private_and_written_once(tmp_path):
    directory = tmp_path / "new" / "[eu] ä"
    write_files(find_changes(directory, FILES))
    assert {name: (directory / name).read_text(encoding="utf-8") for name in FILES} == FILES
    assert {mode(directory / name) for name in FILES} == {0o600}
    assert {mode(path) for path in (directory.parent, directory, directory / "maps")} == {0o700}
    assert find_changes(directory, FILES) == []
    assert sorted(path.name for path in directory.iterdir()) == ["maps", "roles.yml"]


def test_directories_that_exist_keep_their_mode_and_other_files_stay(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "notes.txt").write_text("mine")
    write_files(find_changes(tmp_path, FILES))
    assert mode(tmp_path) == 0o755
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_only_what_differs_is_written_and_made_private(tmp_path):
    write_files(find_changes(tmp_path, FILES))
    (tmp_path / "roles.yml").chmod(0o644)
    assert names_of(find_changes(tmp_path, FILES), tmp_path) == ["roles.yml"]
    changes = find_changes(tmp_path, {**FILES, "maps/a.csv": "b\n"})
    assert [(change.before, change.after) for change in changes] == [
        ("ü\n".encode(), b"b\n"),
        (b"roles: []\n", b"roles: []\n"),
    ]
    write_files(changes)
    assert mode(tmp_path / "roles.yml") == 0o600


def test_a_link_is_replaced_and_what_it_leads_to_is_kept(tmp_path):
    """Somebody who may write to the directory must not choose which file is overwritten."""
    (tmp_path / "other").write_text("keep")
    directory = tmp_path / "out"
    directory.mkdir()
    (directory / "roles.yml").symlink_to(tmp_path / "other")
    write_files(find_changes(directory, FILES))
    assert (tmp_path / "other").read_text() == "keep"
    assert (directory / "roles.yml").read_text() == "roles: []\n" and not (directory / "roles.yml").is_symlink()


@pytest.mark.parametrize("occupy", [os.mkdir, os.mkfifo], ids=["directory", "pipe"])
def test_a_path_that_is_occupied_is_an_error_before_anything_is_written(tmp_path, occupy):
    occupy(tmp_path / "roles.yml")
    with pytest.raises(InvalidOption, match=r"roles\.yml is not a file\. Remove it"):
        find_changes(tmp_path, FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["roles.yml"]


def test_a_failure_names_the_file_and_leaves_no_part_of_it(tmp_path, monkeypatch):
    def fail(_source, target):
        if str(target).endswith("roles.yml"):
            raise OSError(28, "No space left on device")
        rename(_source, target)

    rename = os.replace
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(InvalidOption, match=r"roles\.yml cannot be written: No space left on device"):
        write_files(find_changes(tmp_path, FILES))
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["maps"]
    write_files(find_changes(tmp_path, FILES))
    assert find_changes(tmp_path, FILES) == []


def test_a_file_in_place_of_a_directory_is_an_error(tmp_path):
    (tmp_path / "maps").write_text("")
    with pytest.raises(InvalidOption, match=r"maps/a\.csv cannot be (read|written): (Not a directory|File exists)"):
        write_files(find_changes(tmp_path, FILES))


def test_nothing_outside_of_the_directory_is_shown_or_written(tmp_path):
    """Whoever has a change reviewed may put a link into the repository."""
    directory, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    directory.mkdir()
    elsewhere.mkdir()
    (elsewhere / "secret").write_text("a secret")
    (directory / "roles.yml").symlink_to(elsewhere / "secret")
    (change,) = find_changes(directory, {"roles.yml": "roles: []\n"})
    assert change.before is None
    (directory / "enrichment_maps").symlink_to(elsewhere)
    with pytest.raises(InvalidOption, match=r"out/enrichment_maps is a link\. Remove it"):
        find_changes(directory, {"enrichment_maps/owners.csv": "a,b\n", "roles.yml": "roles: []\n"})
