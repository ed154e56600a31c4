# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that checks the connection."""

from __future__ import annotations

import time

from .._core.doctor.finding import ERROR
from .._core.doctor.model import DoctorSpec
from .._core.doctor.module_needs import module_names
from .._core.doctor.probe import observe
from .._core.doctor.report import FAIL_ON, make_report
from .._core.model.field import Field
from .session import connection, make_module

# The check has to be quick, even if the service is down.
MOST_RETRY_S = 10.0


def run_doctor(spec: DoctorSpec) -> None:
    """The whole of a module that checks the connection, and says how to fix what is wrong."""
    for_modules = Field("for_modules", type="list", elements="str", default=[])
    fail_on = Field("fail_on", default=ERROR, choices=FAIL_ON)
    module = make_module((for_modules, fail_on))
    with connection(module, MOST_RETRY_S) as (make_client, settings):
        modules = module_names(spec, module.params["for_modules"])
        report = make_report(observe(make_client(), settings, spec, modules), spec, modules, time.time())
    fails = report.fails(module.params["fail_on"])
    # The message of a task that fails already contains the first finding.
    for warning in report.warnings[1 if fails else 0 :]:
        module.warn(warning)
    result = {"changed": False, "msg": report.summary, **report.to_result()}
    if fails:
        module.fail_json(**result)
    module.exit_json(**result)
