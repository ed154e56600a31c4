# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The plan that every module makes before it changes anything. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from .record import Record

Connection_contra = TypeVar("Connection_contra", contravariant=True)


class Result(Record):
    """What a task returns.

    diff: `{before, after}`; None if the module shows none. values: by name of the return value.
    failure: the facts of the error if the task fails and returns values nevertheless.
    """

    changed: bool
    diff: dict | None
    values: Mapping[str, Any]
    warnings: Sequence[str] = ()
    failure: Mapping[str, Any] | None = None


class Plan(Protocol[Connection_contra]):
    """What a task is going to do: shown in check mode, otherwise carried out. Making it sends only reads.

    Connection_contra: what it takes to carry it out, a Client or, for several threads, a ClientPool.
    """

    @property
    def changed(self) -> bool:
        """Whether there is anything to do."""

    @property
    def diff(self) -> dict | None:
        """See `Result`."""

    @property
    def warnings(self) -> Sequence[str]:
        """What users should know before it is carried out."""

    def predicted(self) -> Result:
        """What the task would return."""

    def carry_out(self, connection: Connection_contra) -> Result:
        """Do it. Raises BigPandaError."""
