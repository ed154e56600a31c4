# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import os

from hypothesis import settings

# How long an example takes says more about what else the machine does than about the code; speed has its benchmark.
settings.register_profile("same", deadline=None, derandomize=True)
# So that a change is judged by the same examples each time; BIGPANDA_TEST_EXAMPLES=1000 looks for new ones.
settings.register_profile("new", deadline=None, max_examples=int(os.environ.get("BIGPANDA_TEST_EXAMPLES", "100")))
settings.load_profile("new" if "BIGPANDA_TEST_EXAMPLES" in os.environ else "same")


def pytest_make_parametrize_id(val, argname):
    """Tests run in several processes, where what is packed with its time would have another name in each."""
    return argname if isinstance(val, bytes) else None
