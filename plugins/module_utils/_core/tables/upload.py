# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects with a table: what has to be loaded, and loading it so that a run that was cut short can be finished.

The engine keeps a mark with the object: `loading` while the table is not known to be complete, with a random text by
which the run that created the object knows it from that of another run; `replaces=ID` on an object that is built to
take another one's place; `rows=`, `file=` (fingerprints of the table and of the input) and `total=` (how many rows)
once it is loaded; `job=` while nobody waits for the job that loads it. While it is loaded anew, `total=` is that of the
table before.
"""

from __future__ import annotations

import re
import secrets
import tempfile
from dataclasses import dataclass, replace
from typing import Any

from ..engine.apply import apply_step
from ..engine.diff import make_diff
from ..engine.duplicate_removal import is_of_another_run
from ..engine.matching import find_live
from ..engine.merge import merge
from ..engine.object_index import ObjectIndex
from ..engine.plan import immutable_changes, make_plan, refuse_impossible_creation
from ..engine.step import CREATE, NONE, UPDATE, Step
from ..errors import BigPandaError, InvalidOption, JobFailed, JobLost, error_context
from ..http.client import Client
from ..http.jobs import Job, read_job
from ..http.polling import wait_until
from ..model.resource import Resource, Table
from .csv_rows import (
    Columns,
    RowChanges,
    Source,
    TableCheck,
    all_new,
    check_rows,
    compare_rows,
    declared_cell,
    write_csv,
)

# Tables up to this size are kept in memory on their way; larger ones go through a file.
SPOOLED_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True)
class TableOptions:
    """What the user wants of the table; source is None if none was given."""

    source: Source | None
    compare: str
    recreate: bool
    force: bool
    wait: bool
    wait_timeout_s: float


@dataclass(frozen=True)
class TablePlan:
    """What becomes of an object with a table.

    step: the object itself. uploads: whether the table is loaded. replaced: the object whose place the new one takes.
    leftovers: half-built objects of an earlier run that nobody needs. pending: a job of an earlier run to look after.
    live_rows: how many rows the table has that is replaced, None where none is.
    """

    step: Step
    rows: RowChanges
    uploads: bool = False
    replaced: dict | None = None
    leftovers: tuple[dict, ...] = ()
    pending: str | None = None
    raw_digest: str = ""
    live_rows: int | None = None

    @property
    def rows_lost(self) -> int:
        """How many rows go, at least, since where the live table was not read nobody knows which."""
        if self.rows.removed is not None and not self.replaced:
            return self.rows.removed
        return max(0, (self.live_rows or 0) - (self.rows.total or 0))

    @property
    def changed(self) -> bool:
        return bool(self.step.changed or self.uploads or self.replaced or self.leftovers or self.pending)

    @property
    def action(self) -> str:
        if not self.changed:
            return NONE
        return UPDATE if self.replaced or self.step.action == NONE else self.step.action

    @property
    def diff(self) -> dict:
        """Differing fields, and counts and examples of rows; never the whole table."""
        step = self.step
        if self.replaced:
            declared = {name: value for name, value in (step.after or {}).items() if value is not None and name != "id"}
            step = replace(step, current=self.replaced, action=UPDATE, after={**self.replaced, **declared})
        diff = make_diff(step)
        if self.uploads:
            if step.current is not None:
                diff["before"]["rows"] = {"examples": list(self.rows.before)}
            diff["after"]["rows"] = {**self.rows.counts(), "examples": list(self.rows.after)}
        return self._with_unfinished(diff)

    def _with_unfinished(self, diff: dict) -> dict:
        """What an earlier run left half done, which shows nowhere else."""
        unfinished = [f"{self.step.title} {leftover['id']} was begun in its place" for leftover in self.leftovers]
        if not unfinished and self.changed and not any(diff.values()):
            unfinished = ["an earlier run did not see its end"]
        if unfinished:
            diff["before"]["unfinished"], diff["after"]["unfinished"] = unfinished, []
        return diff


def read_mark(resource: Resource, item: dict | None) -> dict[str, str]:
    text = (item or {}).get(_table(resource).mark) or ""
    return dict(part.partition("=")[::2] for part in text.split())


def _table(resource: Resource) -> Table:
    if resource.table is None:
        raise TypeError(f"{resource.name} has no table")
    return resource.table


def _write_mark(**parts: Any) -> str:
    return " ".join(f"{name}={value}" if value != "" else name for name, value in parts.items())


def plan_table(
    client: Client,
    resource: Resource,
    desired: dict,
    state: str,
    options: TableOptions,
    objects: list[dict] | None = None,
) -> TablePlan:
    """Read what is there and decide. Sends only reads; the whole input is checked.

    objects: all of the kind, where they were read before.

    Raises InvalidOption, ImmutableField, AmbiguousKey and what reading raises.
    """
    objects = client.list(resource) if objects is None else objects
    original, twins = _find(resource, objects, desired)
    if state == "absent":
        return _plan_removal(resource, original, twins, desired)
    current = original or (twins[0] if twins else None)
    if current is None:
        return _plan_new(resource, desired, options)
    merged = merge(resource, current, desired)
    if options.recreate and immutable_changes(resource, current, merged):
        plan = _plan_replacement(resource, current, twins if original else [], merged, options)
        return replace(plan, live_rows=_count_rows(client, resource, current, options))
    plan = _plan_existing(client, resource, current, desired, options)
    return replace(plan, leftovers=tuple(twin for twin in twins if twin is not current))


def _find(resource: Resource, objects: list[dict], desired: dict) -> tuple[dict | None, list[dict]]:
    """The object that is meant, and those that were begun to take its place."""
    known = ObjectIndex(resource, objects)
    alike = objects if "id" in desired else known.all_of(desired[resource.key])
    twins = [item for item in alike if _takes_place(resource, item, desired)]
    return find_live(known, desired), twins


def _takes_place(resource: Resource, item: dict, desired: dict) -> bool:
    """Whether an object was begun to take the place of the one that is meant."""
    replaced = read_mark(resource, item).get("replaces")
    return replaced is not None and desired.get("id", replaced) == replaced


def _plan_removal(resource: Resource, original: dict | None, twins: list[dict], desired: dict) -> TablePlan:
    current = original or (twins[0] if twins else None)
    step = make_plan(resource, current, {**desired, "id": current["id"]} if current else desired, "absent")
    return TablePlan(step, RowChanges(None), leftovers=tuple(twin for twin in twins if twin is not current))


def _plan_new(resource: Resource, desired: dict, options: TableOptions) -> TablePlan:
    refuse_impossible_creation(resource, desired, None, "present")
    if not _table(resource).columns(desired)[0]:
        raise InvalidOption(
            f"there is no such {resource.title} yet, and fields is missing.", "Give fields to create it."
        )
    mark = {_table(resource).mark: "loading"} if options.source else {}
    step = make_plan(resource, None, {**desired, **mark})
    return _with_new_rows(TablePlan(step, RowChanges(None)), options)


def _with_new_rows(plan: TablePlan, options: TableOptions) -> TablePlan:
    """The table of an object that has none yet."""
    if options.source is None:
        return plan
    columns = _columns(plan.step)
    total = check_rows(options.source, columns).total
    examples = all_new(columns, _first(options.source, columns)).after
    rows = RowChanges(total, added=total, changed=0, removed=0, after=examples)
    return replace(plan, rows=rows, uploads=True, raw_digest=options.source.raw_digest())


def _first(source: Source, columns: Columns) -> list[tuple[str, ...]]:
    return [row for row, _number in zip(source.rows(columns), range(3))]


def _columns(step: Step) -> Columns:
    titles, keys = _table(step.resource).columns(step.after or {})
    return Columns(titles, keys)


def _plan_replacement(
    resource: Resource, current: dict, twins: list[dict], merged: dict, options: TableOptions
) -> TablePlan:
    """A new object beside the old one, which is removed once the new one's table is loaded."""
    if options.source is None:
        raise InvalidOption("recreate loads a new table, but none was given.", "Give src, content or rows.")
    mark = _write_mark(loading="", replaces=current["id"])
    declared = {field.name: merged[field.name] for field in resource.fields if merged.get(field.name) is not None}
    wanted = {**declared, _table(resource).mark: mark}
    usable = [twin for twin in twins if not immutable_changes(resource, twin, merge(resource, twin, wanted))]
    twin = usable[0] if usable else None
    step = make_plan(resource, twin, {**wanted, "id": twin["id"]} if twin else wanted)
    leftovers = tuple(other for other in twins if other is not twin)
    return _with_new_rows(TablePlan(step, RowChanges(None), replaced=current, leftovers=leftovers), options)


def _plan_existing(
    client: Client, resource: Resource, current: dict, desired: dict, options: TableOptions
) -> TablePlan:
    desired = {**desired, "id": current["id"]}
    mark = read_mark(resource, current)
    plan = _compared(client, TablePlan(make_plan(resource, current, desired), RowChanges(None)), mark, options)
    if plan.uploads:
        total = {} if plan.live_rows is None else {"total": plan.live_rows}
        began = _write_mark(loading=mark.get("loading", ""), **total)
        return replace(plan, step=make_plan(resource, current, {**desired, _table(resource).mark: began}))
    if "replaces" in mark:
        # Everything was done but this: the object that it replaces is gone.
        finished = _write_mark(**{name: value for name, value in mark.items() if name != "replaces"})
        return replace(plan, step=make_plan(resource, current, {**desired, _table(resource).mark: finished}))
    return plan


def _compared(client: Client, plan: TablePlan, mark: dict[str, str], options: TableOptions) -> TablePlan:
    """Whether the declared table differs from the live one."""
    source = options.source
    if source is None:
        return plan
    raw_digest = source.raw_digest() if options.compare == "digest" else ""
    columns = _columns(plan.step)
    if options.compare == "digest" and not options.force and mark.get("file") == raw_digest:
        return _known_table(plan, mark)
    check = check_rows(source, columns)
    raw_digest = raw_digest or source.raw_digest()
    if options.compare == "digest":
        if not options.force and mark.get("rows") == check.digest:
            return _known_table(plan, mark)
        live_rows = _count_rows(client, plan.step.resource, plan.step.current or {}, options)
        return replace(plan, rows=RowChanges(check.total), uploads=True, raw_digest=raw_digest, live_rows=live_rows)
    live = read_rows(client, plan.step.resource, plan.step.current or {})
    rows = compare_rows(columns, live, source.rows(columns))
    uploads = options.force or not rows.is_none
    return replace(plan, rows=rows, uploads=uploads, raw_digest=raw_digest, live_rows=len(live))


def _count_rows(client: Client, resource: Resource, item: dict, options: TableOptions) -> int:
    """How many rows the live table has: as the mark says, where the table is not to be read and nobody else loads it.

    What the service says of the total is not relied on (enrichment notes: "whose scope is unclear").
    """
    mark = read_mark(resource, item)
    total = _total(mark)
    if options.compare == "digest" and total is not None and "job" not in mark:
        return total
    return len(read_rows(client, resource, item))


def _total(mark: dict[str, str]) -> int | None:
    """How many rows the mark says there are; anybody can write into the note that keeps it."""
    return int(mark["total"]) if re.fullmatch("[0-9]{1,12}", mark.get("total", "")) else None


def _known_table(plan: TablePlan, mark: dict[str, str]) -> TablePlan:
    return replace(plan, rows=RowChanges(_total(mark)), pending=mark.get("job"))


def read_rows(client: Client, resource: Resource, item: dict) -> list[dict]:
    """The live table, whole."""
    table = _table(resource)
    return client.read_all(table.read, table.paging, {resource.id_value: item["id"]})


def apply_table(client: Client, plan: TablePlan, options: TableOptions) -> tuple[dict | None, Job | None]:
    """Carry the plan out; the object as it then is, and the job that loaded its table.

    The old table or object stays in force until the new one is loaded. Raises BigPandaError.
    """
    with error_context(f"Cannot load the table of {plan.step.title}"):
        plan = _signed(plan)
        for leftover in plan.leftovers:
            _remove(client, plan.step.resource, leftover)
        item = apply_step(client, plan.step)
        if plan.step.state == "absent" or item is None:
            return item, None
        if plan.uploads and is_of_another_run(plan.step, item):
            return _wait_for_other_run(client, plan, item, options), None
        if plan.pending:
            return _look_after(client, plan, item, options)
        if not plan.uploads:
            return item, None
        return _load(client, plan, item, options)


def _signed(plan: TablePlan) -> TablePlan:
    """With a mark in a new object that no other run writes."""
    step, name = plan.step, _table(plan.step.resource).mark
    mark = read_mark(step.resource, step.after)
    if step.action != CREATE or "loading" not in mark:
        return plan
    signed = {name: _write_mark(**{**mark, "loading": secrets.token_hex(4)})}
    after = {**(step.after or {}), **signed}
    return replace(plan, step=replace(step, desired={**step.desired, **signed}, after=after))


def _wait_for_other_run(client: Client, plan: TablePlan, item: dict, options: TableOptions) -> dict:
    """Two runs created the same object at the same moment, and the other one loads the table of the one that is kept.

    Raises BigPandaError if that run does not end in time, or loads another table.
    """
    resource, shown = plan.step.resource, [item]

    def is_loaded() -> bool:
        shown[:] = filter(None, [client.find_by_id(resource, item["id"])])
        return not shown or not {"loading", "replaces"} & set(read_mark(resource, shown[0]))

    is_done = wait_until(is_loaded, options.wait_timeout_s if options.wait else 0)
    if shown and not is_done and not options.wait:
        return shown[0]
    if not shown or not is_done:
        became = "is still loading its table" if shown else "has removed it"
        raise BigPandaError(f"another run created it at the same moment and {became}.", "Run the task again.")
    source, mark = options.source, read_mark(resource, shown[0])
    if (
        source
        and mark.get("file") != plan.raw_digest
        and mark.get("rows") != check_rows(source, _columns(plan.step)).digest
    ):
        raise BigPandaError(
            "another run created it at the same moment and loaded another table.",
            "Run the task again to load this one.",
        )
    return shown[0]


def _remove(client: Client, resource: Resource, item: dict) -> None:
    apply_step(client, make_plan(resource, item, {"id": item["id"]}, "absent"))


def _load(client: Client, plan: TablePlan, item: dict, options: TableOptions) -> tuple[dict, Job]:
    resource, table, source = plan.step.resource, _table(plan.step.resource), options.source
    if source is None:
        raise TypeError("a table is loaded from a source")
    columns = _columns(plan.step)
    check = TableCheck(columns, source.option)
    with tempfile.SpooledTemporaryFile(max_size=SPOOLED_BYTES) as file:
        write_csv(columns, check.pass_on(source.rows(columns)), file)
        # An upload replaces the whole table, so repeating one whose answer was lost changes nothing more
        # (enrichment notes, "Asynchronous jobs": "Retrying is safe because an upload replaces").
        accepted = client.write_or_recover(
            lambda: client.write(table.upload, {resource.id_value: item["id"]}, file), lambda: None
        )
    loaded = {"rows": check.digest, "file": plan.raw_digest, "total": check.total}
    if not options.wait and not plan.replaced:
        job = read_job(accepted.body)
        return _marked(client, resource, item, {**loaded, "job": job.id}), job
    job = client.wait_for_job(accepted, table.job, options.wait_timeout_s)
    return _finish(client, plan, item, loaded), job


def _finish(client: Client, plan: TablePlan, item: dict, loaded: dict) -> dict:
    """Only now is the table known to be complete, and may what it replaces go."""
    resource = plan.step.resource
    if plan.replaced:
        item = _marked(client, resource, item, {**loaded, "replaces": plan.replaced["id"]})
        _remove(client, resource, plan.replaced)
    return _marked(client, resource, item, loaded)


def _marked(client: Client, resource: Resource, item: dict, parts: dict) -> dict:
    step = make_plan(resource, item, {"id": item["id"], _table(resource).mark: _write_mark(**parts)})
    return apply_step(client, step) or item


def _look_after(client: Client, plan: TablePlan, item: dict, options: TableOptions) -> tuple[dict, Job | None]:
    """What became of the job that an earlier run did not wait for; if it did not end well the table is loaded anew."""
    resource = plan.step.resource
    try:
        timeout_s = options.wait_timeout_s if options.wait else 0
        job = client.check_job(_table(resource).job, plan.pending or "", timeout_s)
    except (JobFailed, JobLost):
        return _load(client, replace(plan, pending=None, raw_digest=_raw_digest(options)), item, options)
    if job.status == "done":
        mark = {name: value for name, value in read_mark(resource, item).items() if name != "job"}
        return _marked(client, resource, item, mark), job
    return item, job


def _raw_digest(options: TableOptions) -> str:
    return options.source.raw_digest() if options.source else ""


def predicted(plan: TablePlan) -> dict | None:
    """The object as check mode returns it."""
    if plan.step.state == "absent":
        return plan.step.current
    if plan.replaced and plan.step.action == CREATE:
        return {**plan.replaced, **(plan.step.after or {}), "id": None}
    return plan.step.after


def find_with_rows(client: Client, resource: Resource, items: list[dict]) -> list[dict]:
    """The objects, each with its table under `rows`."""
    return [{**item, "rows": read_rows(client, resource, item)} for item in items]


def declare_rows(client: Client, resource: Resource, item: dict) -> list[dict]:
    """The live table as it would be declared, in a stable order."""
    titles = _table(resource).columns(item)[0]
    rows = [{title: declared_cell(row.get(title)) for title in titles} for row in read_rows(client, resource, item)]
    return sorted(rows, key=lambda row: [str(row[title]) for title in titles])


def is_half_built(resource: Resource, item: dict) -> bool:
    """Whether a run that was cut short left it behind, beside the object whose place it was to take."""
    return "replaces" in read_mark(resource, item)
