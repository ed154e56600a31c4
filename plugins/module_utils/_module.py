# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The only place that knows AnsibleModule: options in, results and failures out, check mode in between."""

from __future__ import annotations

import io
import itertools
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from ansible.module_utils.basic import AnsibleModule, env_fallback, missing_required_lib

from ._core import apply, bulk_prepare, bulk_report, deliver, export, plan, situation, upload
from ._core.brakes import Brakes
from ._core.bulk_apply import BulkRun, Clients, declare_tables
from ._core.bulk_plan import Ref
from ._core.client import Client
from ._core.diagnosis import failing, module_names, report
from ._core.errors import BigPandaError, InvalidOption, MissingLibrary, UncertainWrite, doing
from ._core.examination import examine
from ._core.jobs import read_job
from ._core.membership import find_membership
from ._core.pacing import Pacer
from ._core.progress import Progress
from ._core.request import FIELDS as REQUEST_FIELDS
from ._core.request import PublishedLimits, Request, make_request
from ._core.schedule import Outcome
from ._core.schema import (
    TIME_OF_RUN,
    Catalog,
    Checkup,
    Delivery,
    Field,
    Journal,
    Operation,
    Resource,
    Search,
    SituationKind,
    View,
    argument_spec,
    canonical_form,
    check_limit,
    prune,
)
from ._core.settings import Settings, make_settings
from ._core.table import Source
from ._core.transport import Answer, Transport

TABLE_SOURCES = ("src", "content", "rows")
TABLE_OPTIONS = (
    Field("src", type="path"),
    Field("content"),
    Field("rows", type="list", elements="dict"),
    Field("compare", default="rows", choices=("rows", "digest")),
    Field("recreate", type="bool", default=False),
    Field("force", type="bool", default=False),
    Field("wait", type="bool", default=True),
    Field("wait_timeout", type="int", default=1800),
)


def _connection_spec() -> dict:
    """The options that every module shares, each with its environment variable."""
    options: dict = {
        "api_key": {"type": "str", "no_log": True},
        "org_token": {"type": "str", "no_log": True},
        "region": {"type": "str", "default": "us", "choices": ["us", "eu"]},
        "api_url": {"type": "str"},
        "integrations_url": {"type": "str"},
        "validate_certs": {"type": "bool", "default": True},
        "ca_path": {"type": "path"},
        "timeout": {"type": "float", "default": 30.0},
        "retry_timeout": {"type": "float", "default": 300.0},
        "rate_limit_share": {"type": "float", "default": 1.0},
    }
    return {
        name: {**option, "fallback": (env_fallback, [f"BIGPANDA_{name.upper()}"])} for name, option in options.items()
    }


def _make_module(fields: Iterable[Field], **rules: Any) -> AnsibleModule:
    return AnsibleModule(
        argument_spec={**argument_spec(tuple(fields)), **_connection_spec()}, supports_check_mode=True, **rules
    )


@contextmanager
def _session(module: AnsibleModule) -> Iterator[Client]:
    """A client for the length of the task; our errors end the task with their facts."""
    with _sessions(module) as (clients, _settings):
        yield clients.own()


@contextmanager
def _sessions(module: AnsibleModule, longest_retry_s: float = float("inf")) -> Iterator[tuple[Clients, Settings]]:
    """The same for several threads, which keep one pace; and the settings that all of them use."""
    transports: list[Transport] = []
    try:
        settings = make_settings(module.params)
        settings = replace(settings, retry_timeout_s=min(settings.retry_timeout_s, longest_retry_s))
        pacer = Pacer(settings.rate_limit_share)

        def make_client() -> Client:
            transports.append(Transport(settings, pacer))
            return Client(transports[-1])

        yield Clients(make_client), settings
    except MissingLibrary as error:
        module.fail_json(msg=f"{missing_required_lib('requests')} {error}")
    except BigPandaError as error:
        module.fail_json(**error.facts())
    finally:
        for transport in transports:
            transport.close()


def _identifiers(resource: Resource) -> tuple[Field, ...]:
    return (Field("id"),) if resource.get else ()


def _rules(resource: Resource, *exclusive: Iterable[str]) -> dict:
    """Ansible's own checks of options that depend on each other."""
    key = resource.field(resource.key)
    by_id = [] if key.required or key.internal else [[resource.key, "id"]]
    return {
        "mutually_exclusive": [list(names) for names in (*resource.mutually_exclusive, *exclusive)] + by_id,
        "required_one_of": [list(names) for names in resource.required_one_of] + by_id,
        "required_if": [list(rule) for rule in resource.required_if],
    }


def run_resource(resource: Resource, refers: tuple[Resource, ...] = ()) -> None:
    """The whole of a module that manages one object. `refers`: the resources whose objects its options may name."""
    module = _make_module(_options(resource), **_rules(resource))
    with _session(module) as client:
        desired, state = _desired(resource, module.params), module.params["state"]
        known = _read_known(client, resource.fields, refers, desired) if state == "present" else {}
        if state == "present":
            desired = plan.resolve(resource.fields, desired, known)
            plan.refuse_incomplete_lists(resource.fields, desired, known)
        current = apply.find_current(client, resource, desired)
        plan.refuse_impossible_creation(resource, desired, current, state)
        step = plan.make_plan(resource, current, desired, state)
        apply.check_holders(client, step, refers)
        after = _predicted(step) if module.check_mode else apply.apply_step(client, step)
    module.exit_json(
        changed=step.changed,
        diff=plan.make_diff(step),
        **{resource.name: _with_names(resource, after, known)},
    )


def run_table_resource(resource: Resource) -> None:
    """The same for an object with a table, given as one of the options src, content and rows."""
    module = _make_module((*_options(resource), *TABLE_OPTIONS), **_rules(resource, TABLE_SOURCES))
    with _session(module) as client:
        desired, options = _desired(resource, module.params), _table_options(module.params)
        made = upload.plan_table(client, resource, desired, module.params["state"], options)
        after, job = (upload.predicted(made), None) if module.check_mode else upload.apply_table(client, made, options)
    module.exit_json(
        changed=made.changed,
        diff=made.diff,
        rows=made.rows.counts(),
        job={"id": job.id, "status": job.status} if job else None,
        **{resource.name: _shown(resource, after)},
    )


def run_action(kind: SituationKind, with_org_token: SituationKind, refers: tuple[Resource, ...] = ()) -> None:
    """The whole of a module that brings a situation about. `with_org_token`: the kind where no API key was given."""
    module = _make_module(kind.fields)
    kind = kind if module.params["api_key"] or not module.params["org_token"] else with_org_token
    with _session(module) as client:
        desired = _wanted(kind, module)
        known = _read_known(client, kind.fields, refers, desired)
        desired = plan.resolve(kind.fields, desired, known)
        values = {"environment_id": desired.get("environment", ""), kind.id_value: desired["id"]}
        wanted = situation.Situation(client, kind, values, desired)
        actions = wanted.plan(wanted.start)
        after = situation.predict(wanted.start, actions)
        if not module.check_mode:
            wait = situation.Wait(module.params["wait"], module.params["wait_timeout"])
            now, actions = wanted.bring_about(wait)
            after = now["object"]
        extra = {f"split_{kind.name}": split for split in _split_off(wanted, desired)}
    if kind.deprecated:
        module.deprecate(kind.deprecated, version="1.0.0", collection_name="community.bigpanda")
    module.exit_json(
        changed=bool(actions),
        diff=situation.diff_of(actions),
        actions=situation.names_of(actions),
        **{kind.name: after},
        **extra,
    )


def _wanted(kind: SituationKind, module: AnsibleModule) -> dict:
    """What the user gave, checked. Raises InvalidOption."""
    given = {field.name: module.params[field.name] for field in kind.fields}
    # None has a meaning inside a dict of values, so it is dropped at the top alone.
    desired = {name: value for name, value in given.items() if value is not None}
    missing = [name for name in kind.needs if name not in desired]
    if missing:
        raise InvalidOption(f"{', '.join(missing)} is missing.", "It is needed with the User API Key.")
    if kind.check:
        kind.check(desired, time.time())
    return desired


def _split_off(wanted: situation.Situation, desired: dict) -> list[dict]:
    """The object that holds what was split off, if there is one."""
    if not desired.get("split"):
        return []
    holders = wanted.read()["elsewhere"]
    found = wanted.read_by_id(next(iter(holders.values()))) if holders else None
    return [found] if found else []


def _options(resource: Resource) -> tuple[Field, ...]:
    named = resource.singleton or resource.field(resource.key).required
    identifiers = () if named else _identifiers(resource)
    removable = ("absent",) if resource.delete or resource.soft_delete else ()
    states = ("present", *(transition.state for transition in resource.transitions), *removable)
    return (*resource.fields, *resource.options, *identifiers, Field("state", default="present", choices=states))


def _desired(resource: Resource, given: Mapping[str, Any]) -> dict:
    """What the user gave of the object, in canonical form. Raises InvalidOption."""
    names = [field.name for field in _options(resource) if field.name != "state" and not field.internal]
    desired = prune({name: given.get(name) for name in names})
    plan.refuse_meaningless(resource.fields, desired)
    if resource.timed:
        desired[TIME_OF_RUN] = int(time.time())
    return canonical_form(resource, desired)


def _table_options(given: Mapping[str, Any]) -> upload.TableOptions:
    sources = [name for name in TABLE_SOURCES if given[name] is not None]
    return upload.TableOptions(
        source=Source(sources[0], given[sources[0]]) if sources else None,
        compare=given["compare"],
        recreate=given["recreate"],
        force=given["force"],
        wait=given["wait"],
        wait_timeout_s=given["wait_timeout"],
    )


def _shown(resource: Resource, item: dict | None) -> dict | None:
    """Without what the engine keeps for itself."""
    internal = {field.name for field in resource.fields if field.internal}
    return None if item is None else {name: value for name, value in item.items() if name not in internal}


def _predicted(step: plan.Step) -> dict | None:
    """What a task returns in check mode: a removed object as it was, like a real run."""
    if step.state == "absent":
        return step.after or step.current
    return step.after


def _read_known(
    client: Client, fields: tuple[Field, ...], refers: tuple[Resource, ...], desired: dict
) -> dict[str, plan.Known]:
    """What the names in `desired` may mean."""
    names = plan.referenced(fields, desired)
    single = {field.refers.resource: desired.get(field.name) for field in fields if field.refers}
    known = {}
    for there in refers:
        if there.name in names:
            name = single.get(there.name)
            # One name is searched for, since there may be thousands; several are looked up in the whole list.
            found = apply.find_object(client, there, name) if there.search and isinstance(name, str) else None
            known[there.name] = plan.Known(there, [found] if found else client.list(there))
    return known


def _with_names(resource: Resource, shown: dict | None, known: dict[str, plan.Known]) -> dict | None:
    """Beside ids the names that they were resolved from."""
    if shown is None:
        return None
    names = _shown(resource, shown) or {}
    for field in resource.fields:
        if field.refers and field.refers.shown_as and field.refers.resource in known:
            names[field.refers.shown_as] = known[field.refers.resource].keys_of(shown.get(field.name) or [])
    return names


def run_info(resource: Resource) -> None:
    """The whole of a module that reads objects of one resource; all, or those that its options narrow to."""
    key = () if resource.field(resource.key).internal else (Field(resource.key),)
    by_id = () if resource.field(resource.key).name == "id" else (Field("id"),)
    identifiers, options = (*key, *by_id), resource.info_options
    with_table = (Field("rows", type="bool", default=False),) if resource.table else ()
    exclusive = [(*identifiers, option) for option in options] if resource.info_combined else [identifiers + options]
    module = _make_module(
        (*identifiers, *options, *with_table),
        mutually_exclusive=[[field.name for field in fields] for fields in exclusive if len(fields) > 1],
    )
    with _session(module) as client:
        found = _select(client, resource, prune(module.params))
        if with_table and module.params["rows"]:
            found = upload.find_with_rows(client, resource, found)
    module.exit_json(changed=False, **{resource.plural: [_shown(resource, item) for item in found]})


def _select(client: Client, resource: Resource, options: dict) -> list[dict]:
    if "id" in options:
        found = client.find_by_id(resource, options["id"])
        return [found] if found else []
    if resource.key in options:
        found = apply.find_object(client, resource, options[resource.key])
        return [found] if found else []
    items = client.list(resource, **(resource.info_query(options) if resource.info_query else {}))
    return [item for item in items if resource.info_selects is None or resource.info_selects(item, options)]


def run_search(search: Search, with_org_token: SituationKind, refers: tuple[Resource, ...] = ()) -> None:
    """The whole of a module that finds objects of a kind of situation."""
    exclusive = [["id", field.name] for field in search.fields if field.name in ("query", "folder", "from", "to")]
    module = _make_module(search.fields, mutually_exclusive=exclusive)
    options = prune(module.params)
    by_org_token = bool(options.get("org_token") and not options.get("api_key"))
    with _session(module) as client:
        search.check(options)
        if by_org_token:
            found = _retrieve_with_org_token(client, search, with_org_token, options)
        else:
            options = plan.resolve(search.fields, options, _read_known(client, search.fields, refers, options))
            found = _search(client, search, options)
    if by_org_token:
        module.deprecate(with_org_token.deprecated, version="1.0.0", collection_name="community.bigpanda")
    reachable = search.paging(options).limit
    if reachable and len(found) >= reachable:
        module.warn(f"The service shows no more than {reachable} {search.kind.plural}; narrow the search.")
    module.exit_json(changed=False, **{search.kind.plural: found})


def _retrieve_with_org_token(client: Client, search: Search, kind: SituationKind, options: dict) -> list[dict]:
    """One object, which is all that this credential may read. Raises InvalidOption."""
    if "id" not in options or options["activities"]:
        wanted = "activities" if "id" in options else "a search"
        raise InvalidOption(f"{wanted} needs the User API Key (api_key); only org_token was given.", "Give api_key.")
    found = situation.find(client, kind, {kind.id_value: options["id"]}, search.item_query(options))
    return [found] if found else []


def _search(client: Client, search: Search, options: dict) -> list[dict]:
    kind, values = search.kind, {"environment_id": options.get("environment", "")}
    if "id" in options:
        if "environment" not in options:
            raise InvalidOption("environment is missing.", "It is needed with the User API Key.")
        item = situation.find(client, kind, {**values, kind.id_value: options["id"]}, search.item_query(options))
        found = [item] if item else []
    else:
        found = situation.search(client, search, values, options)
    if not options["activities"]:
        return found
    return [{**item, "activities": situation.activities(client, search, {kind.id_value: item["id"]})} for item in found]


def _make_delivery_module(delivery: Delivery) -> AnsibleModule:
    return _make_module(
        delivery.fields,
        mutually_exclusive=[list(names) for names in delivery.mutually_exclusive],
        required_one_of=[list(names) for names in delivery.required_one_of],
        required_together=[list(names) for names in delivery.required_together],
    )


def _to_deliver(delivery: Delivery, module: AnsibleModule) -> dict:
    """What the user gave, in canonical form. Raises InvalidOption."""
    given = {field.name: module.params[field.name] for field in delivery.fields}
    # None may mean something inside of what is delivered, so it is dropped at the top alone.
    return delivery.prepare({name: value for name, value in given.items() if value is not None})


def run_delivery(delivery: Delivery) -> None:
    """The whole of a module that hands items to the service, which says no more of them than whether they were new."""
    module = _make_delivery_module(delivery)
    with _session(module) as client:
        batch = delivery.batch(_to_deliver(delivery, module))
        parts = deliver.check(client, batch)
        predicted = deliver.Counts(new=len(batch.items), duplicates=0)
        counts = predicted if module.check_mode else deliver.send(client, batch, parts)
    module.exit_json(changed=counts.new > 0, sent=counts.new, duplicates=counts.duplicates)


def run_observed_delivery(delivery: Delivery, refers: tuple[Resource, ...], result: str) -> None:
    """The same where the effect can be looked at. `result`: the key under which items are returned that were sent."""
    module = _make_delivery_module(delivery)
    with _session(module) as client:
        options = _to_deliver(delivery, module)
        options = plan.resolve(delivery.fields, options, _read_known(client, delivery.fields, refers, options))
        batch, effect = delivery.batch(options), delivery.effect if _names_effect(delivery, options) else None
        values = {**batch.values, effect.id_value: options[effect.option]} if effect else {}
        made = deliver.prospect(client, batch, effect, values)
        if not module.check_mode:
            deliver.send(client, batch, made.slices)
            if effect and options["wait"]:
                deliver.await_effect(client, effect, values, made.items, options["wait_timeout"])
    module.exit_json(
        changed=bool(made.items),
        ignored=made.ignored,
        verified=bool(effect and (options["wait"] or not made.items)),
        diff=deliver.diff_of(made, effect),
        **{result: made.items},
    )


def _names_effect(delivery: Delivery, options: dict) -> bool:
    return delivery.effect is not None and delivery.effect.option in options


def run_views(*views: View) -> None:
    """The whole of a module that reads what has no objects to name."""
    module = _make_module(())
    with _session(module) as client:
        read = {view.result: _read_view(client, view) for view in views}
    module.exit_json(changed=False, **read)


def _read_view(client: Client, view: View) -> Any:
    answer = client.read(view.operation)
    return view.decode(answer) if view.decode else answer


def run_journal(journal: Journal) -> None:
    """The whole of a module that reads entries; all, or as many as its option `limit` says."""
    module = _make_module((*journal.fields, Field("limit", type="int", default=0)))
    options = prune(module.params)
    with _session(module) as client:
        check_limit(options["limit"])
        found = _read_journal(client, journal, journal.query(options), options["limit"])
    if journal.pages_assumed and not options["limit"] and len(found) == journal.paging.size_value:
        module.warn(
            f"Exactly one page of {len(found)} {journal.result} came. BigPanda does not document pages here: there may "
            "be more, so narrow what you ask for and compare."
        )
    module.exit_json(changed=False, **{journal.result: [journal.decode(entry) for entry in found]})


def _read_journal(client: Client, journal: Journal, query: Mapping[str, Any], limit: int) -> list[dict]:
    if not limit:
        return client.read_all(journal.operation, journal.paging, **query)
    return list(itertools.islice(client.pages(journal.operation, journal.paging, **query), limit))


def run_request(limits: PublishedLimits, job: Operation) -> None:
    """The whole of a module that sends what the user says. job: where jobs are asked for that name no place."""
    module = _make_module(REQUEST_FIELDS)
    result: dict[str, Any] = dict.fromkeys(("status", "json", "objects", "job"))
    with _session(module) as client:
        # Nulls inside a body mean something, so only options that were left out are dropped.
        options = {name: value for name, value in module.params.items() if value is not None}
        request = make_request(options, limits)
        client.check_access(request.operation)
        is_sent = not (module.check_mode and request.operation.is_write)
        if is_sent and request.paging:
            result["objects"] = client.read_all(request.operation, request.paging, **request.query)
        elif is_sent:
            answer = _send(client, request)
            result.update(status=answer.status, json=answer.body)
            result["job"] = _job_of(module, client, answer, job)
    module.exit_json(changed=request.operation.is_write, **result)


def _send(client: Client, request: Request) -> Answer:
    body = io.BytesIO(request.body.encode()) if _is_file(request) else request.body
    try:
        return client.send(request.operation, request.query, body)
    except UncertainWrite as uncertain:
        uncertain.advice = (
            "It may have been carried out all the same, so it was not repeated: look before you run it again."
        )
        raise


def _is_file(request: Request) -> bool:
    return request.body is not None and "json" not in request.operation.content_type


def _job_of(module: AnsibleModule, client: Client, answer: Answer, job: Operation) -> dict | None:
    """The job that the answer names, once it is done, if it is to be waited for."""
    if not module.params["wait_job"]:
        return None
    if not answer.location and read_job(answer.body).id is None:
        module.warn("The answer names no job, so none was waited for: read the object to see when the change is there.")
        return None
    done = client.wait_for_job(answer, job, module.params["wait_timeout"])
    return {"id": done.id, "status": done.status}


# Whoever asks what is wrong wants to know soon.
LONGEST_RETRY_OF_CHECKUP_S = 10.0


def run_checkup(checkup: Checkup) -> None:
    """The whole of a module that tells whether a connection will do, and what to mend if it will not."""
    for_modules = Field("for_modules", type="list", elements="str", default=[])
    fail_on = Field("fail_on", default="never", choices=("never", "error", "warning"))
    module = _make_module((for_modules, fail_on))
    with _sessions(module, LONGEST_RETRY_OF_CHECKUP_S) as (clients, settings):
        modules = module_names(checkup, module.params["for_modules"])
        told = report(examine(clients.own(), settings, checkup, modules), checkup, modules, time.time())
    bad = failing(told["findings"], module.params["fail_on"])
    if bad:
        module.fail_json(msg=" ".join(bad), changed=False, **told)
    module.exit_json(changed=False, **told)


# -- a whole organization --------------------------------------------------------------------------------------

BULK_OPTIONS = (
    Field("purge", type="list", elements="str", default=[]),
    Field("protect", type="dict", default={}),
    Field("max_removals", default="10%"),
    Field("report", type="path"),
    Field("approved_plan"),
    Field("progress", type="bool", default=True),
    Field("progress_interval", type="float", default=5.0),
    Field("progress_file", type="path"),
)


def _item_options(resource: Resource) -> tuple[Field, ...]:
    """What the module of one object takes."""
    return (*_options(resource), *(TABLE_OPTIONS if resource.table else ()))


def _items_spec(resource: Resource) -> dict:
    rules = _rules(resource, *((TABLE_SOURCES,) if resource.table else ()))
    return {"type": "list", "elements": "dict", "options": argument_spec(_item_options(resource)), **rules}


def run_organization(catalog: Catalog) -> None:
    """The whole of the module that brings many objects of many kinds to what is declared."""
    kinds = {resource.plural: _items_spec(resource) for resource in catalog.resources}
    module = AnsibleModule(
        argument_spec={**kinds, **argument_spec(BULK_OPTIONS), **_connection_spec()}, supports_check_mode=True
    )
    with _sessions(module) as (clients, settings):
        if module.params["report"]:
            bulk_report.check_path(module.params["report"])
        wanted = _wanted_organization(catalog, module)
        made = bulk_prepare.prepare(clients, catalog, wanted, settings.api_key or "", settings.base_url("api"))
        outcomes = None
        if not module.check_mode and not made.refusal:
            run = BulkRun(
                clients, made.plan, made.live, made.options, lambda _ref, became: progress.ended(became.is_well)
            )
            progress = Progress(module.params["progress_file"], run.total)
            with _told_to_stop(run.stop):
                outcomes = run.carry_out()
        _exit_organization(module, made, outcomes)


@contextmanager
def _told_to_stop(stop: Callable[[], None]) -> Iterator[None]:
    """Whoever ends the task early still gets to know what was done and what was not. Asked twice, it ends at once."""

    def stop_once(number: int, _frame: Any) -> None:
        signal.signal(number, before[number])
        stop()

    before: dict[int, Any] = {}
    numbers: tuple[int, ...] = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    for number in numbers:
        before[number] = signal.signal(number, stop_once)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_organization_info(catalog: Catalog) -> None:
    """The whole of the module that declares what is there."""
    plurals = tuple(resource.plural for resource in catalog.resources)
    gather = Field("gather", type="list", elements="str", choices=plurals)
    module = _make_module((gather, Field("rows", type="bool", default=True)))
    chosen = module.params["gather"] or plurals
    gathered = [resource for resource in catalog.resources if resource.plural in chosen]
    with _sessions(module) as (clients, _settings):
        known = bulk_prepare.read_for_export(clients, catalog, gathered)
        organization = export.declare(known, gathered, find_membership(catalog.resources))
        for resource in gathered:
            if resource.table and module.params["rows"]:
                told = organization[resource.plural]
                organization[resource.plural] = declare_tables(clients, known[resource.name], told)
    module.exit_json(changed=False, organization=organization)


def _wanted_organization(catalog: Catalog, module: AnsibleModule) -> bulk_prepare.Wanted:
    items = []
    for resource in catalog.resources:
        for number, given in enumerate(module.params[resource.plural] or []):
            with doing(f"{resource.plural}[{number}]"):
                desired = _desired(resource, given)
            items.append((resource, number, desired, given["state"], _table_options(given) if resource.table else None))
    return bulk_prepare.Wanted(
        items=items,
        purge=frozenset(module.params["purge"]),
        brakes=Brakes(module.params["max_removals"], module.params["protect"]),
        approved=module.params["approved_plan"],
    )


def _exit_organization(
    module: AnsibleModule, made: bulk_prepare.Prepared, outcomes: Mapping[Ref, Outcome] | None
) -> None:
    """outcomes: None where nothing was carried out."""
    entries, summary = bulk_report.entries(made.plan, outcomes), bulk_report.summary(made.plan)
    if module.params["report"]:
        bulk_report.write(module.params["report"], entries, summary, made.fingerprint)
    result = {
        "changed": made.plan.changed,
        "plan": [entry for entry in entries if entry["action"] != plan.NONE],
        "summary": summary,
        "fingerprint": made.fingerprint,
        "diff": bulk_report.diff(made.plan),
    }
    failed = [entry for entry in entries if entry["error"]]
    if made.refusal or failed:
        result["changed"] = any(outcome.is_well for outcome in (outcomes or {}).values())
        facts = made.refusal.facts() if made.refusal else {"msg": bulk_report.failure(failed)}
        module.fail_json(**facts, **result)
    module.exit_json(**result)
