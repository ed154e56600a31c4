# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the transport makes of bytes that are no answer: an error that says so, in bounded time and memory."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from types import SimpleNamespace

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.http import response_limits
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from unit.http.raw_server import RawServer, dripping, gzip_bomb, response

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
MEGABYTE = 1024 * 1024
# What an answer may be, if max_answer_mb is not set.
MOST_BYTES = 64 * MEGABYTE
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
DRIPPING = {
    "body": (HEAD + b"Content-Length: 100000\r\n\r\n[", b" "),
    "body without a length": (HEAD + b"\r\n[", b" "),
    "header": (HEAD + b"X-Long: ", b"x"),
    "headers": (HEAD, b"X-More: yes\r\n"),
    "status line": (b"", b"H"),
    "100 Continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "headers of 100 Continue": (b"HTTP/1.1 100 Continue\r\n", b"X-More: yes\r\n"),
    "chunks": (CHUNKED, b"1\r\n \r\n"),
    "extension of a chunk": (CHUNKED + b"1;", b"x"),
    "trailers": (CHUNKED + b"2\r\n[]\r\n0\r\n", b"X-More: yes\r\n"),
    "gzip": (HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b" ")),
    "error": (b"HTTP/1.1 503 Service Unavailable\r\n\r\n", b"x"),
}


# A bound for what would never end, so generous that a busy machine does not matter; the server ends later.
PATIENCE_S = 60.0
PIECE_S = 2.0
TIMEOUT_S = 5


@pytest.fixture
def ask(make_client):
    """Asks once for roles; what is raised, and no later than it should be."""

    def read(server, **options):
        began = time.monotonic()
        with server, pytest.raises(errors.BigPandaError) as raised:
            make_client(api_url=server.url(), **{"retry_timeout": 0, **options}).list(ROLE)
        assert time.monotonic() - began < PATIENCE_S
        assert len(str(raised.value)) < 1500
        return raised.value

    return read


@pytest.fixture
def slow_pieces(monkeypatch):
    """For the bound of a whole answer each piece takes two seconds, which the test need not wait for: what passed."""
    passed_s = []

    def monotonic():
        passed_s.append(PIECE_S)
        return sum(passed_s)

    monkeypatch.setattr(response_limits, "time", SimpleNamespace(monotonic=monotonic))
    return passed_s


@pytest.mark.parametrize("name", DRIPPING)
def test_an_answer_that_never_ends_is_waited_for_no_longer_than_ten_times_timeout(ask, slow_pieces, name):
    error = ask(RawServer(dripping(*DRIPPING[name]), pause_s=0.02), timeout=TIMEOUT_S)
    assert sum(slow_pieces) <= 10 * TIMEOUT_S + PIECE_S
    if name == "error":
        assert isinstance(error, errors.ServerError)
    elif name in ("headers", "trailers"):
        assert isinstance(error, errors.ConnectionFailed)
    else:
        assert "did not end within 10 times timeout" in str(error)


def test_a_slow_answer_that_ends_in_time_is_read(make_client, slow_pieces):
    pieces = [HEAD + b"Content-Length: 12\r\n\r\n", *[b" "] * 10, b"[]"]
    with RawServer(pieces, pause_s=0.02) as server:
        assert make_client(api_url=server.url(), timeout=TIMEOUT_S, retry_timeout=0).list(ROLE) == []
    assert sum(slow_pieces) > TIMEOUT_S


@pytest.mark.parametrize(
    "body",
    [
        {"Content_Encoding": "gzip", "body": gzip_bomb(1024)},
        {"Content_Encoding": "deflate", "body": zlib.compress(b" " * (MOST_BYTES + 1))},
        {"body": b" " * (MOST_BYTES + 1)},
        {"body": CHUNKED + b"FFFFFFFF\r\n" + b" " * 100 * 1024 * 1024},
    ],
    ids=["gzip", "deflate", "plain", "chunked"],
)
def test_an_answer_that_is_too_large_is_an_error_before_it_is_all_there(ask, body):
    given = dict(body)
    packed = given.pop("body")
    whole = packed if packed.startswith(b"HTTP") else response(packed, **given)
    tracemalloc.start()
    try:
        error = ask(RawServer(whole))
        assert tracemalloc.get_traced_memory()[1] < 3 * MOST_BYTES
    finally:
        tracemalloc.stop()
    assert "larger than 64 MB" in str(error)


def packed(kind, max_bytes):
    """An answer that is an empty list and so many bytes once it is unpacked."""
    body = b"[" + b" " * (max_bytes - 2) + b"]"
    if kind == "chunks":
        return CHUNKED + b"%x\r\n%s\r\n0\r\n\r\n" % (max_bytes, body)
    pack = {"plain": bytes, "gzip": gzip.compress, "deflate": zlib.compress}[kind]
    return response(pack(body), **({} if kind == "plain" else {"Content_Encoding": kind}))


@pytest.mark.parametrize(
    ("kind", "megabytes"),
    [("plain", 1), ("chunks", 1), ("gzip", 1), ("deflate", 1), ("plain", 1.5), ("gzip", 1.5), ("plain", 65)],
)
def test_an_answer_may_be_as_large_as_max_answer_mb(make_client, ask, kind, megabytes):
    max_bytes = int(megabytes * MEGABYTE)
    with RawServer(packed(kind, max_bytes)) as server:
        assert make_client(api_url=server.url(), retry_timeout=0, max_answer_mb=megabytes).list(ROLE) == []
    said = str(ask(RawServer(packed(kind, max_bytes + 1)), max_answer_mb=megabytes))
    assert f"the response is larger than {megabytes} MB" in said
    assert "max_answer_mb" in said


def test_a_packed_answer_may_be_larger_than_at_first(make_client, ask):
    bomb = response(gzip_bomb(64), Content_Encoding="gzip")
    with RawServer(bomb) as server:
        assert make_client(api_url=server.url(), retry_timeout=0, max_answer_mb=65).list(ROLE) == []
    assert "larger than 64 MB" in str(ask(RawServer(bomb)))


def test_a_write_whose_answer_is_too_large_may_have_happened(make_client):
    with RawServer(packed("gzip", MEGABYTE + 1)) as server:
        client = make_client(api_url=server.url(), retry_timeout=0, max_answer_mb=1)
        with pytest.raises(errors.UncertainWrite, match="larger than 1 MB.*max_answer_mb"):
            client.write(ROLE.create, body={"name": "Operations", "permissions": []})
        assert len(server.requests) == 1


def test_a_refusal_with_a_body_that_is_too_large_is_still_a_refusal(ask):
    whole = response(b" " * (2 * MEGABYTE), "403 Forbidden")
    assert isinstance(ask(RawServer(whole), max_answer_mb=1), errors.Forbidden)


def test_a_line_that_never_ends_takes_bounded_memory(ask):
    # One line of a chunk's size is read whole by the library.
    endless = (CHUNKED + b"1;" if number == 0 else b"x" * 1024 * 1024 for number in range(200))
    tracemalloc.start()
    try:
        ask(RawServer(endless))
        assert tracemalloc.get_traced_memory()[1] < 4 * MOST_BYTES
    finally:
        tracemalloc.stop()


READABLE = {
    "gzip": response(gzip.compress(b"[]"), Content_Encoding="gzip"),
    "gzip in two members": response(gzip.compress(b"[") + gzip.compress(b"]"), Content_Encoding="x-gzip"),
    "deflate": response(zlib.compress(b"[]"), Content_Encoding="deflate"),
    "deflate without a header": response(zlib.compress(b"[]")[2:-4], Content_Encoding="deflate"),
    "identity": response(b"[]", Content_Encoding="identity"),
    "byte order mark": response(b"\xef\xbb\xbf[]"),
    "another charset": response(b"[]", Content_Type="application/json; charset=no-such"),
    "no length": response(b"[]", Content_Length=None),
    "HTTP/1.0": b"HTTP/1.0 200 OK\r\n\r\n[]",
    "chunks": CHUNKED + b"1\r\n[\r\n1\r\n]\r\n0\r\n\r\n",
    "100 Continue first": b"HTTP/1.1 100 Continue\r\n\r\n" + response(b"[]"),
    "link that is no URL": response(b"[]", Link='<http://[bad>; rel="next"'),
    "strange links": response(b"[]", Link=";;,<>;=,<;rel=next"),
    "cookies": response(b"[]", Set_Cookie="a=b; Expires=" + "9" * 5000),
    "no content": response(b"", "204 No Content"),
    "no content with a body": response({"status": 204, "data": {}}, "204 No Content"),
}


@pytest.mark.parametrize("name", READABLE)
def test_odd_answers_that_say_what_they_mean_are_read(make_client, name):
    with RawServer(READABLE[name]) as server:
        assert make_client(api_url=server.url(), retry_timeout=0).list(ROLE) == []


UNREADABLE = {
    "nothing": b"",
    "HTTP/0.9": b"[]",
    "HTTP/2": b"HTTP/2 200\r\n\r\n[]",
    "no status": b"HTTP/1.1 abc OK\r\n\r\n[]",
    "status 0": b"HTTP/1.1 0 OK\r\n\r\n[]",
    "status 1000": b"HTTP/1.1 1000 OK\r\n\r\n[]",
    "early hints alone": b"HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n",
    "switching": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n[]",
    "NUL in a header": b"HTTP/1.1 200 OK\r\nX: \x00\r\n\r\nnot json",
    "a thousand headers": HEAD + b"X: y\r\n" * 1000 + b"\r\n[]",
    "a header of a megabyte": HEAD + b"X: " + b"y" * 1024 * 1024 + b"\r\n\r\n[]",
    "two lengths": HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n[]",
    "a length that is none": HEAD + b"Content-Length: two\r\n\r\nno",
    "a length below 0": HEAD + b"Content-Length: -2\r\n\r\nno",
    "a length without an end": HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n[]",
    "more length than body": response(b"[]", Content_Length="2000"),
    "less length than body": response(b'[{"id": "1"}]', Content_Length="5"),
    "chunk of no size": CHUNKED + b"xyz\r\n[]\r\n",
    "chunk below 0": CHUNKED + b"-5\r\n[]\r\n0\r\n\r\n",
    "chunk of minus one": CHUNKED + b"-1\r\n[]\r\n0\r\n\r\n",
    "chunks cut off": CHUNKED + b"5\r\n[",
    "chunks without an end": CHUNKED + b"2\r\n[]\r\n",
    "gzip that is none": response(b"[]", Content_Encoding="gzip"),
    "gzip cut off": response(gzip.compress(b"[]" + b" " * 999)[:-12], Content_Encoding="gzip"),
    "gzip and garbage": response(gzip.compress(b"[]") + b"xyz", Content_Encoding="gzip"),
    "deflate that is none": response(b"[]", Content_Encoding="deflate"),
    "brotli": response(b"\x8b\x00\x80[]\x03", Content_Encoding="br"),
    "zstandard": response(b"\x28\xb5\x2f\xfd", Content_Encoding="zstd"),
    "packed many times": response(gzip.compress(b"[]"), Content_Encoding=", ".join(["gzip"] * 20)),
    "UTF-16": response("[]".encode("utf-16")),
    "Latin-1": response('[{"name": "Zoë"}]'.encode("latin-1"), Content_Type="application/json; charset=latin-1"),
    "nested": response(b"[" * 100_000 + b"]" * 100_000),
    "nested a little": response(b"[" * 900 + b"]" * 900),
    "nested objects": response(b'{"a":' * 50_000 + b"1" + b"}" * 50_000),
    "not a number": response(b'[{"id": "1", "name": NaN}]'),
    "infinity": response(b'[{"id": "1", "name": -Infinity}]'),
    "a number too large": response(b'[{"id": "1", "name": 1e400}]'),
    "a number too long": response(b'[{"id": "1", "name": ' + b"9" * 100_000 + b"}]"),
    "two values": response(b"[][]"),
    "a success that is none": response({"status": 500, "errors": ["It failed."]}),
    "html": response(b"<html>Log in</html>", Content_Type="text/html"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_an_error_that_says_so(ask, name):
    error = ask(RawServer(UNREADABLE[name]))
    assert isinstance(error, (errors.UnreadableResponse, errors.ConnectionFailed)), repr(error)


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_write_that_is_answered_so_may_have_happened(make_client, name):
    with RawServer(UNREADABLE[name]) as server:
        client = make_client(api_url=server.url(), retry_timeout=0)
        with pytest.raises((errors.UncertainWrite, errors.UnreadableResponse)) as raised:
            client.write(ROLE.create, body={"name": "Operations", "permissions": []})
        assert isinstance(raised.value, errors.UncertainWrite) or "may have been carried out" in str(raised.value)
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "asked",
    [
        *("-5", "1e400", "NaN", "inf", "soon", "\xe9\xe9", "", "0x10", "\xb2", "1_000"),
        *("Fri, 31 Dec 99999 23:59:59 GMT", "Fri, 31 Feb 2026 23:59:59 GMT", "9999999999999999999 GMT", ", , ,"),
    ],
)
def test_a_retry_after_that_is_none_is_passed_over(make_client, asked):
    answers = [response(b"[]"), response(b"", "503 Service Unavailable", Retry_After=asked)]
    with RawServer(lambda _request: answers.pop()) as server:
        assert make_client(api_url=server.url(), retry_timeout=5).list(ROLE) == []


@pytest.mark.parametrize("asked", ["99999999999", "9" * 5000, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_retry_after_without_an_end_is_not_waited_for(ask, asked):
    error = ask(RawServer(response(b"", "503 Service Unavailable", Retry_After=asked)), retry_timeout=5)
    assert "Gave up after 1 try in 0 s (retry_timeout is 5 s), since the service asks for a pause of more" in str(error)


BOMB = gzip_bomb(100)
LOCATIONS = [
    "http://[bad",
    "http://x:99999999/",
    "javascript:alert(1)",
    "//evil.example/x",
    "\xe9\xff",
    "",
    "a" * 60_000,
]


@pytest.mark.parametrize("location", LOCATIONS)
@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent", "300 Many", "399 Odd"])
def test_redirects_are_refused_wherever_they_lead(ask, location, status):
    error = ask(RawServer(response(BOMB, status, Location=location, Content_Encoding="gzip")))
    assert isinstance(error, errors.RedirectRefused if location else errors.UnreadableResponse), repr(error)
    assert len(str(error)) < 1000


def test_what_the_service_says_of_a_refusal_is_cut(ask):
    said = {"errors": ["x" * 100_000, *[f"\x1b[31mred\r\nline {number}" for number in range(1000)]]}
    error = ask(RawServer(response(said, "400 Bad Request")))
    assert len(error.errors) == 10
    assert all(len(text) <= 310 and text.isprintable() for text in error.errors)
    assert len(str(error)) < 1000


@pytest.mark.parametrize("errors_said", [5, None, {"a": {"b": "c"}}, [None], [[["x"]]], "", True, [{"message": "x"}]])
def test_a_refusal_whose_reasons_are_no_texts_is_still_one(ask, errors_said):
    error = ask(RawServer(response({"status": "400", "errors": errors_said}, "400 Bad Request")))
    assert isinstance(error, errors.BadRequest)
