# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who may undo what was done to roles and users. Source: contract, access notes, "Tokens and permissions"."""

from __future__ import annotations

from .._core.model.catalog import Administration
from .api_key import LIST_API_KEYS
from .role import ROLE, is_admin_role, permissions_of
from .scim_user import SCIM_USER

ADMINISTRATION = Administration(
    api_keys=LIST_API_KEYS,
    group=ROLE,
    member=SCIM_USER,
    permissions=permissions_of,
    needed={
        "Roles Management (full access)": ("roles", "full_access"),
        "User Management (full access)": ("users", "full_access"),
    },
    is_administrators=is_admin_role,
)
