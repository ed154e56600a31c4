# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A plugin of pytest that notes which test executes which line of the engine, and how much time each takes that passes.

Processor time, with that of its children: what else the machine does has no part in it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

FOLDER = "MUTANTS_RECORDING"


class Recorder:
    def __init__(self, folder: Path, engine: Path) -> None:
        self._durations: dict[str, float] = {}
        self._failed: set[str] = set()
        self._written = folder / f"durations.{os.getpid()}.json"
        self._coverage = coverage.Coverage(data_file=str(folder / f"lines.{os.getpid()}"), source=[str(engine)])
        self._coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._coverage.switch_context(item.nodeid)
        start_s = _processor_time_s()
        ended = yield
        self._durations[item.nodeid] = _processor_time_s() - start_s
        self._coverage.switch_context("")
        return ended

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self._coverage.stop()
        self._coverage.save()
        passed = {test: seconds for test, seconds in self._durations.items() if test not in self._failed}
        self._written.write_text(json.dumps(passed), encoding="utf-8")


def _processor_time_s() -> float:
    return sum(os.times()[:4])


def pytest_configure(config: pytest.Config) -> None:
    """Where tests run in several processes, each of them notes its own."""
    runs_tests = hasattr(config, "workerinput") or not config.getoption("numprocesses", None)
    if runs_tests:
        engine = config.rootpath / "plugins" / "module_utils" / "_core"
        config.pluginmanager.register(Recorder(Path(os.environ[FOLDER]), engine))
