# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Change records, which nobody makes here: only how a list of them is wrapped. Contract: incidents, `list_changes`."""

from __future__ import annotations

from ..reply import Reply
from .registry import Request, rule

KIND = "changes"


@rule("list_changes")
def list_changes(request: Request) -> Reply:
    found = list(request.organization.stores[KIND].values())[: request.query["limit"]]
    wrapping = request.readings["change_list"]
    return Reply(200, found if wrapping == "bare" else {wrapping: found})
