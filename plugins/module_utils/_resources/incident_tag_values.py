# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which incident tags, and which of their values, a user means. Source: contract, incidents notes, "Tag values"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .._core.errors import AmbiguousKey, InvalidOption, UnknownReference
from .._core.values.suggestions import did_you_mean
from .._core.values.text import caseless, is_true

LIST_TAG_TYPES = ("MultiValue", "ClosedListValuesMulti")
# The part of the definition of a tag that lists its values, by type (enrichment notes, "Incident tag definitions").
OPTIONS = {
    "priority": "ordered_list",
    "closedlistvaluesmulti": "incident_tag_values",
    "closedlistvaluessingle": "incident_tag_values",
}


def named_tags(tags: dict, definitions: list[dict] | None, current: dict) -> dict[str, tuple[str, Any]]:
    """What the user named each tag and gave it, by its id. Raises InvalidOption if a tag is named twice."""
    named: dict[str, tuple[str, Any]] = {}
    for key, value in tags.items():
        tag_id = _tag_id(key, definitions, current)
        if tag_id in named:
            raise InvalidOption(f"tags: {named[tag_id][0]} and {key} are the same tag.", "Give it one value.")
        named[tag_id] = (key, value)
    return named


def _tag_id(key: str, definitions: list[dict] | None, current: dict) -> str:
    """The id of a definition that the user named by id or name; the key itself if definitions cannot be read.

    Case is ignored if no id and no name is exactly the same.
    """
    if definitions is None or key in current or any(str(definition["id"]) == key for definition in definitions):
        return key
    found = [str(each["id"]) for each in definitions if each["name"] == key]
    found = found or [
        str(each["id"]) for each in definitions if caseless(key) in (caseless(str(each["id"])), caseless(each["name"]))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousKey(f'tags: several tags are named "{key}": {", ".join(found)}.', "Use an ID instead.")
    names = sorted(str(definition["name"]) for definition in definitions)
    advice = did_you_mean(key, names) or f"Active tags are {', '.join(names)}."
    raise UnknownReference(f'tags: "{key}" is not an active incident tag.', advice)


def tag_value(tag_id: str, key: str, value: Any, definitions: list[dict] | None) -> Any:
    """A list for tags with multiple values, else text. Raises InvalidOption for a value that the tag cannot have."""
    definition = next((each for each in definitions or [] if str(each["id"]) == tag_id), None)
    tag_type = str((definition or {}).get("type"))
    holds_several = tag_type.lower() in {kind.lower() for kind in LIST_TAG_TYPES}
    if isinstance(value, list) and definition and not holds_several:
        raise InvalidOption(f"tags.{key} is a list, but the tag has a single value ({tag_type}).", "Give text.")
    names = list(_names(definition or {}))
    given = value if isinstance(value, list) else [value]
    values = list(dict.fromkeys(_listed(f"tags.{key}", str(each), names) for each in given))
    return values if holds_several or isinstance(value, list) else values[0]


def _names(definition: dict) -> Iterator[str]:
    """The active values of a tag with a closed list, as an incident is given them.

    An incident takes the name of a level (example of add_incident_tags); only rules of definitions refer to its
    order_id, and its description is for people.
    """
    listed = OPTIONS.get(str(definition.get("type")).lower(), "")
    for option in (definition.get("config") or {}).get(listed) or []:
        if not isinstance(option, dict):
            yield str(option)
        elif is_true(option.get("active"), if_omitted=True):
            yield str(option.get("value") or option.get("display_name"))


def _listed(where: str, value: str, names: list[str]) -> str:
    """The value in the case in which it is listed. An empty list says nothing."""
    if not names or value in names:
        return value
    found = [name for name in names if caseless(name) == caseless(value)]
    if len(found) == 1:
        return found[0]
    advice = did_you_mean(value, names) or f"Possible are {', '.join(names[:20])}."
    raise InvalidOption(f'{where}: "{value}" is not an active value of this tag.', advice)
