# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that reads what has no objects to name."""

from __future__ import annotations

from typing import Any

from .._core.http.client import Client
from .._core.http.object_reader import read_view
from .._core.model.read_only import View
from .session import make_module, session


def run_views(*views: View) -> None:
    """The whole of a module that reads what has no objects to name."""
    module = make_module(())
    with session(module) as client:
        read = {view.result: _read_view(client, view) for view in views}
    module.exit_json(changed=False, **read)


def _read_view(client: Client, view: View) -> Any:
    return client.read_as(view.operation, lambda raw: read_view(view, raw))
