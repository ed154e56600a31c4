# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From a request to an answer: who asks, may they, does it keep to the contract, what does the rule say."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any
from urllib.parse import parse_qs, urlsplit

from werkzeug.wrappers import Request as HttpRequest

from .access import Caller, may, recognize
from .contract import API_KEY, ORG_TOKEN, Operation, in_lower_case, load_operations
from .faults import Fault, Faults
from .limits import Limits
from .organization import Organization
from .readings import Readings
from .reply import Refusal, Reply
from .request_log import Entry, RequestLog
from .rules import RULES
from .rules.audit_logs import note_change
from .rules.registry import Request, rephrased
from .rules.tag_case import refuse_capital_tags
from .strange import Strangeness

# Kinds of credential by the names that readings give them.
CREDENTIALS = {"org_token": ORG_TOKEN, "api_key": API_KEY}


@dataclass(frozen=True)
class Listener:
    """One of the hosts of the service: `us` or `eu`, `api` or `integrations`."""

    region: str
    host: str


@dataclass
class Outcome:
    """What goes over the wire. `drop`: close the connection instead. `cut`: send half of what is announced."""

    status: int
    body: bytes = b""
    headers: dict[str, str] | None = None
    content_type: str = "application/json"
    drop: bool = False
    cut: bool = False


class Service:
    """All organizations of all regions, with the log, limits, faults and readings that they share."""

    def __init__(self, rate_limit_factor: float = 1.0, readings: dict | None = None, strange: int | None = None):
        self.organizations: dict[str, Organization] = {}
        self.strangeness = None if strange is None else Strangeness(strange)
        drawn = self.strangeness.readings if self.strangeness else {}
        self.readings = Readings({**drawn, **(readings or {})})
        self.limits = Limits(rate_limit_factor)
        self.faults = Faults()
        self.log = RequestLog()
        self._operations = load_operations()

    def answer(self, listener: Listener, http: HttpRequest) -> Outcome:
        operation, values = self._find_operation(listener, http)
        caller = recognize(list(self.organizations.values()), _bearer(http))
        entry = self.log.begin(
            organization=caller.organization.name if caller else None,
            method=http.method,
            path=http.path,
            path_template=operation.template if operation else None,
            operation_id=operation.id if operation else None,
            query=_without_secrets(http),
            is_write=http.method not in ("GET", "HEAD"),
        )
        struck = self.faults.drawn(operation) if operation else {}
        entry.fault = ", ".join(struck) or None
        outcome = self._with_faults(
            struck, entry, lambda: self._reply(listener, http, operation, values, caller, entry, struck)
        )
        self.log.end(entry, None if outcome.drop else outcome.status)
        return outcome

    def _find_operation(self, listener: Listener, http: HttpRequest) -> tuple[Operation | None, dict[str, str]]:
        for operation in self._operations:
            if operation.host == listener.host and operation.method == http.method:
                values = operation.match(http.path)
                if values is not None:
                    return operation, values
        return None, {}

    def _knows_path(self, listener: Listener, path: str) -> bool:
        return any(
            operation.host == listener.host and operation.match(path) is not None for operation in self._operations
        )

    def _reply(
        self,
        listener: Listener,
        http: HttpRequest,
        operation: Operation | None,
        values: dict[str, str],
        caller: Caller | None,
        entry: Entry,
        struck: dict[str, Fault],
    ) -> Reply:
        try:
            if operation is None:
                self.log.violate(entry, "request", [f"{http.method} {http.path} is not in the contract"])
                raise _unknown_route(self._knows_path(listener, http.path), http.path)
            self._admit(listener, operation, values, caller)
            assert caller is not None
            if not self.limits.allows(operation, caller.token):
                return _limited(self.readings["retry_after"])
            return self._carry_out(http, operation, values, caller, entry, struck)
        except Refusal as refusal:
            return _refused(operation, refusal)

    def _admit(self, listener: Listener, operation: Operation, values: dict[str, str], caller: Caller | None) -> None:
        if caller is None:
            raise Refusal(401, "Token is missing or wrong.")
        if not self._takes(operation, caller.kind):
            raise Refusal(self.readings["wrong_kind_status"], "Token is of the wrong kind.")
        if caller.organization.region != listener.region:
            raise Refusal(404, "Requested endpoint or resource is not found.")
        if not may(caller, operation, values):
            raise Refusal(403, f"Missing permission {operation.permission['name']}.")

    def _takes(self, operation: Operation, kind: str) -> bool:
        if operation.id == "get_map_job_v1" and self.readings["job_location"] == "introduction":
            # The introduction shows this call for every job, so whoever started one may ask.
            return True
        if operation.id == "send_alerts":
            return kind == CREDENTIALS[self.readings["alerts_credential"]]
        if operation.group == "API Keys" and self.readings["api_keys_credential"] != "either":
            return kind == CREDENTIALS[self.readings["api_keys_credential"]]
        return kind in operation.credentials

    def _carry_out(
        self,
        http: HttpRequest,
        operation: Operation,
        values: dict[str, str],
        caller: Caller,
        entry: Entry,
        struck: dict[str, Fault],
    ) -> Reply:
        query = parse_qs(http.query_string.decode(), keep_blank_values=True)
        if self.readings["query_booleans"] == "any":
            query = in_lower_case(operation, query)
        body = _parsed_body(http)
        open_lists, checked = self.readings["query_lists"], rephrased(operation.id, self.readings, body)
        problems = operation.check_request(query, values, http.headers, checked, open_lists)
        problems += operation.check_size(len(http.get_data()))
        if problems:
            self.log.violate(entry, "request", problems)
            raise Refusal(400, "Call is missing parameters or malformed.", *problems)
        if operation.id not in RULES:
            raise Refusal(501, "Unsupported method.")
        organization = caller.organization
        request = Request(
            organization,
            caller,
            values,
            _typed(operation, query, open_lists),
            self.strangeness.filled(operation.id, organization, body) if self.strangeness else body,
            self.readings,
            http.host_url.rstrip("/"),
            struck,
            _documented_headers(operation, http),
            frozenset(query),
        )
        with organization.lock:
            organization.catch_up()
            refuse_capital_tags(request, operation.id)
            reply = RULES[operation.id](request)
            # Serialized under the lock: what it refers to may change right after.
            reply.body = json.loads(json.dumps(reply.body))
            if self.strangeness:
                reply.body = self.strangeness.answered(operation.id, reply.body)
            note_change(request, operation, reply, http.headers.get("User-Agent", ""))
        problems = [] if reply.beyond_schema else operation.check_response(reply.status, reply.body)
        if problems:
            self.log.violate(entry, "response", problems)
        return reply

    def _with_faults(self, struck: dict[str, Fault], entry: Entry, reply: Any) -> Outcome:
        """The answer, with what goes wrong before, during and after it."""
        if "latency" in struck:
            time.sleep(self.faults.seconds(struck["latency"]))
        if "reset_before" in struck:
            return Outcome(0, drop=True)
        if "redirect" in struck:
            return Outcome(302, headers={"Location": struck["redirect"].target})
        status = struck.get("status")
        if status and not status.after_write:
            return _outcome(_failure(status))
        answer = reply()
        if status:
            answer = _failure(status)
        if "unknown_fields" in struck:
            answer.body = _with_unknown_fields(answer.body)
        return _spoiled(struck, _outcome(answer))


def _spoiled(struck: dict[str, Fault], outcome: Outcome) -> Outcome:
    if "reset_after" in struck:
        return Outcome(0, drop=True)
    if outcome.status == 204:
        return outcome
    if "html" in struck:
        outcome.body, outcome.content_type = b"<html><body>Please log in</body></html>", "text/html"
    if "not_json" in struck:
        outcome.body = b"{not json"
    if "empty" in struck:
        outcome.body = b""
    outcome.cut = "truncated" in struck and len(outcome.body) > 1
    return outcome


def _outcome(reply: Reply) -> Outcome:
    body = b"" if reply.body is None else json.dumps(reply.body).encode()
    return Outcome(reply.status, body, reply.headers)


def _failure(fault: Fault) -> Reply:
    headers = {}
    if fault.retry_after == "date":
        headers["Retry-After"] = formatdate(time.time() + 1, usegmt=True)
    elif fault.retry_after is not None:
        headers["Retry-After"] = str(fault.retry_after)
    return Reply(fault.status, {"status": fault.status, "errors": [fault.text]}, headers)


def _limited(retry_after: str) -> Reply:
    headers = {
        "none": {},
        "seconds": {"Retry-After": "1"},
        "date": {"Retry-After": formatdate(time.time() + 1, usegmt=True)},
    }[retry_after]
    return Reply(429, {"status": 429, "errors": ["Too many requests."]}, headers)


def _refused(operation: Operation | None, refusal: Refusal) -> Reply:
    # A 401 of the user and SCIM routes carries no body (access notes, "Envelopes and errors").
    if refusal.status == 401 and operation and ("Users" in operation.group or "SCIM" in operation.group):
        return Reply(401)
    return Reply(refusal.status, {"status": refusal.status, "errors": refusal.errors})


def _unknown_route(path_is_known: bool, path: str) -> Refusal:
    if path_is_known:
        return Refusal(501, "Unsupported method.")
    return Refusal(404, f"Route {path} is not found")


def _bearer(http: HttpRequest) -> str:
    scheme, _blank, token = http.headers.get("Authorization", "").partition(" ")
    if scheme == "Bearer":
        return token
    return http.args.get("access_token", "") or http.headers.get("x-auth-token", "")


def _without_secrets(http: HttpRequest) -> str:
    return urlsplit(http.url).query if "access_token" not in http.args else "access_token=..."


def _parsed_body(http: HttpRequest) -> Any:
    """JSON where it is, parts as texts by their names, else text; None where nothing was sent."""
    raw = http.get_data()
    if not raw:
        return None
    try:
        if http.mimetype == "multipart/form-data":
            return {**http.form, **{name: part.read().decode("utf-8") for name, part in http.files.items()}}
        text = raw.decode("utf-8")
        return json.loads(text) if http.mimetype == "application/json" else text
    except ValueError:
        raise Refusal(400, "The body cannot be read.") from None


def _typed(operation: Operation, query: dict[str, list[str]], open_lists: str) -> dict[str, Any]:
    """Query values by their documented types; documented defaults for what is missing."""
    typed: dict[str, Any] = {}
    for (place, name), (parameter, _validator) in operation.parameters.items():
        schema = operation.document.resolve(parameter.get("schema", {}))
        if place == "query" and name not in query and "default" in schema:
            typed[name] = schema["default"]
        elif place == "query" and name in query:
            typed[name] = operation.query_values(name, query[name], open_lists)[0]
    return typed


def _documented_headers(operation: Operation, http: HttpRequest) -> dict[str, str]:
    names = [name.lower() for place, name in operation.parameters if place == "header"]
    if "x-app-key" in names:
        # Said in prose alone (incidents notes, "Credentials and permissions").
        names.append("app_key")
    return {name: http.headers[name] for name in names if name in http.headers}


def _with_unknown_fields(value: Any) -> Any:
    """Every object gets a field that the contract does not name, except the free-form ones."""
    if isinstance(value, list):
        return [_with_unknown_fields(inner) for inner in value]
    if isinstance(value, dict):
        known = {name: _with_unknown_fields(inner) for name, inner in value.items()}
        return {**known, "x_from_the_future": {"version": 3}} if "id" in value or "Resources" in value else known
    return value
