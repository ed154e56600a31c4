# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.times import time_zones
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.times.time_zones import (
    TIME_ZONE,
    check_time_zone,
)


@pytest.mark.parametrize("name", ["UTC", "America/New_York", "+02:00", "", "EST", "W. Europe Standard Time"])
def test_a_zone_is_taken_as_it_is_given(name):
    assert check_time_zone(name) == name


def test_case_does_not_matter():
    assert check_time_zone(" europe/berlin") == TIME_ZONE.to_api("europe/BERLIN") == "Europe/Berlin"
    assert TIME_ZONE.to_api(None) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Europe/Berln", '"Europe/Berln" is not a time zone. Did you mean Europe/Berlin'),
        ("America/NewYork", "Did you mean America/New_York"),
    ],
)
def test_a_misspelled_zone_is_refused_before_anything_is_sent(name, words):
    with pytest.raises(InvalidOption) as refused:
        check_time_zone(name)
    assert words in str(refused.value)


def test_without_a_database_of_zones_each_name_is_taken(monkeypatch):
    monkeypatch.setattr(time_zones, "_names", dict)
    assert check_time_zone("Europe/Berln") == "Europe/Berln"
