# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Small files for other readers: they appear only once they are complete, and never replace anything but a file."""

from __future__ import annotations

import os
import stat

# No file of ours comes near it.
MOST_BYTES = 64 * 1024


def is_other_than_file(path: str) -> bool:
    """Whether the path exists and is not a regular file: a directory, a link, a pipe, a device."""
    try:
        return not stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def try_writing(path: str) -> None:
    """Raises OSError if no file can be written there. Leaves nothing behind."""
    os.close(_open_new(_partial(path), 0o600))
    os.unlink(_partial(path))


def write_whole(path: str, text: str, mode: int) -> None:
    """Raises OSError. Half a character is written as JSON says it, since UTF-8 cannot hold it."""
    if is_other_than_file(path):
        raise FileExistsError(None, "it is not a regular file", path)
    descriptor = _open_new(_partial(path), mode)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
        os.replace(_partial(path), path)
    except OSError:
        os.unlink(_partial(path))
        raise


def read_whole(path: str) -> str:
    """Raises OSError, also for what is no regular file, which is not waited for."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, encoding="utf-8", errors="replace") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise FileExistsError(None, "it is not a regular file", path)
        return file.read(MOST_BYTES)


def _partial(path: str) -> str:
    return f"{path}.partial"


def _open_new(path: str, mode: int) -> int:
    """Exclusive, so that no existing file or link of that name is followed."""
    if os.path.lexists(path):
        os.unlink(path)
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
