# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The result of a check of the connection, from what was observed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ..model.operation import API_KEY, ORG_TOKEN
from ..values.text import counted
from .credential_findings import credential_findings
from .finding import ERROR, SEVERITIES, WARNING, Finding
from .host_findings import host_findings
from .model import DoctorSpec
from .module_needs import missing_credential_findings, needed_by
from .observations import Observations
from .permissions import check_permissions, permission_findings
from .token_verdict import TokenVerdict, verdict_on

NEVER = "never"
FAIL_ON = (ERROR, WARNING, NEVER)


@dataclass(frozen=True)
class Report:
    """findings: the most severe first. values: what the module returns besides them."""

    findings: list[Finding]
    values: dict

    @property
    def summary(self) -> str:
        """One line: the most severe finding, and how many there are."""
        errors, warnings = self._number_of(ERROR), self._number_of(WARNING)
        if not errors and not warnings:
            return "The connection works: no errors, no warnings."
        counts = [counted(number, name) for number, name in ((errors, ERROR), (warnings, WARNING)) if number]
        return " ".join(f"{' and '.join(counts)}. {self.findings[0].sentences}".split())

    def _number_of(self, severity: str) -> int:
        return sum(each.severity == severity for each in self.findings)

    def fails(self, fail_on: str) -> bool:
        """Whether there is a finding of this severity or a more severe one."""
        if fail_on == NEVER:
            return False
        return any(SEVERITIES.index(each.severity) <= SEVERITIES.index(fail_on) for each in self.findings)

    @property
    def warnings(self) -> list[str]:
        """Findings that a task should show even if it succeeds."""
        return [each.sentences for each in self.findings if each.severity in (ERROR, WARNING)]

    def to_result(self) -> dict:
        return {**self.values, "findings": [asdict(each) for each in self.findings]}


def make_report(observations: Observations, spec: DoctorSpec, modules: Sequence[str], now_s: float) -> Report:
    checks = check_permissions(observations, spec, needed_by(spec, modules, observations.tokens))
    findings = [
        *host_findings(observations),
        *credential_findings(observations, now_s),
        *missing_credential_findings(spec, modules, observations.tokens),
        *(permission_findings(checks) if API_KEY in observations.tokens else ()),
    ]
    values = {
        "region": observations.region,
        "hosts": {name: asdict(host) for name, host in observations.hosts.items()},
        "credentials": {kind: _credential(observations, kind) for kind in (API_KEY, ORG_TOKEN)},
        "permissions": [check.to_result() for check in checks],
    }
    return Report(sorted(findings, key=lambda each: SEVERITIES.index(each.severity)), values)


def _credential(observations: Observations, option: str) -> dict:
    is_given = option in observations.tokens
    verdict = verdict_on(observations, option) if is_given else TokenVerdict(None, None)
    owner = _owner(observations) if option == API_KEY else None
    return {"given": is_given, "valid": verdict.valid, "kind": verdict.kind, "owner": owner}


def _owner(observations: Observations) -> dict | None:
    """Details of the API key; None if it is unknown, or if several keys have the same ending."""
    if not observations.keys or len(observations.keys) > 1:
        return None
    key = observations.keys[0]
    return {name: key.get(name) for name in ("name", "user_id", "service_account_id", "expires_at")}
