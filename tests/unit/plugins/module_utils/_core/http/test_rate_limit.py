# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.community.bigpanda.plugins.module_utils._core.http.rate_limit import RateLimiter
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation, RateLimit
from hypothesis import given
from hypothesis import strategies as st
from unit.plugins.module_utils._core.http.fake_clock import FakeClock


def operation(path="/a", requests=5, per_s=1, scope="api", method="GET"):
    return Operation("some", method, path, ("none", "view"), RateLimit(requests, per_s, scope))


def send_times(rate_limiter, clock, operations, token="t"):
    times = []
    for each in operations:
        rate_limiter.wait(each, token)
        times.append(clock.now())
    return times


@given(st.integers(1, 10), st.sampled_from([1, 60]), st.floats(0.05, 30), st.integers(1, 60))
def test_no_window_ever_holds_more_than_the_share_of_the_limit(requests, per_s, share, count):
    clock = FakeClock()
    times = send_times(RateLimiter(share, clock), clock, [operation(requests=requests, per_s=per_s)] * count)
    allowed = requests * share
    whole = max(1, int(allowed))
    window_s = per_s * whole / allowed
    for first, later in zip(times, times[whole:], strict=False):
        assert later - first >= window_s


def test_the_first_requests_of_a_window_go_at_once():
    clock = FakeClock()
    assert send_times(RateLimiter(1.0, clock), clock, [operation()] * 5) == [1000.0] * 5


def test_the_next_request_waits_for_little_more_than_the_window():
    clock = FakeClock()
    assert send_times(RateLimiter(1.0, clock), clock, [operation()] * 6)[5] < 1001.1
    clock = FakeClock()
    assert send_times(RateLimiter(0.5, clock), clock, [operation()] * 3)[2] < 1000.9


def test_scope_route_counts_each_route_separately():
    clock = FakeClock()
    routes = [operation(f"/{name}", requests=2, scope="route") for name in "abc"]
    assert send_times(RateLimiter(1.0, clock), clock, routes * 2) == [1000.0] * 6


def test_scope_api_shares_one_count():
    clock = FakeClock()
    times = send_times(RateLimiter(1.0, clock), clock, [operation(f"/{number}") for number in range(6)])
    assert times[5] > 1001.0


def test_another_token_has_its_own_count():
    clock = FakeClock()
    rate_limiter = RateLimiter(1.0, clock)
    send_times(rate_limiter, clock, [operation()] * 5, "one")
    assert send_times(rate_limiter, clock, [operation()] * 5, "two") == [1000.0] * 5


def test_no_published_limit_is_not_paced():
    clock = FakeClock()
    unlimited = Operation("some", "POST", "/a", ("none", "view"), limit=None)
    assert send_times(RateLimiter(0.001, clock), clock, [unlimited] * 50) == [1000.0] * 50
