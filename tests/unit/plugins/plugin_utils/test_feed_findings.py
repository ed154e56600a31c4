# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.plugin_utils.feed_findings import check_feed_at

COLUMNS = {"user_name": "mail", "display_name": "cn", "groups": "groups", "active": "status"}


def sentences(feed, **options):
    found, _feed = check_feed_at(feed, {"columns": COLUMNS, **options})
    return [each.sentence for each in found]


def test_all_rows_are_checked_and_options_have_the_names_of_variables():
    first, second, third = sentences(
        "mail,cn,groups,status\nAda@example.com,Ada,noc,aktiv\nada@example.com,Ada,noc,active\n,Nobody,noc,active\n"
    )
    assert first.startswith(
        'feed, line 2: "aktiv" is not a known status. Define aktiv with user_provisioning_status_words, as present'
    )
    assert second == "feed, line 3: ada@example.com is a duplicate of line 2."
    assert third == "feed, line 4: the user name is empty."


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"status_words": {"x": "gone"}}, 'feed: user_provisioning_status_words contains "gone".'),
        ({"group_patterns": [{"pattern": "("}]}, "feed: an entry of user_provisioning_group_patterns has no role."),
    ],
)
def test_a_wrong_mapping_is_said_in_the_names_of_variables(options, words):
    assert sentences("mail,cn,groups,status\n", **options)[0].startswith(words)


def test_text_of_the_feed_keeps_its_words():
    group = '"""group_roles"""'
    found = sentences(f"mail,cn,groups,status\nada@example.com,Ada,{group},active\n", refuse_unmapped=True)
    assert "user_provisioning" not in found[0], found


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/no/feed.csv ", "The path begins or ends with a space: remove it."),
        ("https://idp.example/feed.csv", "Give a path on the controller; nothing is downloaded."),
        ("/no/feed.csv", "the feed cannot be read: No such file or directory."),
    ],
)
def test_a_path_that_cannot_be_read_is_explained(path, words):
    assert sentences(path)[0].endswith(words)


def test_a_feed_that_is_encrypted_is_only_read_where_it_can_be_decrypted(tmp_path):
    path = tmp_path / "feed.csv"
    path.write_text("$ANSIBLE_VAULT;1.1;AES256\n6162\n", encoding="utf-8")
    (found,), feed = check_feed_at(str(path), {"columns": COLUMNS}, is_offline=True)
    assert (found.sentence, found.severity, feed) == (
        f"{path}: the feed is encrypted with Ansible Vault, so its content is not checked.",
        "warning",
        None,
    )
    text = "mail,cn,groups,status\nada@example.com,Ada,noc,active\n"
    found, feed = check_feed_at(str(path), {"columns": COLUMNS}, decrypted={str(path): text}.__getitem__)
    assert found == [] and [user["user_name"] for user in feed.users] == ["ada@example.com"]
