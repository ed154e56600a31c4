# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The simulator inside a test's own process, still over real HTTP."""

from __future__ import annotations

import os
from pathlib import Path

from .control import PREFIX
from .organization import Organization
from .seed import make_organization, read_seed
from .server import Servers
from .service import Service
from .strange import Strangeness


class Simulator:
    """A running service; use it in a `with` statement. seed: content, file or None for two small organizations.

    strange: the seed by which everything that the contract leaves open is drawn; `options` come before it.
    """

    def __init__(
        self,
        seed: dict | str | Path | None = None,
        rate_limit_factor: float = 1.0,
        options: dict | None = None,
        strange: int | None = None,
    ):
        self.service = Service(rate_limit_factor, options, strange)
        for entry in read_seed(seed):
            self.service.organizations[entry["name"]] = make_organization(entry, self.service.readings)
        self._servers = Servers(self.service)

    def __enter__(self) -> Simulator:
        self._servers.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._servers.stop()

    @property
    def ready(self) -> dict:
        """What a client needs to know, as the ready file holds it."""
        urls = {
            region: {"api_url": self.api_url(region), "integrations_url": self.integrations_url(region)}
            for region in ("us", "eu")
        }
        return {"pid": os.getpid(), **urls, "control_url": f"{self.api_url('us')}{PREFIX}"}

    def api_url(self, region: str = "us") -> str:
        return self._servers.url(region, "api")

    def integrations_url(self, region: str = "us") -> str:
        return self._servers.url(region, "integrations")

    def requests(self, organization: str | None = None, writes_only: bool = False) -> list[dict]:
        return self.service.log.entries(organization, writes_only)

    def clear_requests(self) -> None:
        self.service.log.clear()

    def violations(self) -> list[dict]:
        return self.service.log.violations()

    def clear_violations(self) -> None:
        self.service.log.clear_violations()

    def succeeded(self) -> list[str]:
        """Operations that were answered well since the start, or since they were cleared."""
        return self.service.log.succeeded()

    def clear_succeeded(self) -> None:
        self.service.log.clear_succeeded()

    def set_faults(self, faults: list[dict], seed: int = 0) -> None:
        self.service.faults.set(faults, seed)

    def clear_faults(self) -> None:
        self.service.faults.set([])

    def set_options(self, options: dict) -> None:
        self.service.readings.choose(options)

    def be_strange(self, seed: int | None) -> None:
        """Draw anew whatever the contract leaves open; None: as before. Organizations stay as they are."""
        self.service.strangeness = None if seed is None else Strangeness(seed)
        if self.service.strangeness:
            self.set_options(self.service.strangeness.readings)

    def organization(self, name: str) -> Organization:
        return self.service.organizations[name]
