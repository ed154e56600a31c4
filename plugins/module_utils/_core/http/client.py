# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sends the operations of the API: reads an object or a whole list, writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable, Optional, TypeVar

from ..errors import IncompleteList, NotFound, UnreadableResponse, excerpt
from ..model.listed import Listed, listed
from ..model.operation import Operation, Paging
from ..model.read_only import ReadOnly
from ..model.resource import Resource
from ..values.text import caseless
from .object_reader import decode_read_only, is_removed, read_composed, read_object, read_objects
from .paging import LIST_READ_TRIES, ListReader, list_objects, unwrap
from .request import ApiRequest
from .response import ApiResponse
from .retry import write_or_recover
from .transport import Transport

Found = TypeVar("Found")
# Values of the parameters in the path of an operation, by name.
PathParams = Optional[Mapping[str, str]]


def page_of(response: ApiResponse) -> tuple[Any, str | None]:
    """A page for `ListReader`. A 204 is an empty list: "an empty plan list was seen" so (configuration notes)."""
    return ([] if response.status == 204 else response.body), response.next_url


class Client:
    """Access to the service. Values have the API's shapes, except in methods that take a Resource.

    Every method that sends raises the errors of `Transport.send`.
    """

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    def read(self, operation: Operation, path_params: PathParams = None, **query: Any) -> Any:
        """The value that a GET returns, without its envelope."""
        return unwrap(self.transport.send(ApiRequest(operation, path_params or {}, query)).body)

    def read_as(
        self, operation: Operation, convert: Callable[[Any], Found], path_params: PathParams = None, **query: Any
    ) -> Found:
        """The same, converted. If `convert` raises UnreadableResponse, the value is requested again."""
        request = ApiRequest(operation, path_params or {}, query, check=lambda body: convert(unwrap(body)))
        return convert(unwrap(self.transport.send(request).body))

    def read_value(self, value: ReadOnly) -> Any:
        """A value that can only be read, decoded."""
        return self.read_as(value.operation, lambda raw: decode_read_only(value, raw))

    def list_reader(
        self, operation: Operation, paging: Paging, path_params: PathParams = None, **query: Any
    ) -> ListReader:
        """Reads the objects of a list page by page, as they are needed."""

        def fetch(page_query: Mapping[str, Any], check: Callable[[Any], object]) -> tuple[Any, str | None]:
            return page_of(self.transport.send(ApiRequest(operation, path_params or {}, page_query, check=check)))

        return ListReader(operation, paging, query, fetch, list_objects)

    def read_all(
        self, operation: Operation, paging: Paging, path_params: PathParams = None, **query: Any
    ) -> list[dict]:
        """The whole list. If it ends too early it is read again. Raises IncompleteList if every reading does."""
        for _try in range(LIST_READ_TRIES - 1):
            try:
                return list(self.list_reader(operation, paging, path_params, **query))
            except IncompleteList:
                continue
        return list(self.list_reader(operation, paging, path_params, **query))

    def send(
        self,
        operation: Operation,
        query: Mapping[str, Any],
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        check: Callable[[Any], object] | None = None,
    ) -> ApiResponse:
        """Send one request; the response is returned with its envelope. check: see `ApiRequest`."""
        return self.transport.send(ApiRequest(operation, {}, query, body, headers=headers or {}, check=check))

    def write(
        self,
        operation: Operation,
        path_params: PathParams = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        single_attempt: bool = False,
    ) -> ApiResponse:
        """Send a write. Raises UncertainWrite if it may have been carried out. single_attempt: see `ApiRequest`."""
        return self.transport.send(
            ApiRequest(operation, path_params or {}, {}, body, headers=headers or {}, single_attempt=single_attempt)
        )

    def write_or_recover(self, attempt: Callable[[], Found], recover: Callable[[], Found | None]) -> Found:
        """See `retry.write_or_recover`."""
        return write_or_recover(self.transport.retry_budget(), attempt, recover)

    def compose(self, resource: Resource, parts: list[dict]) -> list[dict]:
        """The objects of a composed resource. parts: all objects of the kind that it is computed from."""
        stored = self.read(resource.composed.stored) if resource.composed and resource.composed.stored else None
        return read_composed(resource, parts, stored)

    def list(self, resource: Resource, **query: Any) -> Listed:
        """All objects of a resource, decoded. Those that cannot be read are set aside."""
        if resource.composed:
            parts = self.list(resource.composed.of)
            return listed(self.compose(resource, parts), parts.unreadable)
        listing = resource.list
        lists = [self.read_all(listing.operation, listing.paging, **{**part, **query}) for part in listing.queries]
        return read_objects(resource, (raw for each in lists for raw in each if not is_removed(raw)))

    def find_by_id(self, resource: Resource, object_id: str) -> dict | None:
        """The object with this id, decoded, or None. Raises UnreadableResponse if the response is another object."""
        if resource.get is None:
            return _with_id(resource, self.list(resource), object_id)
        try:
            found = self.read_as(resource.get, lambda raw: _only_object(resource, raw), {resource.id_value: object_id})
        except NotFound:
            return None
        if found and caseless(str(found.get("id", object_id))) != caseless(object_id):
            # Its values are not those of the object, and a change would be made to it.
            raise UnreadableResponse(
                f"the response for the {resource.title} {excerpt(object_id, 60)} is another one "
                f"({excerpt(str(found['id']), 60)}).",
                "Run the task again. If the error persists, check api_url; the service may have changed.",
            )
        return found


def _with_id(resource: Resource, objects: Listed, object_id: str) -> dict | None:
    """The object with this id, or None. Raises UnreadableResponse, also if it is computed from what cannot be read."""
    unreadable = next((each for each in objects.unreadable if resource.singleton or each.id == object_id), None)
    if unreadable:
        raise unreadable.error
    return next((item for item in objects if item.get("id") == object_id), None)


def _only_object(resource: Resource, raw: Any) -> dict | None:
    """The object in a response, which may be a list of at most one object. Raises UnreadableResponse."""
    if raw == []:
        return None
    item = raw[0] if isinstance(raw, list) else raw
    return None if is_removed(item) else read_object(resource, item)
