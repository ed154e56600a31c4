# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime

import pytest
from ansible_collections.community.bigpanda.plugins.action import bigpanda_validate
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption

NOW_S = 1_800_000_000


def messages(**options):
    return [each.sentence for each in bigpanda_validate.findings_of(bigpanda_validate.read_arguments(options), NOW_S)]


def test_values_of_a_variable_have_the_lines_of_their_files(tmp_path):
    """They may come from templates, so the files alone do not show that they are wrong."""
    (tmp_path / "roles.yml").write_text("---\nroles:\n  - name: A\n    users: '{{ x }}'\n", encoding="utf-8")
    assert messages(directory=str(tmp_path)) == []
    values = {"roles": [{"name": "A", "users": {"b": "c"}}], "role": []}
    assert messages(directory=str(tmp_path), organization=values) == [
        f'{tmp_path}: unknown kind "role". Did you mean roles?',
        f'{tmp_path}/roles.yml, line 4: role "A": users is a dict (b). Give a list.',
    ]
    assert messages(organization=values)[1] == 'bigpanda_organization: role "A": users is a dict (b). Give a list.'


def test_layers_are_checked_together(tmp_path):
    texts = {"base": "roles:\n  - {name: A, permissions: []}\nenvironments: [{name: E}]\n", "acme": "roles: [{name: B}"}
    for name, text in texts.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "all.yml").write_text(text, encoding="utf-8")
    folders = [str(tmp_path / name) for name in texts]
    (broken,) = messages(directory=folders)
    assert broken.startswith(f"{folders[1]}/all.yml, line 2")
    (tmp_path / "acme" / "all.yml").write_text("scim_users: [{user_name: x, roles: [A, C]}]\n", encoding="utf-8")
    (unknown,) = messages(directory=folders)
    assert unknown.startswith(", ".join(folders)) and '"C"' in unknown


def test_a_run_asks_bigpanda_itself():
    values = {"roles": [{"name": "A"}], "scim_users": [{"user_name": "x", "roles": ["B", "Admni"]}]}
    assert messages(organization=values, offline=False) == []
    assert len(messages(organization=values)) == 1


def test_a_run_warns_of_files_that_people_would_think_are_read(tmp_path):
    (tmp_path / "a.yml").write_text("environments: [{name: E, filter: a = b}]\n", encoding="utf-8")
    (tmp_path / "roles.json").write_text("{}", encoding="utf-8")
    (said,) = messages(directory=str(tmp_path), offline=False)
    assert said.startswith(f"{tmp_path}/roles.json: it is named like a kind, but is not read")


@pytest.mark.parametrize("offline", [True, False])
def test_a_path_in_which_ansible_replaces_a_variable_is_refused(tmp_path, monkeypatch, offline):
    """Only a path that Ansible would change is wrong: a ~ inside of it stays, and so does what is no variable."""
    monkeypatch.setenv("BP_FOLDER", "elsewhere")
    text = "environments: [{name: E, filter: a = b}]\n"
    for name in ("$BP_FOLDER", "a ${BP_FOLDER}", "~", "$BP_NOT_SET", "$"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yml").write_text(text, encoding="utf-8")
        said = messages(directory=str(tmp_path / name), offline=offline)
        is_replaced = "BP_FOLDER" in name
        assert ["so it cannot be read, in" in each for each in said] == ([True] if is_replaced else []), said
    (tmp_path / "$" / "$BP_FOLDER.yml").write_text("roles: [{name: R}]\n", encoding="utf-8")
    (said,) = messages(directory=str(tmp_path / "$"), offline=offline)
    assert said.startswith(f"{tmp_path}/$/$BP_FOLDER.yml: Ansible replaces") and said.endswith("Rename the file.")
    (said,) = messages(directory="$BP_FOLDER/acme", offline=offline)
    assert "Environment variables are not replaced in it" in said
    (said,) = messages(directory="nowhere", offline=offline)
    assert "A relative path begins where ansible-playbook is called." in said


def test_tables_of_a_variable_may_be_on_another_host():
    fields = [{"title": "a", "type": "query_tag"}]
    assert messages(organization={"enrichment_maps": [{"name": "M", "fields": fields, "src": "maps/a.csv"}]}) == []


def test_dates_are_the_text_that_they_are_written_as():
    moment = datetime.datetime(2037, 1, 1, tzinfo=datetime.UTC)
    values = {"alert_filter_schedules": [{"name": "S", "starts_on": moment, "ends_on": datetime.date(2037, 1, 2)}]}
    (found,) = messages(organization=values)
    assert "ends_on: 2037-01-02 is a date without a time" in found


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "nothing to check"),
        ({"dir": "x"}, "unknown option dir. Possible are directory, organization"),
        ({"organization": ["x"]}, "organization is a list of 1. Give a dict."),
        ({"known": {"role": ["x"]}, "directory": "x"}, "known: unknown kind role. Did you mean roles"),
    ],
)
def test_a_wrong_option_is_refused(options, words):
    with pytest.raises(InvalidOption, match=words):
        bigpanda_validate.read_arguments(options)


def test_a_feed_without_users_is_named():
    """A list is empty if the job that makes it has failed."""
    (found,), _feed = bigpanda_validate.findings_of_feed(bigpanda_validate.read_arguments({"feed": []}), NOW_S)
    assert "the feed contains no users." in found.sentence
