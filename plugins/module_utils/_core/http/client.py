# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Operations over the transport: read one object, read all pages, write, wait for a job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable, TypeVar

from ..errors import IncompleteList, NotFound, UncertainWrite
from ..model.operation import Operation, Paging
from ..model.resource import Resource
from .jobs import Job, check_job, wait_for_job
from .object_reader import read_composed, read_object
from .paging import Pages, item_identity, list_objects, read_pages, unwrap
from .request import ApiRequest
from .response import ApiResponse
from .transport import Transport

# How often a list that ended too early is read anew before that is an error.
LIST_READ_TRIES = 3

Found = TypeVar("Found")


def page_of(response: ApiResponse) -> tuple[Any, str | None]:
    """What `read_pages` is handed. A 204 is an empty list: "an empty plan list was seen" so (configuration notes)."""
    return ([] if response.status == 204 else response.body), response.next_url


class Client:
    """What the engine needs of the service. Speaks the API's shapes except where a Resource is handed in."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(self, operation: Operation, path_params: Mapping[str, str] | None = None, **query: Any) -> Any:
        """The value that a GET answers, out of its envelope."""
        return unwrap(self._transport.send(ApiRequest(operation, path_params or {}, query)).body)

    def read_as(
        self,
        operation: Operation,
        convert: Callable[[Any], Found],
        path_params: Mapping[str, str] | None = None,
        **query: Any,
    ) -> Found:
        """What `convert` makes of that value; it is asked for again if that raises UnreadableResponse."""
        request = ApiRequest(operation, path_params or {}, query, check=lambda body: convert(unwrap(body)))
        return convert(unwrap(self._transport.send(request).body))

    def pages(
        self, operation: Operation, paging: Paging, path_params: Mapping[str, str] | None = None, **query: Any
    ) -> Pages:
        """Each object of a list as it comes. Raises IncompleteList at the end if some never came."""

        def fetch(page_query: Mapping[str, Any], check: Callable[[Any], object]) -> tuple[Any, str | None]:
            return page_of(self._transport.send(ApiRequest(operation, path_params or {}, page_query, check=check)))

        return read_pages(operation, paging, query, fetch, list_objects)

    def read_all(
        self, operation: Operation, paging: Paging, path_params: Mapping[str, str] | None = None, **query: Any
    ) -> list[dict]:
        """The whole list; one that ends too early is read again. Raises IncompleteList if it stays so."""
        for _try in range(LIST_READ_TRIES - 1):
            try:
                return list(self.pages(operation, paging, path_params, **query))
            except IncompleteList:
                continue
        return list(self.pages(operation, paging, path_params, **query))

    def read_changing_list(
        self, operation: Operation, paging: Paging, path_params: Mapping[str, str] | None = None, **query: Any
    ) -> Pages:
        """Each object once, of a list whose objects come, go and move while it is read.

        Readings that end too early are joined: what one missed between two pages stands in the next. Says in the end
        whether even the last one ended too early, so that something may be missing.
        """
        seen: set[str] = set()
        for _try in range(LIST_READ_TRIES):
            try:
                for item in self.pages(operation, paging, path_params, **query):
                    name = item_identity(paging, item)
                    if name not in seen:
                        seen.add(name)
                        yield item
            except IncompleteList:
                continue
            return False
        return True

    def probe_host(self, host: str) -> None:
        """Ask the host once, without a credential, for a response of any kind. Raises a RequestError if none comes."""
        self._transport.probe_host(host)

    def proxy_of(self, host: str) -> str | None:
        return self._transport.proxy_of(host)

    def send(
        self,
        operation: Operation,
        query: Mapping[str, Any],
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        check: Callable[[Any], object] | None = None,
    ) -> ApiResponse:
        """One request as it is said, its answer as it came; check: see `ApiRequest`.

        Raises UncertainWrite if it may have happened unseen.
        """
        return self._transport.send(ApiRequest(operation, {}, query, body, headers=headers or {}, check=check))

    def check_access(self, operation: Operation) -> None:
        """Refuse what could not be sent, before anything is. Raises BigPandaError."""
        self._transport.check_access(operation)

    def write(
        self,
        operation: Operation,
        path_params: Mapping[str, str] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        single_attempt: bool = False,
    ) -> ApiResponse:
        """Send a write once it may be sent. Raises UncertainWrite if it may have happened unseen.

        single_attempt: see `ApiRequest`; even a write that surely had no effect is then uncertain.
        """
        return self._transport.send(
            ApiRequest(operation, path_params or {}, {}, body, headers=headers or {}, single_attempt=single_attempt)
        )

    def write_or_recover(self, attempt: Callable[[], Found], recover: Callable[[], Found | None]) -> Found:
        """`attempt`; if its outcome is uncertain, `recover`, and only if that finds no effect `attempt` again.

        recover: looks the effect up and returns what attempt would have, or None if it is to be attempted again.
        Raises the error behind the uncertainty when the retry time of one request is used up.
        """
        retry_budget = self._transport.retry_budget()
        while True:
            try:
                return attempt()
            except UncertainWrite as uncertain:
                retry_budget.pause(uncertain, uncertain.retry_after_s)
                found = recover()
                if found is not None:
                    return found

    def wait_for_job(self, accepted: ApiResponse, operation: Operation, timeout_s: float) -> Job:
        """The job that an accepting answer names, once it is done. Raises JobFailed, JobLost, JobUnfinished."""
        return wait_for_job(self._transport, accepted, operation, timeout_s)

    def check_job(self, operation: Operation, job_id: str, timeout_s: float) -> Job:
        """A job begun earlier, as it is now (timeout_s 0) or once it is done."""
        return check_job(self._transport, operation, job_id, timeout_s)

    def compose(self, resource: Resource, parts: list[dict]) -> list[dict]:
        """The objects of a composed resource. parts: all objects of the kind that it is put together from."""
        stored = self.read(resource.composed.stored) if resource.composed and resource.composed.stored else None
        return read_composed(resource, parts, stored)

    def list(self, resource: Resource, **query: Any) -> list[dict]:
        """All objects of a resource, decoded."""
        if resource.composed:
            return self.compose(resource, self.list(resource.composed.of))
        found: dict[str, dict] = {}
        listing = resource.list
        for part in listing.queries:
            for raw in self.read_all(listing.operation, listing.paging, **{**part, **query}):
                item = read_object(resource, raw)
                found.setdefault(str(item.get("id", len(found))), item)
        return [*found.values()]

    def find_by_id(self, resource: Resource, object_id: str) -> dict | None:
        """The decoded object with this id, or None."""
        if resource.get is None:
            return next((item for item in self.list(resource) if item.get("id") == object_id), None)
        try:
            return self.read_as(resource.get, lambda raw: _only_object(resource, raw), {resource.id_value: object_id})
        except NotFound:
            return None


def _only_object(resource: Resource, raw: Any) -> dict | None:
    """The object in the answer, which may be a list of at most one. Raises UnreadableResponse."""
    if raw == []:
        return None
    return read_object(resource, raw[0] if isinstance(raw, list) else raw)
