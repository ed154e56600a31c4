# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What one call of the API takes: method, path, credential, permission, limits, pages. Pure data."""

from __future__ import annotations

from ..record import Record

API_KEY = "api_key"
ORG_TOKEN = "org_token"
# The contract's word for a permission that is not known.
NOT_STATED = "not stated"
# The content type of a body that is a dict of files: by name of the part, (file name, content, media type).
MULTIPART = "multipart/form-data"
# Values of `Operation.response`. Of STATUS_ONLY the body is not read, whatever it contains; JSON_OR_TEXT is text if its
# content type says that it is not JSON.
JSON, STATUS_ONLY, JSON_OR_TEXT = "json", "status only", "json or text"


class RateLimit(Record):
    """A published limit (`x-rate-limit` of the contract).

    scope `route`: every method and path template is counted separately; `api`: all calls of one token under the same
    published rate share one count.
    """

    requests: int
    per_s: int
    scope: str


API_LIMIT = RateLimit(requests=5, per_s=1, scope="api")


class Operation(Record):
    """One call of the API, as the contract states it; a test compares the two."""

    # Its operationId.
    id: str
    method: str
    path: str
    # Name and level that the owner of an API key needs. The name is `none` if no role is checked.
    permission: tuple[str, str]
    # The published rate limit; None if there is none.
    limit: RateLimit | None = API_LIMIT
    # The types of token that the call takes, the preferred one first.
    credentials: tuple[str, ...] = (API_KEY,)
    # `api` or `integrations`.
    host: str = "api"
    # The content type of the body.
    content_type: str = "application/json; charset=utf8"
    # A write that has no further effect if it is sent again, so it is sent again if the response is lost.
    repeatable: bool = False
    # The path takes the key of the object: the API has no other id.
    by_key: bool = False
    # What a successful response contains: JSON, STATUS_ONLY or JSON_OR_TEXT.
    response: str = JSON
    # A list in the query repeats its key, instead of being one value with commas.
    repeated_keys: bool = False

    @property
    def is_write(self) -> bool:
        return self.method not in ("GET", "HEAD")


class Paging(Record):
    """How a list is read to its end.

    style: `page` (a page number from 1), `index` (a 1-based index of the first object), `cursor` (the Link header
    names the next page) or `none` (one response contains all).
    items, total: keys of the response that contain the objects and their stated number; a response that is a list by
    itself is taken as it is.
    limit: the service shows no object past this position.
    by_content: the objects have no id of the service's (a key `id` is one of theirs), so they are compared whole.
    mark: the key by which one object is known that is answered in place of a list.
    any_wrapping: the key of the objects is not documented; it is the only list of the response.
    assumed: that the list has pages is documented nowhere, so the first is asked for without saying so.
    """

    style: str = "none"
    position: str = "page"
    size: str = "per_page"
    size_value: int = 100
    items: str = "items"
    total: str | None = None
    limit: int | None = None
    by_content: bool = False
    mark: str = "id"
    any_wrapping: bool = False
    assumed: bool = False
