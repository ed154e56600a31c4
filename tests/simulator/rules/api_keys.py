# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""API keys. Contract: access notes, "API keys and service accounts". The secret is never shown."""

from __future__ import annotations

from ..reply import Reply, not_found
from .lists import enveloped
from .registry import Request, rule

SHOWN = (
    "id",
    "name",
    "active",
    "organization",
    "key_suffix",
    "created_at",
    "expires_at",
    "roles",
    "user_id",
    "service_account_id",
)


def shown(key: dict) -> dict:
    return {name: key[name] for name in SHOWN}


@rule("list_api_keys")
def list_api_keys(request: Request) -> Reply:
    return Reply(200, enveloped(request, 200, [shown(key) for key in request.organization.api_keys.values()]))


@rule("get_api_key")
def get_api_key(request: Request) -> Reply:
    for key in request.organization.api_keys.values():
        if key["id"] == request.values["apikey_id"]:
            return Reply(200, enveloped(request, 200, shown(key)))
    raise not_found("API key")
