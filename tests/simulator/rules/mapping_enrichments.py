# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Enrichment maps, their tables and jobs. Contract: enrichment notes."""

from __future__ import annotations

import csv
import io
import json
import time
import uuid

from ..reply import Refusal, Reply, not_found
from .alert_tags import feed, starve
from .lists import page_of
from .registry import Request, rule

CELL_BYTES = 32 * 1024
PATCHED = ("active", "when", "note")


def _map(request: Request) -> dict:
    try:
        return request.organization.maps[request.values["mapschema_id"]]
    except KeyError:
        raise not_found("Map") from None


def made(organization, body: dict, by: str) -> dict:
    """A stored map. Raises Refusal."""
    titles = [(field["title"], field["type"]) for field in body["config"]["fields"]]
    if len(set(titles)) < len(titles):
        raise Refusal(400, "Duplicate fields.")
    fields = [
        {"optional": False, **field} if field["type"] == "query_tag" else dict(field)
        for field in body["config"]["fields"]
    ]
    default = organization.readings["override_default"]
    if default != "missing":
        fields = [{"override_existing": default == "true", **field} for field in fields]
    return {
        "active": True,
        "when": {},
        **body,
        "id": _new_id(organization),
        "version": 1,
        "config": {"case_insensitive": False, "id_generation_function": "use_md5", **body["config"], "fields": fields},
        "created_by": by,
        "updated_by": by,
    }


def _new_id(organization) -> str:
    """Nobody says what the id of a map looks like."""
    made = organization.new_id()
    others = {
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, made)),
        "other": f"Map.{int(made[-6:], 16)}~{organization.name}",
    }
    return others.get(organization.readings["map_ids"], made)


def _shown(request: Request, stored: dict) -> dict:
    """The text form of a condition is also in use (schema Bpql); a note has two places (schema MappingConfigStored)."""
    if request.readings["map_note"] == "inside":
        stored = {**stored, "config": {**stored["config"], "note": stored.get("note")}}
        stored.pop("note", None)
    reading, condition = request.readings["map_condition"], stored.get("when")
    if reading == "text" and condition:
        return {**stored, "when": json.dumps(condition)}
    if reading == "missing" and not condition:
        return {name: value for name, value in stored.items() if name != "when"}
    return stored


@rule("list_mapping_enrichments")
def list_mapping_enrichments(request: Request) -> Reply:
    # Enveloped by default, unlike other lists (contract README, "Contradictions").
    return Reply(200, {"status": 200, "data": [_shown(request, each) for each in request.organization.maps.values()]})


@rule("create_mapping_enrichment")
def create_mapping_enrichment(request: Request) -> Reply:
    stored = made(request.organization, request.body, request.caller.id)
    request.organization.maps[stored["id"]] = stored
    request.organization.tables[stored["id"]] = []
    if request.readings["map_feeds"] == "creation":
        feed(request.organization, stored)
    return Reply(
        201, stored["config"] if request.readings["map_create_answer"] == "config" else _shown(request, stored)
    )


@rule("get_mapping_enrichment")
def get_mapping_enrichment(request: Request) -> Reply:
    return Reply(200, _shown(request, _map(request)))


@rule("update_mapping_enrichment")
def update_mapping_enrichment(request: Request) -> Reply:
    stored = _map(request)
    stored.update({name: request.body[name] for name in PATCHED if name in request.body})
    stored["version"] += 1
    stored["updated_by"] = request.caller.id
    return Reply(200, _shown(request, stored))


@rule("delete_mapping_enrichment")
def delete_mapping_enrichment(request: Request) -> Reply:
    organization, map_id = request.organization, _map(request)["id"]

    def vanish() -> None:
        organization.maps.pop(map_id, None)
        organization.tables.pop(map_id, None)
        starve(organization, map_id)

    organization.later(request.readings["settle_seconds"], vanish)
    return Reply(202, {"status": 202, "data": {}})


@rule("get_map_rows")
def get_map_rows(request: Request) -> Reply:
    rows = request.organization.tables[_map(request)["id"]]
    page = [_shown_row(request, row) for row in page_of(request, rows)]
    counter = request.readings["row_total"]
    totals = {"total_results": {"total_results": len(rows)}, "total_count": {"total_count": len(rows)}}
    return Reply(200, {**totals.get(counter, {"total_results": len(page)} if counter == "page" else {}), "items": page})


def _shown_row(request: Request, row: dict) -> dict:
    empty = "null" if request.readings["null_cells"] == "text" else None
    return {title: (value if value != "" else empty) for title, value in row.items()}


@rule("upload_map_csv")
def upload_map_csv(request: Request) -> Reply:
    stored, text = _map(request), request.body
    _check_text(text)

    def load() -> None:
        request.organization.tables[stored["id"]] = _read_table(stored, text)
        feed(request.organization, stored)
        stored["version"] += 1

    return _start(request, "indexcsv", load, 202)


def _check_text(text: str) -> None:
    """What is seen at once; the rest is found by the job, which gives no reason."""
    if not text.endswith("\n"):
        raise Refusal(400, "The body must end with a newline.")


def _read_table(stored: dict, text: str) -> list[dict]:
    """The rows of the CSV. Raises ValueError where the contract forbids something ("CSV format")."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    titles = next(reader)
    if sorted(titles) != sorted(field["title"] for field in stored["config"]["fields"]):
        raise ValueError("titles differ from the schema")
    rows, seen = [], set()
    for cells in reader:
        if len(cells) != len(titles) or tuple(cells) in seen:
            raise ValueError("ragged or duplicate row")
        if any("\n" in cell or "\r" in cell or len(cell.encode()) > CELL_BYTES for cell in cells):
            raise ValueError("line break in a cell, or a cell that is too large")
        seen.add(tuple(cells))
        rows.append(dict(zip(titles, cells, strict=True)))
    if not rows:
        raise ValueError("no data row")
    if any(line[:1] in " \t" for line in text.splitlines()):
        raise ValueError("leading blanks")
    return rows


@rule("change_map_row")
def change_map_row(request: Request) -> Reply:
    stored = _map(request)
    operations = request.body if isinstance(request.body, list) else [request.body]

    def change() -> None:
        table = [dict(row) for row in request.organization.tables[stored["id"]]]
        for operation in operations:
            table = _changed_table(stored, table, operation)
        request.organization.tables[stored["id"]] = table
        stored["version"] += 1

    return _start(request, "update", change, request.readings["map_update_status"])


def _changed_table(stored: dict, table: list[dict], operation: dict) -> list[dict]:
    titles = [field["title"] for field in stored["config"]["fields"]]
    keys = [field["title"] for field in stored["config"]["fields"] if field["type"] == "query_tag"]
    value = {title: cell or "" for title, cell in operation["value"].items()}
    needed = keys if operation["op"] == "delete" else titles
    if any(title not in value for title in needed):
        raise ValueError("a column is missing")
    others = [row for row in table if any(row[key] != value[key] for key in keys)]
    exists = len(others) < len(table)
    if operation["op"] == "delete":
        return others
    if operation["op"] == "create" and exists or operation["op"] == "update" and not exists:
        raise ValueError("the row exists, or does not")
    return [*others, {title: value[title] for title in titles}]


def _start(request: Request, kind: str, work, status: int) -> Reply:
    organization, seconds = request.organization, request.readings["job_seconds"]
    job_id = f"{uuid.uuid4()}_{int(time.time())}_{kind}"
    job = {"status": "pending", "job_id": job_id}
    if "job_lost" not in request.faults:
        organization.jobs[job_id] = job

    def begin() -> None:
        job.update(status="started", start_time=int(time.time()))

    def end() -> None:
        try:
            if "job_failed" in request.faults:
                raise ValueError("made to fail")
            work()
        except (ValueError, csv.Error, KeyError):
            job.update(status="failed", end_time=int(time.time()))
        else:
            job.update(status="done", end_time=int(time.time()))

    organization.later(seconds / 2, begin)
    if "job_never_ends" not in request.faults:
        organization.later(seconds, end)
    body = {**job, "trigger_uri": f"/alert-enrichments-jobs/{job_id}"}
    return Reply(status, body, _location(request, job_id) if status == 202 else {})


def _location(request: Request, job_id: str) -> dict[str, str]:
    path = f"/resources/v2.1/alert-enrichments-jobs/{job_id}"
    reading = request.readings["job_location"]
    if reading == "none":
        return {}
    if reading == "elsewhere":
        return {"Location": f"https://api.elsewhere.example{path}"}
    if reading == "introduction":
        path = f"/resources/v1.0/enrichments/{request.values['mapschema_id']}/map/{job_id}"
    return {"Location": f"{request.base_url}{path}" if reading == "absolute" else path}


@rule("get_map_job")
def get_map_job(request: Request) -> Reply:
    try:
        return Reply(200, request.organization.jobs[request.values["job_id"]])
    except KeyError:
        raise not_found("Job") from None


@rule("get_map_job_v1")
def get_map_job_v1(request: Request) -> Reply:
    """The status call of the API introduction's example (enrichment notes, "Asynchronous jobs")."""
    return get_map_job(request)
