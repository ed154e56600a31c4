# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Enrichment maps (mapping enrichments V2.1) with their tables. Source: contract, enrichment notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .._core.errors import InvalidOption
from .._core.features.table import Table
from .._core.model.compare import AS_SET
from .._core.model.field import Field
from .._core.model.listing import Listing
from .._core.model.operation import Operation, Paging
from .._core.model.resource import Effect, Resource
from .._core.model.shape import Shape
from .._core.model.update_body import Patch
from .._core.values.bpql.comparison import BPQL_OBJECT_OF_ANY_LENGTH, shown
from .._core.values.free_text import FREE_TEXT

PERMISSION = "Mapping Enrichment (API Only)"
VIEW = (PERMISSION, "view")
FULL_ACCESS = (PERMISSION, "full_access")
MAPS = "/resources/v2.1/mapping-enrichment"
MAP = "/resources/v2.1/mapping-enrichment/{mapschema_id}"
TABLE = "/resources/v2.1/mapping-enrichment/{mapschema_id}/map"
# The last line of the service's note is ours: what the engine has to remember about the table.
MARK_BEGINS = "[ansible: "
MARK = re.compile(r"\n?\[ansible: ([^\]\n]*)\]\s*\Z")
LINE_BREAK = re.compile(r"[\r\n]")
CONFIG = ("name", "fields", "case_insensitive")
COLUMN = ("title", "type", "tag_name", "override_existing", "optional")


def prepare_enrichment_map(desired: dict) -> dict:
    """Refuse columns that the service would refuse, or that a table could not be matched with, and a note of ours."""
    if _mark_of(desired.get("note") or ""):
        raise InvalidOption("note ends with a line [ansible: ...].", "The module maintains that line; omit it.")
    fields = desired.get("fields")
    if fields is None:
        return desired
    titles = [column["title"] for column in fields]
    twice = sorted({title for title in titles if titles.count(title) > 1})
    if twice:
        raise InvalidOption(f"fields contains the title {', '.join(twice)} twice.", "Give each column its own title.")
    broken = next((title for title in titles if LINE_BREAK.search(title)), None)
    if broken is not None:
        # No cell of a table may contain one (enrichment notes, "CSV format").
        raise InvalidOption(
            f'fields: the title "{" ".join(broken.split())}" contains a line break.', "Write it on one line."
        )
    if not any(column["type"] == "query_tag" for column in fields):
        raise InvalidOption("fields contains no column of type query_tag.", "A map needs a column to look up rows by.")
    return desired


def complete_enrichment_map(item: dict) -> dict:
    """The tag of a column has its name, unless another one is stored (schema MappingField)."""
    return {**item, "fields": [_column(column) for column in item["fields"]]} if item.get("fields") else item


def _column(column: dict) -> dict:
    return {**column, "tag_name": column.get("tag_name") or column["title"]}


def decode_enrichment_map(stored: dict) -> dict:
    """The configuration beside the rest, and the note without our last line. The condition may come as a text.

    The schemas list the note beside the configuration (MappingEnrichment) and in it (MappingConfigStored).
    """
    stored = dict(stored)
    config = stored.pop("config", None) or {}
    beside = stored.pop("note", None)
    note = (config.get("note") if beside is None else beside) or ""
    mark = _mark_of(note)
    flat = {**stored, **{name: value for name, value in config.items() if name != "note"}}
    flat["fields"] = [_column(column) for column in config.get("fields") or []]
    flat["note"] = note[: mark.start()] if mark else note
    flat["mark"] = mark.group(1) if mark else ""
    return {**flat, "when": shown(flat.get("when"))}


def _mark_of(note: str) -> re.Match[str] | None:
    """Looks at the last beginning of a mark only, since a note may contain thousands of them."""
    return MARK.search(note, max(0, note.rfind(MARK_BEGINS) - 1))


def parts_of_enrichment_map(stored: dict) -> dict:
    """The configuration is an object of its own, and the note may be in it; the mark is in the note."""
    parts = {**(stored.get("config") or {}), **stored}
    if parts.get("note") is None:
        parts["note"] = (stored.get("config") or {}).get("note")
    return {**parts, "mark": parts["note"]}


def encode_enrichment_map(values: dict) -> dict:
    body = {name: value for name, value in values.items() if name not in (*CONFIG, "note", "mark")}
    if "fields" in values:
        config = {name: values[name] for name in CONFIG if name in values}
        config["fields"] = [_encode_column(column) for column in values["fields"]]
        body.update(type="mapping", config=config)
    note, mark = values.get("note") or "", values.get("mark") or ""
    if "note" in values or "mark" in values:
        body["note"] = "\n".join(part for part in (note, f"[ansible: {mark}]" if mark else "") if part)
    return body


def _encode_column(column: dict) -> dict:
    said = {name: column[name] for name in COLUMN if column.get(name) is not None}
    if said.get("tag_name") == said["title"]:
        del said["tag_name"]
    return said


def columns_of(item: dict) -> tuple[tuple[str, ...], tuple[str, ...]]:
    fields = item.get("fields") or []
    keys = tuple(column["title"] for column in fields if column["type"] == "query_tag")
    return tuple(column["title"] for column in fields), keys


def those_that_replace_the_same(maps: Sequence[dict], desired: dict) -> Sequence[dict]:
    """Names are not unique: a map that is built to replace another one has its name until that one is gone."""
    return [item for item in maps if _replaced(item.get("mark")) == _replaced(desired.get("mark"))]


def _replaced(mark: str | None) -> str | None:
    found = re.search(r"\breplaces=(\S+)", mark or "")
    return found.group(1) if found else None


ENRICHMENT_MAP = Resource(
    name="enrichment_map",
    plural="enrichment_maps",
    key="name",
    # "Names are not documented as unique" (notes, "Bodies, pagination, errors").
    names_may_repeat=True,
    fields=(
        Field("name"),
        Field(
            "fields",
            aliases=("columns",),
            type="list",
            elements="dict",
            compare=AS_SET.replace(match_by=(("title",),)),
            # Only active, when and note can be changed (enrichment notes, "Replace, append, read back").
            immutable=True,
            fields=(
                Field("title", required=True),
                Field("type", required=True, choices=("query_tag", "result_tag")),
                Field("tag_name"),
                Field("override_existing", type="bool"),
                Field("optional", type="bool"),
            ),
        ),
        Field("case_insensitive", type="bool", immutable=True),
        Field("when", type="raw", aliases=("condition",), compare=BPQL_OBJECT_OF_ANY_LENGTH),
        Field("active", type="bool"),
        Field("note", compare=FREE_TEXT),
        Field("mark", internal=True),
    ),
    effect=Effect(switch="active"),
    readonly=("type", "version", "id_generation_function", "created_by", "updated_by"),
    update_body=Patch(together=("note", "mark")),
    prepare=prepare_enrichment_map,
    shape=Shape(
        complete=complete_enrichment_map,
        decode=decode_enrichment_map,
        encode=encode_enrichment_map,
        parts=parts_of_enrichment_map,
    ),
    disambiguate=those_that_replace_the_same,
    list=Listing(Operation("list_mapping_enrichments", "GET", MAPS, VIEW)),
    get=Operation("get_mapping_enrichment", "GET", MAP, VIEW),
    create=Operation("create_mapping_enrichment", "POST", MAPS, FULL_ACCESS),
    update=Operation("update_mapping_enrichment", "PATCH", MAP, FULL_ACCESS),
    delete=Operation("delete_mapping_enrichment", "DELETE", MAP, FULL_ACCESS),
    features=(
        Table(
            upload=Operation("upload_map_csv", "POST", TABLE, FULL_ACCESS, content_type="text/csv; charset=utf8"),
            read=Operation("get_map_rows", "GET", TABLE, VIEW),
            job=Operation("get_map_job", "GET", "/resources/v2.1/alert-enrichments-jobs/{job_id}", VIEW),
            paging=Paging(style="page", size_value=100, by_content=True),
            columns=columns_of,
            # "True means letter case is ignored" (notes, "Alert tags and rules").
            ignores_case=lambda item: item.get("case_insensitive") is True,
            marked_by="mark",
        ),
    ),
)
