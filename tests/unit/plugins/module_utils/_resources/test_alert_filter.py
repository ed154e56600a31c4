# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.codec import decode
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import (
    ALERT_FILTER,
    prepare_alert_filter,
)


def test_what_an_answer_omits_is_the_default():
    read = decode(ALERT_FILTER, {"id": "f1", "name": "Chatter", "custom_tags": [{"name": "farm"}]})
    assert (read["active"], read["exclude_status"], read["schedule"], read["bpql"]) == (True, ["Ok"], None, None)
    assert read["custom_tags"] == [{"name": "farm", "value": ""}]
    assert decode(ALERT_FILTER, {"id": "f1", "name": "Chatter", "active": False})["active"] is False


def test_an_empty_schedule_is_refused_by_its_name():
    with pytest.raises(InvalidOption, match="schedule is empty. Omit it"):
        prepare_alert_filter({"name": "Chatter", "schedule": ""})
