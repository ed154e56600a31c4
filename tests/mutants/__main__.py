# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Changes the engine at places drawn at random, and sees whether a test notices."""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))

from mutants import report  # noqa: E402  the line above makes it importable
from mutants.mutation import changed_line, equivalents, sample  # noqa: E402
from mutants.tests_of_lines import Tests  # noqa: E402
from mutants.trial import NOT_TRIED, SURVIVED, Trial, attempt, prepare  # noqa: E402

WORKERS = 2


def main() -> int:
    options = parse()
    tests, known = Tests(), equivalents()
    trials, results = [], []
    for mutant, changed in sample(options.size, options.seed, options.files):
        before, after = changed_line(mutant, changed)
        if (mutant.file, before, after) in known:
            results.append(report.Result(mutant, before, after, report.EQUIVALENT))
            continue
        chosen = tests.of(mutant)
        trials.append(Trial(mutant, changed, chosen, sum(tests.durations_s[test] for test in chosen)))
    print(
        f"{len(trials)} changes, seed {options.seed} (SEED={options.seed} SIZE={options.size} repeats them)", flush=True
    )
    context = multiprocessing.get_context("fork")
    judge_in_time = partial(judge, end_s=time.monotonic() + 60 * options.minutes)
    with ProcessPoolExecutor(WORKERS, mp_context=context, initializer=prepare) as pool:
        for trial, outcome in zip(trials, pool.map(judge_in_time, trials), strict=True):
            results.append(report.Result(trial.mutant, *changed_line(trial.mutant, trial.changed), outcome))
            print(results[-1].line(), flush=True)
    tried = [result for result in results if result.outcome != NOT_TRIED]
    told = report.table(tried)
    print(told)
    report.keep_survivors(tried)
    if len(tried) < len(results):
        print(f"{len(results) - len(tried)} were not tried within {options.minutes:g} minutes.")
    elif options.write:
        report.write_page(told, options.seed, options.size)
    return 0


def judge(trial: Trial, end_s: float) -> str:
    """What no test executes, none notices. end_s: of the clock that all processes share, when nothing new begins."""
    if time.monotonic() > end_s:
        return NOT_TRIED
    return attempt(trial) if trial.tests else SURVIVED


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=200, help="how many changes to try")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="of the sample")
    parser.add_argument(
        "--minutes", type=float, default=60, help="how long to try them, once it is known what tests do"
    )
    parser.add_argument("--write", action="store_true", help="write docs/mutants.md")
    parser.add_argument("files", nargs="*", help="files of the engine, such as http/client.py; else all")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
