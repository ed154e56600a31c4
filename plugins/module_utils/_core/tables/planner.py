# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Plans an object and its table: sends only reads, checks the whole input."""

from __future__ import annotations

from ..engine.finding.matching import find_live
from ..engine.finding.object_index import ObjectIndex
from ..engine.finding.omitted_fields import read_each, with_objects
from ..engine.finding.unreadable import refuse_unreadable
from ..engine.planning.merge import merge
from ..engine.planning.plan import immutable_changes, make_plan, refuse_impossible_creation
from ..errors import InvalidOption, JobFailed, JobLost
from ..http.client import Client
from ..http.jobs import check_job
from ..model.listed import unreadable_of
from ..model.partial import omitted_from
from ..model.resource import Resource
from .csv_rows import Columns, Source
from .live_rows import read_rows
from .mark import mark_of, read_mark, table_of, total_of, write_mark
from .row_changes import RowChanges, all_new, compare_rows, exact_cell
from .table_check import TableCheck, check_rows
from .table_plan import TableOptions, TablePlan, columns_of


def plan_table(
    client: Client,
    resource: Resource,
    desired: dict,
    state: str,
    options: TableOptions,
    objects: list[dict],
) -> TablePlan:
    """Read the table, and plan. Sends only reads; the whole input is checked.

    objects: all of the kind.

    Raises InvalidOption, ImmutableField, AmbiguousKey and what reading raises.
    """
    refuse_unreadable(resource, unreadable_of(objects), desired)
    original, replacements = _find(resource, _with_marks(client, resource, objects, desired), desired)
    if state == "absent":
        return _plan_removal(resource, original, replacements, desired)
    current = original or (replacements[0] if replacements else None)
    if current is None:
        return _plan_new(resource, desired, options)
    merged = merge(resource, current, desired)
    if options.recreate and immutable_changes(resource, current, merged):
        plan = _plan_replacement(resource, current, replacements if original else [], merged, options)
        return plan.replace(live_rows=_count_rows(client, resource, current, options))
    plan = _plan_existing(client, resource, current, desired, options)
    return plan.replace(leftovers=_without(replacements, current))


def _with_marks(client: Client, resource: Resource, objects: list[dict], desired: dict) -> list[dict]:
    """The objects; those by themselves that may be meant, and of which the list omits the field with the mark.

    An object that is built to replace another one is named alike.
    """
    index = ObjectIndex(resource, objects)
    named = index.find_by_id(desired["id"]) if "id" in desired else desired
    alike = index.all_of(named[resource.key]) if named else objects
    silent = [item for item in alike if mark_of(resource) in omitted_from(item)]
    return with_objects(objects, read_each(client, resource, silent)) if silent else objects


def _find(resource: Resource, objects: list[dict], desired: dict) -> tuple[dict | None, list[dict]]:
    """The object with this key, and those that an earlier run created to replace it."""
    known = ObjectIndex(resource, objects)
    alike = objects if "id" in desired else known.all_of(desired[resource.key])
    replacements = [item for item in alike if _is_replacement(resource, item, desired)]
    return find_live(known, desired), replacements


def _without(replacements: list[dict], used: dict | None) -> tuple[dict, ...]:
    return tuple(item for item in replacements if item is not used)


def _is_replacement(resource: Resource, item: dict, desired: dict) -> bool:
    """Whether an earlier run created the object to replace the one with this key."""
    replaced = read_mark(resource, item).get("replaces")
    return replaced is not None and desired.get("id", replaced) == replaced


def _plan_removal(resource: Resource, original: dict | None, replacements: list[dict], desired: dict) -> TablePlan:
    current = original or (replacements[0] if replacements else None)
    step = make_plan(resource, current, {**desired, "id": current["id"]} if current else desired, "absent")
    return TablePlan(step, RowChanges(None), leftovers=_without(replacements, current))


def _plan_new(resource: Resource, desired: dict, options: TableOptions) -> TablePlan:
    refuse_impossible_creation(resource, desired, None, "present")
    if not table_of(resource).columns(desired)[0]:
        raise InvalidOption(f"the {resource.title} does not exist, and fields is missing.", "Give fields to create it.")
    mark = {mark_of(resource): "loading"} if options.source else {}
    step = make_plan(resource, None, {**desired, **mark})
    return _with_new_rows(TablePlan(step, RowChanges(None)), options)


def _with_new_rows(plan: TablePlan, options: TableOptions) -> TablePlan:
    """The table of an object that does not have one yet."""
    if options.source is None:
        return plan
    columns = columns_of(plan.step)
    check = check_rows(options.source, columns)
    check.refuse_doubtful()
    total = check.total
    examples = all_new(columns, _first(options.source, columns)).after
    rows = RowChanges(total, added=total, changed=0, removed=0, after=examples)
    return plan.replace(rows=rows, uploads=True, raw_digest=options.source.raw_digest())


def _first(source: Source, columns: Columns) -> list[tuple[str, ...]]:
    return [row for row, _number in zip(source.rows(columns), range(3))]


def _plan_replacement(
    resource: Resource, current: dict, replacements: list[dict], merged: dict, options: TableOptions
) -> TablePlan:
    """A new object next to the old one, which is removed once the table of the new one is loaded."""
    if options.source is None:
        raise InvalidOption("recreate loads a new table, but none was given.", "Give src, content or rows.")
    mark = write_mark(loading="", replaces=current["id"])
    declared = {field.name: merged[field.name] for field in resource.fields if merged.get(field.name) is not None}
    wanted = {**declared, mark_of(resource): mark}
    usable = [item for item in replacements if not immutable_changes(resource, item, merge(resource, item, wanted))]
    used = usable[0] if usable else None
    step = make_plan(resource, used, {**wanted, "id": used["id"]} if used else wanted)
    leftovers = _without(replacements, used)
    return _with_new_rows(TablePlan(step, RowChanges(None), replaced=current, leftovers=leftovers), options)


def _plan_existing(
    client: Client, resource: Resource, current: dict, desired: dict, options: TableOptions
) -> TablePlan:
    desired = {**desired, "id": current["id"]}
    mark = read_mark(resource, current)
    plan = _compared(client, TablePlan(make_plan(resource, current, desired), RowChanges(None)), mark, options)
    if plan.uploads:
        total = {} if plan.live_rows is None else {"total": plan.live_rows}
        began = write_mark(loading=mark.get("loading", ""), **total)
        return plan.replace(step=make_plan(resource, current, {**desired, mark_of(resource): began}))
    if "replaces" in mark:
        # All that an earlier run did not finish: the object that it replaces is already removed.
        finished = write_mark(**{name: value for name, value in mark.items() if name != "replaces"})
        return plan.replace(step=make_plan(resource, current, {**desired, mark_of(resource): finished}))
    return plan


def _compared(client: Client, plan: TablePlan, mark: dict[str, str], options: TableOptions) -> TablePlan:
    """Whether the declared table differs from the live one."""
    source = options.source
    if source is None:
        return plan
    raw_digest = source.raw_digest() if options.compare == "digest" else ""
    columns = columns_of(plan.step)
    if options.compare == "digest" and not options.force and mark.get("file") == raw_digest:
        return _known_table(plan, mark)
    check = check_rows(source, columns)
    raw_digest = raw_digest or source.raw_digest()
    if options.compare == "digest":
        if not options.force and mark.get("rows") == check.digest:
            return _known_table(plan, mark)
        check.refuse_doubtful()
        live_rows = _count_rows(client, plan.step.resource, plan.step.current or {}, options)
        return plan.replace(rows=RowChanges(check.total), uploads=True, raw_digest=raw_digest, live_rows=live_rows)
    return _compared_rows(client, plan.replace(raw_digest=raw_digest), mark, options, check)


def _compared_rows(
    client: Client, plan: TablePlan, mark: dict[str, str], options: TableOptions, check: TableCheck
) -> TablePlan:
    """The same by reading the live table. check: of the declared one."""
    source, columns = check.source, columns_of(plan.step)
    # Asked before the rows are read, since those may be the new ones if the job ends in between.
    is_loading = not options.force and mark.get("rows") == check.digest and _is_loading(client, plan, mark)
    live = read_rows(client, plan.step.resource, plan.step.current or {})
    rows = compare_rows(columns, live, source.rows(columns))
    if is_loading and not rows.is_none:
        return _known_table(plan, mark)
    if rows.is_none and mark.get("rows", check.digest) != check.digest:
        # Another table was loaded last, so a cell that can be read in two ways counts as it is written.
        rows = compare_rows(columns, live, source.rows(columns), exact_cell)
    uploads = options.force or not rows.is_none or _is_replaced_soon(mark, check.digest)
    if not rows.is_none:
        check.refuse_doubtful()
    return plan.replace(rows=rows, uploads=uploads, live_rows=len(live))


def _is_loading(client: Client, plan: TablePlan, mark: dict[str, str]) -> bool:
    """Whether a job that nobody waited for to its end is still loading the table."""
    if "job" not in mark:
        return False
    try:
        job = check_job(client.transport, table_of(plan.step.resource).job, mark["job"], 0)
    except (JobFailed, JobLost):
        return False
    return job.status != "done"


def _is_replaced_soon(mark: dict[str, str], digest: str) -> bool:
    """Whether a job that nobody waited for to its end may load another table than the declared one."""
    return "loading" in mark or ("job" in mark and mark.get("rows") != digest)


def _count_rows(client: Client, resource: Resource, item: dict, options: TableOptions) -> int:
    """How many rows the live table has: as the mark says, if the table is not to be read and nobody else loads it.

    The total that the service reports is not relied on (enrichment notes: "whose scope is unclear").
    """
    mark = read_mark(resource, item)
    total = total_of(mark)
    if options.compare == "digest" and total is not None and "job" not in mark:
        return total
    return len(read_rows(client, resource, item))


def _known_table(plan: TablePlan, mark: dict[str, str]) -> TablePlan:
    return plan.replace(rows=RowChanges(total_of(mark)), pending=mark.get("job"))
