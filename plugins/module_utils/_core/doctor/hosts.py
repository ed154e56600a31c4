# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with the hosts of a connection. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ..http.settings import REGIONS
from .findings import ERROR, INFO, WARNING, make_finding
from .observations import Observations

# Names that people expect, since the EU prefix is "eu-" for one host and "eu." for the other; the first two are even
# printed in the reference (incidents notes, "Hosts and regions").
MISLEADING_HOSTS = {
    "api.eu.bigpanda.io": "eu-api.bigpanda.io",
    "eu-api.biggy.io": "eu-api.bigpanda.io",
    "eu.api.bigpanda.io": "eu-api.bigpanda.io",
    "integrations.eu.bigpanda.io": "eu.integrations.bigpanda.io",
    "eu-integrations.bigpanda.io": "eu.integrations.bigpanda.io",
}
REGION_OF = {urlsplit(url).hostname: region for region, urls in REGIONS.items() for url in urls.values()}


# -- hosts -------------------------------------------------------------------------------------------------------------


def host_findings(observations: Observations) -> Iterator[dict]:
    for name, host in observations.hosts.items():
        option = f"{name}_url"
        called = urlsplit(host.url or "").hostname
        if called in MISLEADING_HOSTS:
            right = MISLEADING_HOSTS[called]
            yield make_finding(
                ERROR,
                f"{option} is {called}, which is no host of BigPanda's.",
                f"The host is {right}: leave {option} out and set region: eu.",
            )
        elif host.problem:
            # Few modules call the other host, and it was left out on purpose where it has no URL.
            severity = ERROR if name == "api" else WARNING if host.url else INFO
            yield make_finding(severity, f"The {name} host: {host.problem}", host.advice or "")
        if REGION_OF.get(called, observations.region) != observations.region:
            yield make_finding(
                WARNING,
                f"{option} is a host of region {REGION_OF[called]}, and region is {observations.region}.",
                f"Leave {option} out, and give the region in which the organization lives.",
            )
        if host.proxy:
            yield make_finding(
                INFO,
                f"Requests to the {name} host go through the proxy {host.proxy}.",
                "It follows from the environment; NO_PROXY exempts hosts.",
            )
    if not observations.validate_certs:
        yield make_finding(
            WARNING,
            "Certificates are not verified, so anybody in between can read the credentials.",
            "Leave validate_certs out, and give ca_path where a private authority signs.",
        )
