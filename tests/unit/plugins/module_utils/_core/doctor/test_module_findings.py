# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Of each module that was asked about: which credential it lacks."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.diagnosis import report
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.observations import (
    ACCEPTED,
    Attempt,
    HostObservation,
    Observations,
    TokenObservation,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.doctor import DOCTOR

HOSTS = {name: HostObservation(f"https://{name}.bigpanda.io", True, True) for name in ("api", "integrations")}


def findings(modules, credential):
    token = TokenObservation(Attempt(ACCEPTED), Attempt(ACCEPTED))
    observations = Observations("us", True, HOSTS, tokens={credential: token})
    told = report(observations, DOCTOR, modules, 1_700_000_000)["findings"]
    return [each["finding"] for each in told if each["finding"].startswith("bigpanda_")]


@pytest.mark.parametrize("modules", [["bigpanda_role", "bigpanda_scim_user"], ["bigpanda_scim_user", "bigpanda_role"]])
def test_each_module_that_lacks_its_credential_is_named(modules):
    told = findings(modules, "org_token")
    assert [finding.split()[0] for finding in told] == modules
    assert all("needs the " in finding for finding in told)
