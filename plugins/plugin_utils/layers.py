# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Declarations on top of each other: what a later one declares replaces what an earlier one declares."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.codec import canonical_form
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.field import argument_spec
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.given_options import canonical_options
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.options import options_of
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.resource import Resource
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.canonical import canonical
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.plugin_utils.declaration_directory import (
    Declaration,
    read_declaration,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.reading_roots import Roots


def read_layers(directories: Sequence[str], roots: Roots | None = None) -> Declaration:
    """What the files of one or several directories declare. Lines of files are only known if there is one directory.

    roots: see `read_declaration`.
    """
    layers = [read_declaration(directory, roots) for directory in directories]
    if len(layers) == 1:
        return layers[0]
    resources = {resource.plural: resource for resource in CATALOG.resources}
    organization: dict[Any, Any] = {}
    for kind in dict.fromkeys(kind for layer in layers for kind in layer.organization):
        declared = [_with_own_tables(layer.organization[kind], layer) for layer in layers if kind in layer.organization]
        is_mergeable = kind in resources and all(map(_is_list_of_dicts, declared))
        organization[kind] = layered(resources[kind], declared) if is_mergeable else declared[-1]
    return Declaration(
        ", ".join(directories),
        documents={path: document for layer in layers for path, document in layer.documents.items()},
        organization=organization,
        findings=[finding for layer in layers for finding in layer.findings],
        roots=roots,
    )


def _is_list_of_dicts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, Mapping) for each in value)


def _with_own_tables(objects: Any, layer: Declaration) -> Any:
    """The same objects, with relative paths of tables completed by the directory of their layer."""
    if not _is_list_of_dicts(objects) or layer.of_tables is None:
        return objects
    return [
        {**each, "src": os.path.realpath(os.path.join(layer.of_tables, each["src"]))} if is_relative(each) else each
        for each in objects
    ]


def is_relative(element: Mapping) -> bool:
    """Whether the object has a table whose path begins in the directory of its file."""
    src = element.get("src")
    return isinstance(src, str) and bool(src) and not src.startswith(("/", "~", "$"))


def layered(resource: Resource, layers: Iterable[list]) -> list:
    """The objects of all layers. Of objects with one name in several layers, that of the last, at its first place."""
    merged: dict[Any, Any] = {}
    for number, layer in enumerate(layers):
        for place, element in enumerate(layer):
            name = _name_of(resource, element)
            # What is declared twice in one layer is for the module to refuse.
            is_known = name is not None and merged.get(name, (number,))[0] != number
            merged[name if is_known or name not in merged and name is not None else (number, place)] = (number, element)
    return [element for _number, element in merged.values()]


def _name_of(resource: Resource, element: Mapping) -> Any:
    """What identifies an object in a declaration, None if that cannot be said."""
    if resource.singleton:
        return ("the only one",)
    try:
        given = canonical_options(argument_spec(options_of(resource)), element)
        if "id" in given:
            return ("id", given["id"])
        said = given
        if resource.field(resource.key).computed:
            said = canonical_form(resource, {name: value for name, value in given.items() if value is not None})
        return ("name", canonical(resource.field(resource.key), said[resource.key]))
    # What is not an object of the kind is refused by the module, which says why.
    except (InvalidOption, KeyError, TypeError, AttributeError):
        return None
