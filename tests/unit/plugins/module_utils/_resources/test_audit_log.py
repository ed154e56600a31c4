# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._resources.audit_log import (
    decode_audit_log,
    query_audit_logs,
)


@pytest.mark.parametrize(
    ("options", "query"),
    [
        ({}, {}),
        ({"limit": 0, "api_key": "x"}, {}),
        ({"resource_type": "roles", "action_type": "delete"}, {"resource_type": "roles", "action_type": "delete"}),
        ({"start": "1700000006", "end": "1700000006"}, {"start": 1700000006, "end": 1700000006}),
        ({"start": "2023-11-14T23:13:25+01:00"}, {"start": 1700000005}),
        ({"start": "-1h"}, {"start": 1_799_996_400}),
        ({"start": "0", "end": "0"}, {"start": 0, "end": 0}),
    ],
)
def test_only_what_was_given_is_asked_for(options, query):
    assert query_audit_logs(options, 1_800_000_000) == query


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"start": "1700000006", "end": "1700000005"}, "start is later than end"),
        ({"start": "1h"}, "start: 2027-01-15T09:00:00Z is in the future.*-1h"),
        ({"start": ""}, "start is empty.*Omit it"),
        ({"end": ""}, "end is empty"),
        ({"resource_type": ""}, "resource_type is empty"),
        ({"start": "yesterday"}, "start: .yesterday. is not a valid time"),
        ({"end": "2026-03-01T00:00:00"}, "end: 2026-03-01T00:00:00 has no time zone"),
        ({"end": "1700000000000"}, "milliseconds"),
    ],
)
def test_what_cannot_be_meant_is_refused(options, words):
    with pytest.raises(InvalidOption, match=words):
        query_audit_logs(options, 1_800_000_000)


@pytest.mark.parametrize(
    ("given", "shown"), [(1700000000, 1700000000), ("1700000000", 1700000000), ("soon", "soon"), (None, None)]
)
def test_an_entry_has_every_key_and_a_number_for_its_time(given, shown):
    decoded = decode_audit_log({"timestamp": given, "new_key": 1})
    assert decoded["timestamp"] == shown and decoded["new_key"] == 1
    assert decoded["actor"] is None and decoded["object"] is None
