# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Carries out the plan of an object with a table: the old table or object stays until the new one is loaded."""

from __future__ import annotations

import secrets
import tempfile

from ..engine.planning.plan import make_plan
from ..engine.planning.rebase import is_written_whole, refuse_renamed
from ..engine.writing.apply import apply_step
from ..engine.writing.confirm import SETTLE_TIMEOUT_S
from ..engine.writing.current_name import refuse_removal_of_renamed
from ..engine.writing.duplicate_removal import is_of_another_run
from ..errors import BigPandaError, JobFailed, JobLost, error_context
from ..http.client import Client
from ..http.jobs import Job, check_job, read_job, wait_for_job
from ..http.polling import wait_until
from ..model.resource import Resource
from .csv_rows import write_csv
from .mark import is_of_table, is_own, loading_mark, mark_of, read_mark, restarted, table_of, write_mark
from .table_check import TableCheck, check_rows
from .table_plan import TableOptions, TablePlan, columns_of

# Tables up to this size are kept in memory while they are sent; larger ones go through a file.
SPOOLED_BYTES = 8 * 1024 * 1024


def apply_table(client: Client, plan: TablePlan, options: TableOptions) -> tuple[dict | None, Job | None]:
    """Carry out the plan. Returns the object afterwards, and the job that loaded its table.

    The old table or object stays in force until the new one is loaded. Raises BigPandaError.
    """
    with error_context(f"Cannot load the table of {plan.step.title}"):
        plan = _signed(_up_to_date(client, plan))
        for leftover in plan.leftovers:
            _remove(client, plan.step.resource, leftover)
        if plan.step.state == "absent":
            refuse_removal_of_renamed(client, plan.step)
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


def _up_to_date(client: Client, plan: TablePlan) -> TablePlan:
    """Planned again from the object as it is just before: its note is written whole, with the mark of another run."""
    step = plan.step
    if step.current is None or step.state != "present" or not is_written_whole(step):
        return plan
    now = client.find_by_id(step.resource, step.current["id"])
    if now is None:
        raise BigPandaError("it was removed after it was read.", "Run the task again.")
    refuse_renamed(step.resource, step.desired, step.current, now)
    return plan.replace(step=make_plan(step.resource, now, step.desired))


def _signed(plan: TablePlan) -> TablePlan:
    """The plan with a mark that is unique to this run while it loads the table."""
    step, name = plan.step, mark_of(plan.step.resource)
    mark = read_mark(step.resource, step.after)
    if not plan.uploads or "loading" not in mark:
        return plan
    signed = {name: write_mark(**{**mark, "loading": loading_mark(plan.raw_digest, secrets.token_hex(4))})}
    return plan.replace(step=make_plan(step.resource, step.current, {**step.desired, **signed}))


def _wait_for_other_run(client: Client, plan: TablePlan, item: dict, options: TableOptions) -> dict:
    """Two runs created the same object at the same moment, and the other one loads the table of the one that is kept.

    Raises BigPandaError if that run does not end in time, or loads another table.
    """
    resource, shown = plan.step.resource, [item]
    created = f"another run created it ({item['id']}) at the same moment"

    def is_loaded() -> bool:
        shown[:] = filter(None, [client.find_by_id(resource, item["id"])])
        return not shown or not {"loading", "replaces"} & set(read_mark(resource, shown[0]))

    is_done = wait_until(is_loaded, options.wait_timeout_s if options.wait else 0)
    if shown and not is_done and not options.wait:
        return shown[0]
    if not shown or not is_done:
        waited = f"has not finished loading its table after {options.wait_timeout_s:g} s"
        raise BigPandaError(f"{created} and {waited if shown else 'has removed it'}.", "Run the task again.")
    source, mark = options.source, read_mark(resource, shown[0])
    if (
        source
        and mark.get("file") != plan.raw_digest
        and mark.get("rows") != check_rows(source, columns_of(plan.step)).digest
    ):
        raise BigPandaError(f"{created} and loaded another table.", "Run the task again to load this one.")
    return shown[0]


def _remove(client: Client, resource: Resource, item: dict) -> None:
    apply_step(client, make_plan(resource, item, {"id": item["id"]}, "absent"))


def _load(client: Client, plan: TablePlan, item: dict, options: TableOptions) -> tuple[dict, Job]:
    resource, table, source = plan.step.resource, table_of(plan.step.resource), options.source
    if source is None:
        raise TypeError("a table is loaded from a source")
    columns = columns_of(plan.step)
    check = TableCheck(columns, source)
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
        return _mark_loaded(client, plan, item, {**loaded, "job": job.id}), job
    job = wait_for_job(client.transport, accepted, table.job, options.wait_timeout_s)
    return _finish(client, plan, item, loaded), job


def _finish(client: Client, plan: TablePlan, item: dict, loaded: dict) -> dict:
    """Remove what the table replaces: only now is it known to be complete."""
    if not plan.replaced:
        return _mark_loaded(client, plan, item, loaded)
    item = _mark_loaded(client, plan, item, {**loaded, "replaces": plan.replaced["id"]})
    _remove(client, plan.step.resource, plan.replaced)
    return _marked(client, plan.step.resource, item, loaded)


def _mark_loaded(client: Client, plan: TablePlan, item: dict, loaded: dict) -> dict:
    """Write the mark of the table, unless another run has written its own since. Raises BigPandaError."""
    resource = plan.step.resource
    item, is_ours = _read_until_marked(client, plan, item)
    if is_ours:
        return _marked(client, resource, item, loaded)
    mark = read_mark(resource, item)
    if is_of_table(mark, loaded["file"]):
        return item
    # Which of the two was loaded last is unknown, so the mark must not name either of them.
    _marked(client, resource, item, restarted(mark, "total"))
    raise BigPandaError(
        "another run loaded another table into it at the same time, so either of them may be in force.",
        "Let only one run at a time load it, and run the task again.",
    )


def _read_until_marked(client: Client, plan: TablePlan, item: dict) -> tuple[dict, bool]:
    """The object, and whether its mark is that of this run. A service may still show the mark from before it."""
    resource, read = plan.step.resource, [item]
    before = read_mark(resource, plan.step.current)
    own = ("job", plan.pending) if plan.pending else ("loading", read_mark(resource, plan.step.after)["loading"])

    def is_marked() -> bool:
        read[:] = [client.find_by_id(resource, item["id"]) or item]
        mark = read_mark(resource, read[0])
        return mark != before or is_own(mark, *own)

    wait_until(is_marked, SETTLE_TIMEOUT_S)
    return read[0], is_own(read_mark(resource, read[0]), *own)


def _marked(client: Client, resource: Resource, item: dict, parts: dict) -> dict:
    step = make_plan(resource, item, {"id": item["id"], mark_of(resource): write_mark(**parts)})
    return apply_step(client, step) or item


def _look_after(client: Client, plan: TablePlan, item: dict, options: TableOptions) -> tuple[dict, Job | None]:
    """The outcome of the job that an earlier run did not wait for; if it failed, the table is loaded again."""
    resource, mark = plan.step.resource, read_mark(plan.step.resource, item)
    try:
        timeout_s = options.wait_timeout_s if options.wait else 0
        job = check_job(client.transport, table_of(resource).job, plan.pending or "", timeout_s)
    except (JobFailed, JobLost):
        return _load_again(client, plan, item, options)
    if job.status == "done":
        return _mark_loaded(client, plan, item, {name: value for name, value in mark.items() if name != "job"}), job
    return item, job


def _load_again(client: Client, plan: TablePlan, item: dict, options: TableOptions) -> tuple[dict, Job]:
    resource = plan.step.resource
    began = write_mark(**restarted(read_mark(resource, item), "total", "replaces"))
    step = make_plan(resource, item, {"id": item["id"], mark_of(resource): began})
    plan = _signed(plan.replace(step=step, pending=None, uploads=True, raw_digest=_raw_digest(options)))
    return _load(client, plan, apply_step(client, plan.step) or item, options)


def _raw_digest(options: TableOptions) -> str:
    return options.source.raw_digest() if options.source else ""
