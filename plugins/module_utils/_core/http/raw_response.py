# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A response as it was received, before its status is looked at. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from ..record import Record


class RawResponse(Record):
    """A response as it was received.

    headers: with case-insensitive names. body: decompressed. is_whole: the body has its stated length, or was chunked.
    url: of the request. next_url: from the Link header.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_whole: bool
    url: str
    next_url: str | None = None

    @property
    def is_html(self) -> bool:
        return self.body.lstrip()[:1] == b"<"

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")
