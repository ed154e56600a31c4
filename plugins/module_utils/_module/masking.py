# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which texts are masked in what a task returns.

Ansible masks each secret wherever it is part of a value. So a short one, such as a header `2`, would change numbers,
IDs and words of others; and a secret that the service returns as the name of a value would be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible.module_utils.common.parameters import sanitize_keys

# No token, app key or password is shorter; `true` and `null` are.
SHORTEST_SECRET = 5


def long_enough(secrets: Iterable[str]) -> set[str]:
    """Those that can be masked without changing anything else."""
    return {secret for secret in secrets if len(secret.strip()) >= SHORTEST_SECRET}


def with_masked_names(result: Mapping[str, Any], secrets: set[str]) -> dict[str, Any]:
    """The result, without secrets in the names of values inside it."""
    return {name: sanitize_keys(value, secrets) for name, value in result.items()}
