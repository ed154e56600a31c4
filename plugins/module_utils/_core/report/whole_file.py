# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Small files for other readers: they appear only once they are complete, and never replace anything but a file."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress

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
    descriptor, partial = _open_beside(path, 0o600)
    os.close(descriptor)
    os.unlink(partial)


def write_whole(path: str, text: str, mode: int) -> None:
    """Raises OSError. Half a character is written as JSON escapes it, since UTF-8 cannot contain it."""
    if is_other_than_file(path):
        raise FileExistsError(None, "it is not a regular file", path)
    descriptor, partial = _open_beside(path, mode)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
        os.replace(partial, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(partial)


def read_whole(path: str) -> str:
    """Raises OSError, also for what is not a regular file, which is not waited for."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, encoding="utf-8", errors="replace") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise FileExistsError(None, "it is not a regular file", path)
        return file.read(MOST_BYTES)


def _open_beside(path: str, mode: int) -> tuple[int, str]:
    """A new file in the same directory, and its path: several processes may write one path at the same time.

    Nobody can guess its name, and no existing file or link is opened, so that only this file of ours is ever removed.
    """
    partial = os.path.join(os.path.dirname(path), f".bigpanda-{secrets.token_hex(16)}.partial")
    return os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode), partial
