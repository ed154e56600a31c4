# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether an object still has its name when its turn to be removed comes, which may be minutes after the plan."""

from __future__ import annotations

from ...errors import error_context
from ...http.client import Client
from ..planning.rebase import refuse_renamed
from ..planning.step import Step


def refuse_removal_of_renamed(client: Client, step: Step) -> None:
    """Nobody declared absent what has another name by now. Raises BigPandaError.

    A user who is deactivated is the same person under any name, and can be reactivated. What the API finds by its name
    has no other one.
    """
    resource = step.resource
    may_be_renamed = any(field.name == resource.key for field in resource.fields) and not resource.id_is_key
    if not step.changed or step.current is None or resource.soft_delete or resource.composed or not may_be_renamed:
        return
    with error_context(f"Cannot {step.action} {step.title}"):
        now = client.find_by_id(resource, str(step.current["id"]))
        if now:
            refuse_renamed(resource, step.desired, step.current, now)
