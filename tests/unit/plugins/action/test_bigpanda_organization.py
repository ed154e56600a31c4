# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import threading
from dataclasses import asdict

import pytest
from ansible_collections.community.bigpanda.plugins.action import bigpanda_organization
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.progress import INTERVAL_S, Standing


@pytest.mark.parametrize(
    ("given", "interval_s"),
    [(2, 2.0), ("0.5", 0.5), *((wrong, INTERVAL_S) for wrong in (None, "", "abc", 0, -1, "nan", "inf", [1]))],
)
def test_what_cannot_be_waited_for_is_for_the_module_to_refuse(given, interval_s):
    assert bigpanda_organization.interval_of(given) == interval_s


def test_what_an_earlier_run_left_is_not_told(tmp_path, monkeypatch):
    told, path, ended = [], tmp_path / "progress.json", threading.Event()
    monkeypatch.setattr(
        bigpanda_organization.display, "display", lambda text, **_others: (told.append(text), ended.set())
    )

    def waits():
        yield False
        path.write_text(json.dumps(asdict(Standing(10, 3, 0, 0.5))))
        yield False
        yield True

    path.write_text(json.dumps(asdict(Standing(7, 7, 0, 0.5))))
    outcome = waits()
    monkeypatch.setattr(ended, "wait", lambda _seconds: next(outcome))
    bigpanda_organization.follow(str(path), "acme", 1, ended)
    assert told == ["[acme] 3 of 10 objects"]
