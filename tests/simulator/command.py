# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The command line: the simulator as a process of its own."""

from __future__ import annotations

import argparse
import json
import signal
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import yaml

from .embedded import Simulator
from .faults import KINDS
from .readings import READINGS

LONGEST_RUN_S = 3600.0


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="simulator",
        description="BigPanda's API on 127.0.0.1, as its contract tells it: validating, limited, stateful and faulty.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_explanations(),
    )
    parser.add_argument("--seed", metavar="FILE", help="YAML with the organizations to begin with")
    parser.add_argument(
        "--ready-file", metavar="FILE", help="JSON with pid and URLs, written when all listeners answer"
    )
    parser.add_argument("--rate-limit-factor", type=float, default=1.0, help="times the published limits (default 1)")
    parser.add_argument("--faults", metavar="FILE", help="YAML or JSON with a list of faults")
    parser.add_argument("--fault-seed", type=int, default=0, help="makes faults fall the same way again (default 0)")
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help="choose a reading; see below"
    )
    parser.add_argument(
        "--strange",
        type=int,
        metavar="SEED",
        help="draw every reading that is not chosen, and fill in odd values for what is left out",
    )
    parser.add_argument(
        "--stop-after", type=float, default=LONGEST_RUN_S, metavar="SECONDS", help="end by itself (default 3600)"
    )
    return parser


def _explanations() -> str:
    readings = (
        f"  {name}: {', '.join(map(str, reading.choices)) or 'a number'} (default {reading.default}): {reading.meaning}"
        for name, reading in READINGS.items()
    )
    faults = (f"  {kind}: {meaning}" for kind, meaning in KINDS.items())
    return "\n".join(["readings of what the contract leaves open:", *readings, "", "faults:", *faults])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = make_parser()
    options = parser.parse_args(arguments)
    try:
        readings = dict(text.split("=", 1) for text in options.option)
        simulator = Simulator(options.seed, options.rate_limit_factor, readings, options.strange)
        if options.faults:
            simulator.set_faults(yaml.safe_load(Path(options.faults).read_text(encoding="utf-8")), options.fault_seed)
    except (ValueError, KeyError, OSError) as error:
        parser.error(str(error))
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_signal: stopped.set())
    with simulator:
        _announce(simulator.ready, options.ready_file)
        stopped.wait(options.stop_after)
    return 0


def _announce(ready: dict, ready_file: str | None) -> None:
    text = json.dumps(ready, indent=2)
    if ready_file is None:
        print(text, flush=True)
        return
    target = Path(ready_file)
    with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False, encoding="utf-8") as unfinished:
        unfinished.write(text)
    # Renamed once it is whole, so that nobody reads half of it.
    Path(unfinished.name).replace(target)
