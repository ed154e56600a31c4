# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The objects that options of the incident modules name, as IDs."""

from __future__ import annotations

from .._core.engine.finding import references
from .._core.engine.finding.known_objects import read_known
from .._core.errors import UnknownReference
from .._core.http.client import Client
from .._core.model.field import Field
from .._core.model.resource import Resource
from .arguments import Module


def with_ids(
    module: Module, client: Client, fields: tuple[Field, ...], refers: tuple[Resource, ...], options: dict
) -> dict:
    """The options with IDs for names. Raises UnknownReference, AmbiguousKey."""
    try:
        return references.resolve(fields, options, read_known(client, fields, refers, options))
    except UnknownReference as error:
        if "environment" not in module.given and error.message.startswith("environment: "):
            error.advice = "Set environment: the owner of the API key cannot see the default."
        raise
