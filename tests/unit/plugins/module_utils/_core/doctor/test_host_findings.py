# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.observations import HostObservation
from unit.plugins.module_utils._core.doctor.connections import findings


@pytest.mark.parametrize(
    ("changes", "severity", "words"),
    [
        ({"validate_certs": False}, "warning", "Certificates are not verified"),
        (
            {"hosts": {"api": HostObservation("https://api.eu.bigpanda.io", False, problem="cannot be resolved.")}},
            "error",
            "which is not a host of BigPanda. The host is eu-api.bigpanda.io: remove api_url and set region: eu.",
        ),
        (
            {"hosts": {"api": HostObservation("https://eu-api.biggy.io", False, problem="cannot be resolved.")}},
            "error",
            "api_url is eu-api.biggy.io, which is not a host of BigPanda. The host is eu-api.bigpanda.io",
        ),
        (
            {"hosts": {"integrations": HostObservation("https://eu-integrations.bigpanda.io", False, problem="no.")}},
            "error",
            "The host is eu.integrations.bigpanda.io",
        ),
        (
            {"hosts": {"api": HostObservation("https://x.example", False, problem="gone.", advice="Do.")}},
            "error",
            "gone. Do.",
        ),
        ({"hosts": {"integrations": HostObservation("https://x.example", False, problem="gone.")}}, "warning", "gone."),
        ({"hosts": {"integrations": HostObservation(None, problem="no URL.")}}, "info", "no URL."),
        (
            {"hosts": {"api": HostObservation("https://eu-api.bigpanda.io", True, True)}},
            "warning",
            "is a host of region eu",
        ),
        (
            {"hosts": {"api": HostObservation("https://api.bigpanda.io", True, True, "http://proxy:3128")}},
            "info",
            "through the proxy http://proxy:3128",
        ),
    ],
)
def test_each_problem_of_a_host_is_a_finding_with_advice(changes, severity, words):
    ((found, text),) = findings(**changes)
    assert found == severity and words in text
