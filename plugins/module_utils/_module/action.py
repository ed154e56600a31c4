# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that brings a situation about."""

from __future__ import annotations

import time

from ansible.module_utils.basic import AnsibleModule

from .._core.engine import references
from .._core.errors import InvalidOption
from .._core.incidents import situation
from .._core.incidents.model import SituationKind
from .._core.model.resource import Resource
from .names import read_known
from .session import make_module, session


def run_action(kind: SituationKind, with_org_token: SituationKind, refers: tuple[Resource, ...] = ()) -> None:
    """The whole of a module that brings a situation about. `with_org_token`: the kind where no API key was given."""
    module = make_module(kind.fields)
    kind = kind if module.params["api_key"] or not module.params["org_token"] else with_org_token
    with session(module) as client:
        desired = _wanted(kind, module)
        known = read_known(client, kind.fields, refers, desired)
        desired = references.resolve(kind.fields, desired, known)
        environment = {"environment_id": desired["environment"]} if "environment" in desired else {}
        values = {**environment, kind.id_value: desired["id"]}
        wanted = situation.Situation(client, kind, values, desired)
        actions = wanted.plan(wanted.start)
        after = situation.predict(wanted.start, actions)
        if not module.check_mode:
            wait = situation.Wait(module.params["wait"], module.params["wait_timeout"])
            now, actions = wanted.bring_about(wait)
            after = now["object"]
        extra = {f"split_{kind.name}": split for split in _split_off(wanted, desired)}
    if kind.deprecated:
        module.deprecate(kind.deprecated, version="1.0.0", collection_name="community.bigpanda")
    module.exit_json(
        changed=bool(actions),
        diff=situation.diff_of(actions),
        actions=situation.names_of(actions),
        **{kind.name: after},
        **extra,
    )


def _wanted(kind: SituationKind, module: AnsibleModule) -> dict:
    """What the user gave, checked. Raises InvalidOption."""
    given = {field.name: module.params[field.name] for field in kind.fields}
    # None has a meaning inside a dict of values, so it is dropped at the top alone.
    desired = {name: value for name, value in given.items() if value is not None}
    missing = [name for name in kind.needs if name not in desired]
    if missing:
        raise InvalidOption(f"{', '.join(missing)} is missing.", "It is needed with the User API Key.")
    if kind.check:
        kind.check(desired, time.time())
    return desired


def _split_off(wanted: situation.Situation, desired: dict) -> list[dict]:
    """The object that holds what was split off, if there is one."""
    if not desired.get("split"):
        return []
    holders = wanted.read()["elsewhere"]
    found = wanted.read_by_id(next(iter(holders.values()))) if holders else None
    return [found] if found else []
