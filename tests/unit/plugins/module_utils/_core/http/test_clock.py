# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import threading
import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import Stopped
from ansible_collections.community.bigpanda.plugins.module_utils._core.http import clock as module
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.clock import Clock


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(module, "GRACE_S", 0.1)
    return Clock()


def test_a_pause_takes_its_time(clock):
    began = time.monotonic()
    clock.sleep(0.25)
    assert 0.25 <= time.monotonic() - began < 20
    clock.check()


def test_a_long_pause_ends_when_the_run_is_told_to_stop(clock):
    threading.Timer(0.05, clock.stop).start()
    began = time.monotonic()
    with pytest.raises(Stopped, match="told to stop"):
        clock.sleep(1000)
    assert time.monotonic() - began < 20


def test_what_ends_soon_may_end(clock):
    clock.stop()
    clock.check()
    clock.sleep(0.01)
    time.sleep(0.1)
    clock.stop()
    for late in (clock.check, lambda: clock.sleep(0.01)):
        with pytest.raises(Stopped):
            late()
    clock.resume()
    clock.sleep(0.01)
