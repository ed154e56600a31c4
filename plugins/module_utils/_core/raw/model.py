# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is known of any call by its path. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.operation import RateLimit


@dataclass(frozen=True)
class KnownPaths:
    """Facts by the beginning of a path, given as a regular expression; the first that matches applies.

    limits: the published rate limit, None for no limit; paths without an entry have the common one.
    jobs: the path that reports on a job that such a call starts.
    rows: lists whose elements have no id of the service (see `Paging.by_content`).
    access: objects whose change can take away what the owner of the API key needs to undo it.
    """

    limits: tuple[tuple[str, RateLimit | None], ...] = ()
    jobs: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
