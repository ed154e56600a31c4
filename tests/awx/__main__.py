# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs each job template of the role awx_setup as AWX does, against the simulator.

AWX runs a job by ansible-runner, which gets a directory: the project, the inventory, the variables of the template with
the answers of the survey, and the environment of the credential. A workflow passes on what a job sets with set_stats.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / ".cache" / "link")]

from awx import chain  # noqa: E402  the line above makes it importable
from simulator.embedded import Simulator  # noqa: E402  the same


def main() -> int:
    with Simulator(rate_limit_factor=chain.FACTOR) as simulator, tempfile.TemporaryDirectory() as folder:
        problems = chain.run_everything(simulator, Path(folder))
        problems += [f"Broke the contract: {violation}" for violation in simulator.violations()]
    print(*problems or ["Every job template and workflow ran as AWX runs it."], sep="\n")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
