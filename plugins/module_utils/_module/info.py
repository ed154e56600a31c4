# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that reads objects of one resource."""

from __future__ import annotations

from ansible.module_utils.basic import AnsibleModule

from .._core.engine.live_objects import find_objects
from .._core.engine.returned import without_internal
from .._core.http.client import Client
from .._core.model.codec import prune
from .._core.model.field import Field
from .._core.model.resource import Resource
from .session import make_module, session


def run_info(resource: Resource) -> None:
    """The whole of a module that reads objects of one resource; all, or those that its options narrow to."""
    module = make_info_module(resource)
    with session(module) as client:
        found = select(client, resource, prune(module.params))
        exit_info(module, resource, found)


def make_info_module(resource: Resource, *more: Field) -> AnsibleModule:
    """more: options that narrow nothing."""
    key = (
        ()
        if resource.field(resource.key).internal
        else (Field(resource.key, aliases=resource.field(resource.key).aliases),)
    )
    by_id = () if resource.field(resource.key).name == "id" else (Field("id"),)
    identifiers, filters = (*key, *by_id), resource.list.filters
    exclusive = [(*identifiers, each) for each in filters] if resource.list.combinable else [identifiers + filters]
    return make_module(
        (*identifiers, *filters, *more),
        mutually_exclusive=[[field.name for field in fields] for fields in exclusive if len(fields) > 1],
    )


def select(client: Client, resource: Resource, options: dict) -> list[dict]:
    if "id" in options:
        found = client.find_by_id(resource, options["id"])
        return [found] if found else []
    if resource.key in options:
        return find_objects(client, resource, options[resource.key])
    query, matches = resource.list.query, resource.list.matches
    items = client.list(resource, **(query(options) if query else {}))
    return [item for item in items if matches is None or matches(item, options)]


def exit_info(module: AnsibleModule, resource: Resource, found: list[dict]) -> None:
    module.exit_json(changed=False, **{resource.plural: [without_internal(resource, item) for item in found]})
