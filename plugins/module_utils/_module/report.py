# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report of a run, as a file."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.common.parameters import remove_values

from .._core.errors import BigPandaError
from .._core.report import file
from .._core.report.run import UNCHANGED, RoleHolders, Run
from .._core.unexpected import only_our_errors
from .masking import without_cut_secrets


class Report:
    """Writes the report, if the option `report` is set."""

    def __init__(self, module: AnsibleModule) -> None:
        self._module = module
        self._path = module.params["report"]
        if self._path:
            try:
                file.check_path(self._path)
                file.remove_older(self._path)
            except BigPandaError as error:
                module.fail_json(**error.to_result())

    @contextmanager
    def of_failure(self, is_check_mode: bool) -> Iterator[None]:
        """Write one also if what runs within ends without a plan."""
        try:
            with only_our_errors():
                yield
        except BigPandaError as error:
            params = self._module.params
            failed = Run((), label=params["label"] or "", facts={"check_mode": is_check_mode}, message=str(error))
            unwritten = self.write(replace(failed, remarks=params["remarks"], made_at_epoch_s=time.time()))
            error.advice = " ".join(filter(None, (error.advice, unwritten)))
            raise

    @property
    def path(self) -> str | None:
        """The path of the file, if there is one."""
        return self._path or None

    def write(self, run: Run) -> str | None:
        """Why the report could not be written; None if it was."""
        if not self._path:
            return None
        try:
            file.write(self._path, self._without_secrets(run))
        except OSError as error:
            return f"The report could not be written to {self._path}: {error.strerror}."
        return None

    def _without_secrets(self, run: Run) -> Run:
        return replace(
            run,
            entries=[each if each["outcome"] == UNCHANGED else self._masked(each) for each in run.entries],
            message=self._masked(run.message),
            remarks=self._masked(list(run.remarks)),
            label=self._masked(run.label),
            holders=self._masked_holders(run.holders),
            names=self._masked(dict(run.names)),
        )

    def _masked_holders(self, holders: RoleHolders) -> RoleHolders:
        """Ansible only masks values, and here names are keys."""
        users = {
            self._masked(user): {self._masked(role): state for role, state in roles.items()}
            for user, roles in holders.users.items()
        }
        return RoleHolders(self._masked(list(holders.roles)), users)

    def _masked(self, value: Any) -> Any:
        """With secrets masked, as Ansible masks the result: the service may return a secret that was sent."""
        secrets = self._module.no_log_values
        return remove_values(without_cut_secrets(value, secrets), secrets)
