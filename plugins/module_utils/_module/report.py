# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report of a run, as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.common.parameters import remove_values

from .._core.errors import BigPandaError
from .._core.organization import run_report
from .._core.unexpected import only_our_errors


class Report:
    """Writes the report, if the option `report` is set."""

    def __init__(self, module: AnsibleModule) -> None:
        self._module = module
        self._path = module.params["report"]
        if self._path:
            try:
                run_report.check_path(self._path)
                run_report.remove_older(self._path)
            except BigPandaError as error:
                module.fail_json(**error.to_result())

    @contextmanager
    def of_failure(self, is_check_mode: bool) -> Iterator[None]:
        """Write one also if what runs within ends without a plan."""
        try:
            with only_our_errors():
                yield
        except BigPandaError as error:
            unwritten = self.write((), {}, None, str(error), is_check_mode)
            error.advice = " ".join(filter(None, (error.advice, unwritten)))
            raise

    def write(
        self,
        entries: Sequence[Mapping[str, Any]],
        summary: dict,
        fingerprint: str | None,
        msg: str | None,
        is_check_mode: bool,
    ) -> str | None:
        """Why the report could not be written; None if it was. msg: why the run failed, if it did."""
        if not self._path:
            return None
        content = {
            "fingerprint": fingerprint,
            "check_mode": is_check_mode,
            "msg": self._masked(msg),
            "summary": summary,
            "remarks": self._masked(self._module.params["remarks"]),
            "steps": [each if each["outcome"] == run_report.UNCHANGED else self._masked(each) for each in entries],
        }
        try:
            run_report.write(self._path, content)
        except OSError as error:
            return f"The report could not be written to {self._path}: {error.strerror}."
        return None

    def _masked(self, told: Any) -> Any:
        """With secrets masked, as Ansible masks the result: the service may return a secret that was sent."""
        return remove_values(told, self._module.no_log_values)
