# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The only place that knows AnsibleModule: options in, results and failures out, check mode in between."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterable, Iterator

from ansible.module_utils.basic import AnsibleModule, env_fallback, missing_required_lib

from ._core import apply, plan
from ._core.client import Client
from ._core.errors import BigPandaError, MissingLibrary
from ._core.schema import Field, Resource, View, argument_spec, prune
from ._core.settings import make_settings
from ._core.transport import Transport

STATE = Field("state", default="present", choices=("present", "absent"))


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
    transport = None
    try:
        transport = Transport(make_settings(module.params))
        yield Client(transport)
    except MissingLibrary as error:
        module.fail_json(msg=f"{missing_required_lib('requests')} {error}")
    except BigPandaError as error:
        module.fail_json(**error.facts())
    finally:
        if transport:
            transport.close()


def _identifiers(resource: Resource) -> tuple[Field, ...]:
    return (Field("id"),) if resource.get else ()


def _rules(resource: Resource) -> dict:
    """Ansible's own checks of options that depend on each other."""
    by_id = [] if resource.field(resource.key).required else [[resource.key, "id"]]
    return {
        "mutually_exclusive": [list(names) for names in resource.mutually_exclusive] + by_id,
        "required_one_of": [list(names) for names in resource.required_one_of] + by_id,
        "required_if": [list(rule) for rule in resource.required_if],
    }


def run_resource(resource: Resource, refers: tuple[Resource, ...] = ()) -> None:
    """The whole of a module that manages one object. `refers`: the resources whose objects its options may name."""
    identifiers = () if resource.field(resource.key).required else _identifiers(resource)
    fields = (*resource.fields, *resource.options, *identifiers, STATE)
    module = _make_module(fields, **_rules(resource))
    with _session(module) as client:
        desired = prune({field.name: module.params[field.name] for field in fields if field.name != "state"})
        state = module.params["state"]
        if resource.check:
            resource.check(desired)
        known = _read_known(client, resource, refers, desired, module) if state == "present" else {}
        desired = plan.resolve(resource, desired, known) if state == "present" else desired
        current = apply.find_current(client, resource, desired)
        apply.refuse_creation_by_id(resource, desired, current, state)
        step = plan.make_plan(resource, current, desired, state)
        after = _predicted(step) if module.check_mode else apply.apply_step(client, step)
    module.exit_json(
        changed=step.changed,
        diff=plan.make_diff(step),
        **{resource.name: _with_names(resource, after, known)},
    )


def _predicted(step: plan.Step) -> dict | None:
    """What a task returns in check mode: a removed object as it was, like a real run."""
    if step.state == "absent":
        return step.after or step.current
    return step.after


def _read_known(
    client: Client, resource: Resource, refers: tuple[Resource, ...], desired: dict, module: AnsibleModule
) -> dict[str, plan.Known]:
    """What the names in `desired` may mean, and in check mode what earlier tasks of the run would have made."""
    names = plan.referenced(resource, desired)
    known = {there.name: plan.Known(there, client.list(there)) for there in refers if there.name in names}
    if module.check_mode:
        known = {name: there.with_planned(_planned(desired, there.resource)) for name, there in known.items()}
    return known


def _planned(desired: dict, there: Resource) -> list[str]:
    return desired.get(f"planned_{there.plural}", [])


def _with_names(resource: Resource, shown: dict | None, known: dict[str, plan.Known]) -> dict | None:
    """Beside ids the names that they were resolved from."""
    if shown is None:
        return None
    names = dict(shown)
    for field in resource.fields:
        if field.refers and field.refers.shown_as and field.refers.resource in known:
            names[field.refers.shown_as] = known[field.refers.resource].keys_of(shown.get(field.name) or [])
    return names


def run_info(resource: Resource) -> None:
    """The whole of a module that reads objects of one resource; all, or those that its options narrow to."""
    module = _make_module((*resource.info_options, Field(resource.key), Field("id")), mutually_exclusive=[["id", resource.key]])
    with _session(module) as client:
        found = _select(client, resource, prune(module.params))
    module.exit_json(changed=False, **{resource.plural: found})


def _select(client: Client, resource: Resource, options: dict) -> list[dict]:
    if "id" in options:
        found = client.find_by_id(resource, options["id"])
        return [found] if found else []
    if resource.key in options:
        found = apply.find_object(client, resource, options[resource.key])
        return [found] if found else []
    return client.list(resource, **(resource.info_query(options) if resource.info_query else {}))


def run_views(*views: View) -> None:
    """The whole of a module that reads what has no objects to name."""
    module = _make_module(())
    with _session(module) as client:
        read = {view.result: _read_view(client, view) for view in views}
    module.exit_json(changed=False, **read)


def _read_view(client: Client, view: View) -> Any:
    answer = client.read(view.operation)
    return view.decode(answer) if view.decode else answer
