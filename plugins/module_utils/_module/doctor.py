# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that tells whether a connection will do."""

from __future__ import annotations

import time

from .._core.doctor.diagnosis import failing, module_names, report
from .._core.doctor.model import DoctorSpec
from .._core.doctor.probe import observe
from .._core.model.field import Field
from .session import make_module, sessions

# Whoever asks what is wrong wants to know soon.
LONGEST_RETRY_OF_CHECKUP_S = 10.0


def run_doctor(spec: DoctorSpec) -> None:
    """The whole of a module that tells whether a connection will do, and what to mend if it will not."""
    for_modules = Field("for_modules", type="list", elements="str", default=[])
    fail_on = Field("fail_on", default="never", choices=("never", "error", "warning"))
    module = make_module((for_modules, fail_on))
    with sessions(module, LONGEST_RETRY_OF_CHECKUP_S) as (clients, settings):
        modules = module_names(spec, module.params["for_modules"])
        told = report(observe(clients.current(), settings, spec, modules), spec, modules, time.time())
    bad = failing(told["findings"], module.params["fail_on"])
    if bad:
        module.fail_json(msg=" ".join(bad), changed=False, **told)
    module.exit_json(changed=False, **told)
