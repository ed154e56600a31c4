# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.observations import (
    ACCEPTED,
    FAILED,
    FORBIDDEN,
    NOT_FOUND,
    UNAUTHORIZED,
    HostObservation,
)
from unit.plugins.module_utils._core.doctor.connections import KEY, NOW_S, findings, token


@pytest.mark.parametrize(
    ("option", "outcomes", "severity", "words"),
    [
        (
            "api_key",
            (UNAUTHORIZED, ACCEPTED),
            "error",
            "api_key looks like the Org Token (org_token). Give it as org_token",
        ),
        ("org_token", (ACCEPTED, ACCEPTED), "error", "org_token looks like the User API Key (api_key)."),
        ("org_token", (FORBIDDEN, FORBIDDEN, UNAUTHORIZED), "error", "org_token looks like the User API Key"),
        ("org_token", (FORBIDDEN, ACCEPTED, UNAUTHORIZED), "error", "org_token looks like the User API Key"),
        ("api_key", (FORBIDDEN, FORBIDDEN, ACCEPTED), "error", "api_key looks like the Org Token (org_token)."),
        ("org_token", (FORBIDDEN, NOT_FOUND, NOT_FOUND), "error", "is probably in another region"),
        ("api_key", (UNAUTHORIZED, UNAUTHORIZED, ACCEPTED), "error", "api_key looks like the Org Token (org_token)."),
        ("api_key", (UNAUTHORIZED, UNAUTHORIZED), "error", "not accepted. It is wrong or has expired"),
        ("org_token", (UNAUTHORIZED, UNAUTHORIZED, UNAUTHORIZED), "error", "not accepted. It is wrong or has expired"),
        ("org_token", (UNAUTHORIZED, UNAUTHORIZED, NOT_FOUND), "error", "is probably in another region"),
        ("org_token", (FORBIDDEN, FORBIDDEN, NOT_FOUND), "error", "is probably in another region"),
        ("api_key", (UNAUTHORIZED, UNAUTHORIZED, NOT_FOUND), "error", "not accepted. It is wrong or has expired"),
        ("api_key", (UNAUTHORIZED, FAILED, NOT_FOUND), "warning", "is valid: failed text. Advice."),
        ("org_token", (UNAUTHORIZED, UNAUTHORIZED, FAILED), "warning", "is valid: failed text. Advice."),
        ("api_key", (NOT_FOUND, NOT_FOUND), "error", "is probably in another region. Set region: eu"),
        ("org_token", (UNAUTHORIZED, NOT_FOUND), "error", "is probably in another region"),
        ("api_key", (FAILED, FAILED), "warning", "is valid: failed text. Advice."),
    ],
)
def test_a_token_is_judged_by_how_calls_received_it(option, outcomes, severity, words):
    ((found, text),) = findings(tokens={option: token(*outcomes)})
    assert found == severity and words in text


@pytest.mark.parametrize(
    ("url", "given", "advice"),
    [
        ("https://api.bigpanda.io", False, "Set region: eu. That was not tried"),
        ("https://api.bigpanda.io", True, "Remove api_url and set region: eu. That"),
        ("https://eu-api.bigpanda.io", True, "Remove api_url and set region: us. That"),
        ("https://gateway.example", True, "Correct api_url. That"),
        ("https://api.bigpanda.io/resources/v2.0", True, "at /resources/v2.0, the path in api_url. Remove the path"),
    ],
)
def test_the_way_to_another_region_is_one_that_has_an_effect(url, given, advice):
    changes = {"hosts": {"api": HostObservation(url, True, True)}, "given_urls": frozenset({"api"} if given else ())}
    said = findings(tokens={"api_key": token(NOT_FOUND, NOT_FOUND)}, **changes)
    assert said[0][0] == "error" and advice in said[0][1]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([], "no API key with this ending"),
        ([{**KEY, "expires_at": NOW_S - 1}], "has expired"),
        ([{**KEY, "active": False}], "is inactive"),
        ([{**KEY, "expires_at": NOW_S + 1, "active": True}], "It is wrong or has expired"),
        ([{**KEY, "active": None}], "It is wrong or has expired"),
        (None, "It is wrong or has expired"),
    ],
)
def test_a_refused_key_is_sought_among_those_that_are_listed(keys, words):
    tokens = {"api_key": token(UNAUTHORIZED, UNAUTHORIZED), "org_token": token(UNAUTHORIZED, ACCEPTED)}
    ((severity, text),) = findings(tokens=tokens, keys=keys)
    assert severity == "error" and words in text


@pytest.mark.parametrize(
    ("changes", "severity", "words"),
    [
        ({"tokens": {}}, "error", "No credential was given"),
        ({"same_token": True}, "warning", "are the same token"),
    ],
)
def test_no_credential_and_the_same_one_twice_are_findings(changes, severity, words):
    ((found, text),) = findings(**changes)
    assert found == severity and words in text
