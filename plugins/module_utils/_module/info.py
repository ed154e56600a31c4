# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that reads objects of one resource."""

from __future__ import annotations

from contextlib import suppress

from ansible.module_utils.basic import AnsibleModule

from .._core.engine.finding.live_objects import find_objects
from .._core.engine.finding.omitted_fields import with_lists
from .._core.engine.finding.unreadable import warn_of_unreadable
from .._core.engine.returned import Keys, named_kinds, with_every_name
from .._core.errors import Forbidden
from .._core.http.client import Client
from .._core.model.codec import prune
from .._core.model.field import Field
from .._core.model.resource import Resource
from .session import make_module, session

SHOW_NAMES = Field("show_names", "bool", default=True)


def run_info(resource: Resource, names: tuple[Resource, ...] = ()) -> None:
    """The whole of a module that reads objects of one resource; all, or those that its options narrow to.

    names: the kinds whose names it shows next to their ids, unless the user does not need them.
    """
    module = make_info_module(resource, *((SHOW_NAMES,) if names else ()))
    with session(module) as client:
        found = select(module, client, resource)
        keys = _read_keys(client, resource, names, found) if module.params.get(SHOW_NAMES.name) else {}
        exit_info(module, resource, found, keys)


def _read_keys(client: Client, resource: Resource, names: tuple[Resource, ...], found: list[dict]) -> Keys:
    """The keys of the objects whose ids are shown, as far as the owner of the key may read them."""
    wanted, keys = named_kinds(resource, found), {}
    for there in names:
        if there.name in wanted:
            with suppress(Forbidden):
                keys[there.name] = {str(item["id"]): str(item[there.key]) for item in client.list(there)}
    return keys


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


def select(module: AnsibleModule, client: Client, resource: Resource) -> list[dict]:
    """The objects that the options ask for. Warns of those that cannot be read."""
    options = prune(module.params)
    if "id" in options:
        found = client.find_by_id(resource, options["id"])
        return [found] if found else []
    if resource.key in options:
        return with_lists(client, resource, find_objects(client, resource, options[resource.key]))
    query, matches = resource.list.query, resource.list.matches
    listed = client.list(resource, **(query(options) if query else {}))
    for warning in warn_of_unreadable(resource, listed.unreadable):
        module.warn(warning)
    items = with_lists(client, resource, listed)
    return [item for item in items if matches is None or matches(item, options)]


def exit_info(module: AnsibleModule, resource: Resource, found: list[dict], keys: Keys | None = None) -> None:
    shown = [with_every_name(resource, item, keys or {}) for item in found]
    module.exit_json(changed=False, **{resource.plural: shown})
