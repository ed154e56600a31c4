# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a notification template of AWX sends."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import ChainableUndefined, StrictUndefined, TemplateError, sandbox

URL = "https://awx.example.com/#/jobs/playbook/42"
# What AWX renders each message with before it accepts it, as far as our messages use it.
EXAMPLE = {
    "job": {"name": 'Stub "Job" Template', "artifacts": {}},
    "url": URL,
    "workflow_url": URL,
    "approval_node_name": 'Approve "me"',
}
EVENTS = {"started", "success", "error", "workflow_approval"}


def bodies(messages: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The event of each body, and the body."""
    for event, message in messages.items():
        for name, inner in message.items() if event == "workflow_approval" else [(event, message)]:
            yield name, inner["body"]


def sent(body: str, job: Mapping[str, Any], is_accepted: bool = True) -> Any:
    """What the URL receives for the job. is_accepted: whether AWX has accepted the template before."""
    undefined = ChainableUndefined if is_accepted else StrictUndefined
    rendered = sandbox.ImmutableSandboxedEnvironment(undefined=undefined).from_string(body)
    return json.loads(rendered.render(**{**EXAMPLE, "job": job}))


def wrong_messages(messages: Mapping[str, Any]) -> Iterator[str]:
    """Messages that AWX would refuse, or that would not arrive as a JSON object."""
    yield from (f"no event {event}" for event in messages if event not in EVENTS)
    for event, body in bodies(messages):
        try:
            content = sent(body, EXAMPLE["job"], is_accepted=False)
        except (TemplateError, ValueError) as error:
            yield f"{event}: {error}"
        else:
            if not isinstance(content, dict) or set(content) != {"text", "url"}:
                yield f"{event}: {content}"
