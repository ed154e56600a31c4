# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes files to a directory on the controller, each completely or not at all."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.whole_file import write_whole

# What was exported is only for its owner: names of people, and what they may see.
FILE_MODE, DIRECTORY_MODE = 0o600, 0o700


@dataclass(frozen=True)
class FileChange:
    """One file that is written. before: its content, or None if it does not exist or is only made private."""

    path: Path
    before: bytes | None
    after: bytes


def find_changes(directory: Path, files: Mapping[str, str]) -> list[FileChange]:
    """The files that differ from what they are to contain, or that others can read, in order of their names.

    files: content by path in the directory. Raises InvalidOption if a path is occupied by something else than a file,
    and if a folder is a link, since what it leads to may be anywhere.
    """
    found = []
    for folder in sorted({directory / name.parent for name in map(Path, files)} - {directory}):
        if folder.is_symlink():
            raise InvalidOption(f"{folder} is a link.", "Remove it, or choose another directory.")
    for name, content in sorted(files.items()):
        path, after = directory / name, content.encode("utf-8")
        before = _read(path)
        if before != after or stat.S_IMODE(path.lstat().st_mode) != FILE_MODE:
            found.append(FileChange(path, before, after))
    return found


def write_files(changes: list[FileChange]) -> None:
    """Creates missing directories, which only their owner can read; existing ones keep their mode.

    Raises InvalidOption that names the file. The files before it are written then, and each is complete.
    """
    for change in changes:
        try:
            _create_directory(change.path.parent)
            _replace(change.path, change.after.decode("utf-8"))
        except OSError as error:
            raise _refusal(change.path, "written", error) from error


def _read(path: Path) -> bytes | None:
    try:
        if not path.exists():
            return None
        if not path.is_file():
            raise InvalidOption(f"{path} is not a file.", "Remove it, or choose another directory.")
        # What a link leads to is not shown, and not replaced either.
        return None if path.is_symlink() else path.read_bytes()
    except OSError as error:
        raise _refusal(path, "read", error) from error


def _create_directory(directory: Path) -> None:
    if not directory.is_dir():
        _create_directory(directory.parent)
        directory.mkdir(DIRECTORY_MODE, exist_ok=True)


def _replace(path: Path, text: str) -> None:
    """A link is replaced, and what it leads to is kept."""
    if path.is_symlink():
        path.unlink()
    write_whole(str(path), text, FILE_MODE)


def _refusal(path: Path, done: str, error: OSError) -> InvalidOption:
    return InvalidOption(
        f"{path} cannot be {done}: {error.strerror or error}.", "Check the directory and who may write there."
    )
