# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with the hosts of a connection. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ..http.settings import REGIONS
from .finding import ERROR, INFO, WARNING, Finding
from .observations import HostObservation, Observations

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


def host_findings(observations: Observations) -> Iterator[Finding]:
    for name, host in observations.hosts.items():
        yield from _problems(name, host)
        yield from _wrong_region(name, host, observations.region)
        yield from _proxy(name, host)
    if not observations.validate_certs:
        yield Finding(
            WARNING,
            "Certificates are not verified, so others on the network can read the credentials.",
            "Remove validate_certs; if a private authority signs the certificate, set ca_path.",
        )


def _host_name(host: HostObservation) -> str | None:
    return urlsplit(host.url or "").hostname


def _problems(name: str, host: HostObservation) -> Iterator[Finding]:
    option, right = f"{name}_url", MISLEADING_HOSTS.get(_host_name(host) or "")
    if right:
        yield Finding(
            ERROR,
            f"{option} is {_host_name(host)}, which is not a host of BigPanda.",
            f"The host is {right}: remove {option} and set region: eu.",
        )
    elif host.problem:
        # Few modules call the other host, and without a URL it was omitted on purpose.
        severity = ERROR if name == "api" else WARNING if host.url else INFO
        yield Finding(severity, f"The {name} host: {host.problem}", host.advice or "")


def _wrong_region(name: str, host: HostObservation, region: str) -> Iterator[Finding]:
    actual = REGION_OF.get(_host_name(host), region)
    if actual != region:
        yield Finding(
            WARNING,
            f"{name}_url is a host of region {actual}, but region is {region}.",
            f"Remove {name}_url, and set region to the region of the organization.",
        )


def _proxy(name: str, host: HostObservation) -> Iterator[Finding]:
    if host.proxy:
        yield Finding(
            INFO,
            f"Requests to the {name} host go through the proxy {host.proxy}.",
            "It is set in the environment; NO_PROXY exempts hosts.",
        )
