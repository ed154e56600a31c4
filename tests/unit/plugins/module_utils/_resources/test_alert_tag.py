# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.codec import compose
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG_ORDER


def tag(name, created_at):
    return {"id": name, "name": name, "created_at": created_at, "enrichments": []}


@pytest.mark.parametrize(
    ("tags", "stored", "order"),
    [
        ([tag("b", 1), tag("a", 2)], None, ["b", "a"]),
        ([tag("a", 2), tag("b", 1)], {"alert_tags_order": []}, ["b", "a"]),
        ([tag("b", 1), tag("a", 1)], ["b", "a"], ["b", "a"]),
        ([tag("c", 2), tag("b", 2), tag("a", 1)], ["a"], ["a", "b", "c"]),
        ([tag("b", 1), tag("a", 1)], None, ["a", "b"]),
        ([tag("b", None), tag("a", None)], [], ["a", "b"]),
    ],
)
def test_an_order_is_known_if_it_is_stored_or_creation_times_show_it(tags, stored, order):
    (composed,) = compose(ALERT_TAG_ORDER, tags, stored)
    assert composed["tags"] == order
