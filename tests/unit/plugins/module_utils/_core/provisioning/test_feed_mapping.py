# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_mapping import make_mapping


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {"columns": {"user_name": "mail", "actve": "status"}},
            "columns contains actve. Its keys are user_name, .*active",
        ),
        ({"columns": {"group": "memberOf"}}, "columns contains group"),
        ({"columns": {"groups": "memberOf"}}, "columns does not contain user_name"),
        ({"columns": {"user_name": 7}}, "columns contains 7, which is not text. Give text: put it in quotes"),
        ({"columns": "mail"}, 'columns contains "mail". Give a dict'),
        ({"group_roles": {7: "Operations"}}, "group_roles contains 7"),
        ({"group_roles": {"noc": [7]}}, "group_roles contains 7"),
        ({"group_roles": {"noc": None}}, "group_roles contains null"),
        ({"group_roles": ["noc"]}, "group_roles contains a list of 1. Give a dict"),
        ({"group_roles": {"noc": ""}}, r"group_roles contains a role without a name. Name the role, or give \[\]"),
        ({"default_roles": ["Viewer", " "]}, "default_roles contains a role without a name"),
        ({"group_patterns": [{"pattern": 7, "role": "Operations"}]}, "group_patterns contains 7"),
        ({"group_patterns": [{"pattern": "noc"}]}, "an entry of group_patterns has no role"),
        ({"group_patterns": [{"pattern": "a", "role": "A", "rolle": "B"}]}, "group_patterns contains rolle. Its keys"),
        ({"group_patterns": ["noc"]}, 'group_patterns contains "noc". Give a dict'),
        ({"default_roles": [True]}, "default_roles contains true"),
        ({"ignore": 7}, "ignore contains 7"),
        ({"separator": 7}, "separator contains 7"),
    ],
)
def test_options_that_would_not_do_what_they_say_are_refused(values, words):
    with pytest.raises(InvalidOption, match=words):
        make_mapping(**values)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"staged": True}, "status_words contains true. Map each word to present or absent"),
        ({"staged": "stays"}, 'status_words contains "stays"'),
        ({"staged": []}, "status_words contains a list of 0"),
        ({"staged": "absent", "Staged ": "present"}, 'status_words maps "Staged " to both present and absent'),
        ({"staged": "present", "STAGED": "absent"}, 'status_words maps "STAGED" to both present and absent'),
        ({False: "absent"}, "status_words contains false, which is not text. Give text: put it in quotes"),
        (["staged"], "Give a dict"),
    ],
)
def test_status_words_are_present_or_absent(words, said):
    with pytest.raises(InvalidOption, match=said):
        make_mapping(status_words=words)
