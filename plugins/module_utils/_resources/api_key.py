# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""API keys: read to find out whose key a run uses. Source: contract, access notes, "API keys and service accounts"."""

from __future__ import annotations

from .._core.model.operation import API_KEY, ORG_TOKEN, Operation

LIST_API_KEYS = Operation(
    "list_api_keys", "GET", "/resources/v2.1/apikeys", ("API Keys", "view"), credentials=(ORG_TOKEN, API_KEY)
)
