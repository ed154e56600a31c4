# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that reads values that can only be read."""

from __future__ import annotations

from .._core.model.read_only import ReadOnly
from .session import make_module, session


def run_read_only(*values: ReadOnly) -> None:
    """The whole of a module that reads values that can only be read."""
    module = make_module(())
    with session(module) as client:
        read = {each.result: client.read_value(each) for each in values}
    module.exit_json(changed=False, **read)
