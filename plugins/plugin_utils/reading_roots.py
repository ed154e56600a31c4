# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which files a check may show that sends nothing and evaluates nothing.

A declaration may come from anybody, such as from a pull request, and its check is often read by everybody. So a link or
a path in it must not show what lies elsewhere on the machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

LEADS_OUTSIDE = "it is a link to a hidden file, or to a file outside of the current directory, so it is not read."
READ_FROM_ABOVE = "Give the path of the file itself, or run the check in a directory that contains it."
# Directories whose files may be shown, with all links resolved.
Roots = tuple[str, ...]


def roots_of(paths: Iterable[str]) -> Roots:
    """The current directory, and the given directories, apart from links that lead out of the current directory."""
    return (*_here(), *(os.path.realpath(os.path.expanduser(path)) for path in paths if not leads_outside(path)))


def leads_outside(path: str) -> bool:
    """Whether the path is below the current directory, but what it links to is not."""
    written = os.path.abspath(os.path.expanduser(path))
    return (
        os.path.realpath(written) != written
        and any(_is_below(written, root) for root in _here())
        and not is_within(written, _here())
    )


def is_within(path: str, roots: Roots) -> bool:
    """Whether the file is below one of the roots, and not in a hidden file or directory there.

    Git, for one, keeps credentials in a hidden directory of a checkout.
    """
    whole = os.path.realpath(os.path.expanduser(path))
    return any(
        _is_below(whole, root) and not any(name.startswith(".") for name in _names_below(whole, root)) for root in roots
    )


def _here() -> Roots:
    """The current directory, unless everything is below it, as in a container."""
    here = os.path.realpath(os.curdir)
    return () if here == os.path.dirname(here) else (here,)


def _is_below(path: str, root: str) -> bool:
    return os.path.commonpath([path, root]) == root


def _names_below(path: str, root: str) -> list[str]:
    return [name for name in os.path.relpath(path, root).split(os.sep) if name != os.curdir]
