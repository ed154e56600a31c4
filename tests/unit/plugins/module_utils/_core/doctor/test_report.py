# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import itertools
import json

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.finding import (
    ERROR,
    INFO,
    SEVERITIES,
    WARNING,
    Finding,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.observations import (
    ACCEPTED,
    FORBIDDEN,
    UNAUTHORIZED,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.report import Report
from unit.plugins.module_utils._core.doctor.connections import OUTCOMES, report, result, token


def test_a_good_connection_has_no_findings():
    healthy = result(tokens={"api_key": token(ACCEPTED, FORBIDDEN), "org_token": token(UNAUTHORIZED, ACCEPTED)})
    assert healthy["findings"] == [] and healthy["permissions"] == []
    kinds = {name: (each["valid"], each["kind"]) for name, each in healthy["credentials"].items()}
    assert kinds == {"api_key": (True, "api_key"), "org_token": (True, "org_token")}


def found(*severities):
    return Report([Finding(severity, f"It is {severity}.", "Do\nthis.") for severity in severities], {})


@pytest.mark.parametrize(
    ("severities", "error", "warning"),
    [((), False, False), ((INFO,), False, False), ((WARNING, INFO), False, True), ((ERROR, INFO), True, True)],
)
def test_a_task_fails_on_findings_of_the_given_severity_and_worse_ones(severities, error, warning):
    report = found(*severities)
    assert (report.fails("error"), report.fails("warning"), report.fails("never")) == (error, warning, False)


@pytest.mark.parametrize(
    ("severities", "summary"),
    [
        ((), "The connection works: no errors, no warnings."),
        ((INFO,), "The connection works: no errors, no warnings."),
        ((ERROR,), "1 error. It is error. Do this."),
        ((WARNING, WARNING, INFO), "2 warnings. It is warning. Do this."),
        ((ERROR, ERROR, WARNING), "2 errors and 1 warning. It is error. Do this."),
    ],
)
def test_the_summary_is_one_line_with_the_most_severe_finding_and_the_counts(severities, summary):
    assert found(*severities).summary == summary


def test_errors_and_warnings_are_shown_even_if_the_task_succeeds():
    assert len(found(ERROR, WARNING, INFO).warnings) == 2


def test_whatever_was_observed_there_is_a_report():
    """Each way in which two tokens may be received."""
    third = {UNAUTHORIZED: [None, *OUTCOMES]}
    pairs = itertools.product(OUTCOMES, repeat=2)
    every = [None, *(token(*pair, last) for pair in pairs for last in third.get(pair[1], [None]))]
    for api_key, org_token in itertools.product(every, repeat=2):
        given = {"api_key": api_key, "org_token": org_token}
        made = report(["bigpanda_role"], tokens={name: each for name, each in given.items() if each})
        json.dumps(made.to_result())
        order = [SEVERITIES.index(each.severity) for each in made.findings]
        assert order == sorted(order)
        assert all(each.finding and each.advice for each in made.findings)
        # Whatever could not be determined is named, if there is a key that could have it.
        unknown = [each["name"] for each in made.values["permissions"] if each["granted"] is None]
        assert not (unknown and api_key) or all(f'"{name}"' in " ".join(made.warnings) for name in unknown)
