# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from hypothesis import settings

# How long an example takes says more about what else the machine does than about the code; speed has its benchmark.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
