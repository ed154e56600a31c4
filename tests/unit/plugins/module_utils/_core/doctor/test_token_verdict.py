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
    Attempt,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.token_verdict import (
    TokenVerdict,
    token_verdict,
)
from unit.plugins.module_utils._core.doctor.connections import result, token


@pytest.mark.parametrize(
    ("outcomes", "kind"),
    [
        ((UNAUTHORIZED, UNAUTHORIZED, ACCEPTED), "org_token"),
        ((FORBIDDEN, FORBIDDEN, ACCEPTED), "org_token"),
        ((FORBIDDEN, ACCEPTED, ACCEPTED), "org_token"),
        ((FORBIDDEN, ACCEPTED, FAILED), None),
        ((FORBIDDEN, ACCEPTED, FORBIDDEN), None),
        ((FORBIDDEN, ACCEPTED, NOT_FOUND), None),
        ((FORBIDDEN, FORBIDDEN, FORBIDDEN), None),
        ((UNAUTHORIZED, UNAUTHORIZED, FORBIDDEN), None),
        ((UNAUTHORIZED, FORBIDDEN, UNAUTHORIZED), None),
    ],
)
def test_the_org_token_is_recognized_by_the_call_that_only_takes_it(outcomes, kind):
    assert token_verdict(token(*outcomes), "org_token") == TokenVerdict(True, kind)


@pytest.mark.parametrize("outcomes", [(FORBIDDEN, FORBIDDEN, FORBIDDEN), (FORBIDDEN, FORBIDDEN, NOT_FOUND)])
@pytest.mark.parametrize(("is_proven", "kind", "granted"), [(False, None, None), (True, "api_key", False)])
def test_403_proves_a_missing_permission_only_for_an_api_key(outcomes, is_proven, kind, granted):
    views = {"Roles Management": Attempt(FORBIDDEN, "It is forbidden.")}
    told = result(
        ["bigpanda_permission_info"], tokens={"api_key": token(*outcomes)}, views=views, api_key_is_proven=is_proven
    )
    assert (told["credentials"]["api_key"]["valid"], told["credentials"]["api_key"]["kind"]) == (True, kind)
    (permission,) = told["permissions"]
    assert permission["granted"] is granted
    assert (permission["reason"] is None) == (granted is not None)
    assert [each["severity"] for each in told["findings"]] == ["warning" if granted is None else "error"]
