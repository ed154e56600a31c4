# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import threading
from dataclasses import asdict

import pytest
from ansible_collections.community.bigpanda.plugins.action import bigpanda_organization
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.progress.progress import Standing


@pytest.mark.parametrize(
    ("given", "interval_s"),
    [(2, 2.0), ("0.5", 0.5), *((wrong, None) for wrong in (None, "", "abc", 0, -1, "nan", "inf", [1]))],
)
def test_what_cannot_be_waited_for_is_for_the_module_to_refuse(given, interval_s):
    assert bigpanda_organization.interval_of(given) == interval_s


def test_how_long_a_run_takes_is_said_first_and_what_an_earlier_run_left_is_not(tmp_path, monkeypatch):
    told, path, ended = [], tmp_path / "progress.json", threading.Event()
    monkeypatch.setattr(bigpanda_organization.display, "display", lambda text, **_others: told.append(text))
    written = iter([Standing(7, 7, 0, 0.5), Standing(10, 0, 0, 0.0, "10 users to create."), Standing(10, 3, 0, 1.5)])
    now_s = iter(range(100))

    def waits(_seconds):
        standing = next(written, None)
        if standing:
            path.write_text(json.dumps(asdict(standing)))
        return next(waiting)

    waiting = iter([False, False, False, False, True])
    path.write_text(json.dumps(asdict(Standing(7, 7, 0, 0.5))))
    monkeypatch.setattr(ended, "wait", waits)
    monkeypatch.setattr(bigpanda_organization, "_clock_time", lambda _now_s, _left_s: "05:33")
    bigpanda_organization.follow(str(path), "acme", 1, ended, lambda: float(next(now_s)))
    assert told == ["[acme] 10 users to create.", "[acme] 3 of 10 objects, 2.0/s, about 4 s left, ends at 05:33"]
