# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Connections, as the doctor's tests observe them."""

from __future__ import annotations

from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.observations import (
    ACCEPTED,
    FAILED,
    FORBIDDEN,
    NOT_FOUND,
    UNAUTHORIZED,
    Attempt,
    HostObservation,
    Observations,
    TokenObservation,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.report import Report, make_report
from ansible_collections.community.bigpanda.plugins.module_utils._resources.doctor import DOCTOR

NOW_S = 1_700_000_000
OUTCOMES = (ACCEPTED, FORBIDDEN, UNAUTHORIZED, NOT_FOUND, FAILED)
GOOD_HOST = HostObservation("https://api.bigpanda.io", True, True)
KEY = {"name": "onboarding", "user_id": "u1", "key_suffix": "a6b0"}
ROLE = {"name": "Operations", "users": ["u1"], "permissions": [{"resource_type": "roles", "actions": ["full_access"]}]}


def token(*outcomes: str | None) -> TokenObservation:
    return TokenObservation(*(outcome and Attempt(outcome, f"{outcome} text.", "Advice.") for outcome in outcomes))


def observed(**changes) -> Observations:
    """A good connection with the User API Key, but for these changes."""
    hosts = {"api": GOOD_HOST, "integrations": HostObservation("https://integrations.bigpanda.io", True, True)}
    good = {"region": "us", "validate_certs": True, "hosts": hosts, "tokens": {"api_key": token(ACCEPTED, ACCEPTED)}}
    return Observations(**{**good, **changes})


def report(modules=(), **changes) -> Report:
    return make_report(observed(**changes), DOCTOR, list(modules), NOW_S)


def result(modules=(), **changes) -> dict:
    return report(modules, **changes).to_result()


def findings(modules=(), **changes) -> list[tuple[str, str]]:
    """Severity and sentences of each finding."""
    return [(each.severity, each.sentences) for each in report(modules, **changes).findings]
