# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The paths of the API that a call of any kind is checked against. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.operation import RateLimit


@dataclass(frozen=True)
class KnownPaths:
    """What is known of a call by the beginning of its path, a regular expression; the first that fits counts.

    limits: the published limit, None where there is none; left out where it is the common one.
    jobs: the path at which a job is asked for that such a call began.
    rows: lists whose elements have no id of the service's (see `Paging.by_content`).
    """

    limits: tuple[tuple[str, RateLimit | None], ...] = ()
    jobs: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()
