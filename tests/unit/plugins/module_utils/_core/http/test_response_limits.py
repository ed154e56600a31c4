# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import socket
from types import SimpleNamespace

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http import response_limits
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.response_limits import (
    ResponseLimits,
    ResponseTooLarge,
    ResponseTooSlow,
    pools_with_limits,
)
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"


@pytest.fixture
def clock(monkeypatch):
    """The time that the limits see, in seconds."""
    clock = SimpleNamespace(now_s=100.0)
    monkeypatch.setattr(response_limits, "time", SimpleNamespace(monotonic=lambda: clock.now_s))
    return clock


@pytest.fixture
def sockets():
    """Two ends of a connection, and a timeout between two bytes."""
    ours, theirs = socket.socketpair()
    ours.settimeout(30)
    with ours, theirs:
        yield ours, theirs


def response(sock, total_s=10.0, max_bytes=1000):
    pools = pools_with_limits({"http": HTTPConnectionPool}, ResponseLimits(total_s, max_bytes))
    return pools["http"].ConnectionCls.response_class(sock, method="GET")


def test_every_pool_gets_limits_and_urllib3_keeps_its_own():
    pools = pools_with_limits({"http": HTTPConnectionPool, "https": HTTPSConnectionPool}, ResponseLimits(1, 1))
    assert set(pools) == {"http", "https"} and issubclass(pools["https"], HTTPSConnectionPool)
    assert pools["http"].ConnectionCls.response_class is not HTTPConnectionPool.ConnectionCls.response_class


def test_a_response_within_its_limits_is_read_and_the_timeout_is_kept(sockets, clock):
    ours, theirs = sockets
    theirs.sendall(HEAD + b"body")
    read = response(ours)
    clock.now_s += 9.9
    read.begin()
    assert read.read() == b"body" and ours.gettimeout() == 30


def test_time_starts_with_the_response_and_ends_it(sockets, clock):
    ours, theirs = sockets
    theirs.sendall(HEAD)
    read = response(ours)
    read.begin()
    clock.now_s += 10
    with pytest.raises(ResponseTooSlow):
        read.read()


def test_the_remaining_time_limits_the_wait_for_a_byte(sockets, clock):
    ours, _theirs = sockets
    read = response(ours, total_s=0.05)
    with pytest.raises(ResponseTooSlow):
        read.begin()
    assert ours.gettimeout() == 30


def test_the_timeout_between_two_bytes_still_counts(sockets):
    ours, _theirs = sockets
    ours.settimeout(0.05)
    with pytest.raises(socket.timeout) as raised:
        response(ours, total_s=60).begin()
    assert not isinstance(raised.value, ResponseTooSlow)


@pytest.mark.parametrize(("max_bytes", "is_read"), [(len(HEAD) + 4, True), (len(HEAD) + 3, False)])
def test_headers_and_body_count_as_bytes(sockets, max_bytes, is_read):
    ours, theirs = sockets
    theirs.sendall(HEAD + b"body")
    read = response(ours, max_bytes=max_bytes)
    if is_read:
        read.begin()
        assert read.read() == b"body"
    else:
        with pytest.raises(ResponseTooLarge):
            read.begin()
