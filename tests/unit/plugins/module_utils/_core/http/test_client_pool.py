# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import threading

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.client_pool import WORKERS, ClientPool


@pytest.fixture
def pool():
    """A pool whose clients are numbers in the order of their creation."""
    lock, made = threading.Lock(), []

    def make():
        with lock:
            made.append(len(made))
            return made[-1]

    pool = ClientPool(make)
    pool.made = made
    return pool


def test_a_thread_keeps_its_client(pool):
    assert pool.current() == pool.current() == 0


def test_another_thread_has_another_client(pool):
    seen = [pool.current()]
    thread = threading.Thread(target=lambda: seen.append(pool.current()))
    thread.start()
    thread.join()
    assert seen == [0, 1]


@pytest.mark.parametrize("count", [0, 1, 2, 100])
def test_results_come_in_the_order_of_the_items(pool, count):
    assert pool.map(lambda _client, item: item * 2, list(range(count))) == [item * 2 for item in range(count)]
    assert len(pool.made) <= WORKERS


def test_a_single_item_is_done_by_the_calling_thread(pool):
    assert pool.map(lambda client, _item: client, ["a"]) == [pool.current()]


def test_items_are_worked_on_at_the_same_time(pool):
    together = threading.Barrier(3, timeout=30)
    clients = pool.map(lambda client, _item: (together.wait(), client)[1], ["a", "b", "c"])
    assert sorted(clients) == [0, 1, 2]


def test_the_exception_of_the_first_item_that_failed_is_raised(pool):
    def fail(_client, item):
        if item:
            raise ValueError(item)

    with pytest.raises(ValueError, match="^second$"):
        pool.map(fail, ["", "second", "third"])
