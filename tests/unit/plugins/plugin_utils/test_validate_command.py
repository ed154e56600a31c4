# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from ansible_collections.community.bigpanda.plugins.plugin_utils import validate_command

SCRIPT = Path(__file__).resolve().parents[4] / "plugins" / "plugin_utils" / "validate_command.py"
ROLES = """\
---
roles:
  - name: Operations
    permisions: []
"""
USERS = """\
scim_users:
  - user_name: ada@example.com
    password: hunter2
    pasword: hunter3
    roles: [Opertions, "Night watch"]
"""
MAPS = """\
enrichment_maps:
  - name: owners
    fields: [{title: application, type: query_tag}, {title: owner, type: result_tag}]
    src: enrichment_maps/owners.csv
"""
FOUND = """\
organizations/emea/enrichment_maps.yml, line 4: error: enrichment map "owners": src, line 3: 1 cell, expected 2. \
Correct the line.
    src: enrichment_maps/owners.csv
organizations/emea/roles.yml, line 4: error: role "Operations": unknown option "permisions". Did you mean permissions?
    permisions: []
organizations/emea/users.yml, line 4: error: SCIM user "ada@example.com": unknown option "pasword". Did you mean \
password?
organizations/emea/users.yml, line 5: error: SCIM user "ada@example.com": the role "Opertions" is not declared. \
Did you mean Operations?
    roles: [Opertions, "Night watch"]
organizations/emea/users.yml, line 5: warning: roles that are not declared here: "Night watch". They must exist in \
BigPanda.
    roles: [Opertions, "Night watch"]
4 errors, 1 warning.
"""
# Whatever asks the network, by whichever library, Python says so.
WATCHED = """
import runpy, sys
def watch(event, _arguments):
    if event.startswith("socket."):
        raise SystemExit(f"it used the network: {event}")
sys.addaudithook(watch)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Writes files below an empty directory, which is the current one. contents: by path."""
    monkeypatch.chdir(tmp_path)

    def write(**contents):
        for path, text in contents.items():
            path = tmp_path / path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    write(**{"organizations/emea/roles.yml": ROLES, "organizations/emea/users.yml": USERS})
    write(**{"organizations/emea/enrichment_maps.yml": MAPS})
    write(**{"organizations/emea/enrichment_maps/owners.csv": "application,owner\na,b\nc\n"})
    return write


def run(capsys, *arguments):
    """The exit status, and what was printed."""
    status = validate_command.main([str(each) for each in arguments])
    return status, capsys.readouterr().out


def test_the_script_finds_everything_without_network_and_without_ansible(files, tmp_path):
    """Called by its path, as a hook does it, with no other path of Python's than its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ANSIBLE"))}
    ended = subprocess.run(
        [sys.executable, "-c", WATCHED, str(SCRIPT), "organizations"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, FOUND, "")


@pytest.mark.parametrize(
    "path",
    [
        "organizations",
        "organizations/emea",
        "organizations/emea/roles.yml",
        "organizations/emea/enrichment_maps/owners.csv",
    ],
)
def test_a_file_stands_for_the_directory_that_it_belongs_to(files, capsys, path):
    assert run(capsys, path, "organizations/emea") == (1, FOUND)


def test_the_exit_status_follows_the_errors(files, capsys):
    files(
        **{"organizations/emea/roles.yml": "roles: []", "organizations/emea/users.yml": USERS.replace("pasword", "id")}
    )
    files(**{"organizations/emea/enrichment_maps.yml": ""})
    assert run(capsys, "organizations")[0] == 1
    files(**{"organizations/emea/users.yml": "scim_users: [{user_name: ada@example.com, roles: [Night watch]}]"})
    assert run(capsys, "organizations")[0] == 0
    assert run(capsys, "organizations", "--strict")[0] == 1
    assert run(capsys, "organizations", "--strict", "--known", "roles=Night*") == (0, "Nothing is wrong.\n")


def test_a_wrong_call_is_distinguished_from_a_wrong_file(files, capsys):
    assert validate_command.main(["organizations", "--known", "Night watch"]) == 2
    with pytest.raises(SystemExit) as ended:
        validate_command.main([])
    assert ended.value.code == 2
    assert (
        run(capsys, "organizations", "--known", "role=Night watch")[1].count('unknown kind "role" of known names') == 1
    )


def test_pipelines_get_annotations_and_json(files, capsys):
    _status, printed = run(capsys, "organizations", "--format", "github")
    assert printed.splitlines()[1] == (
        "::error file=organizations/emea/roles.yml,line=4::"
        'role "Operations": unknown option "permisions". Did you mean permissions?'
    )
    _status, printed = run(capsys, "organizations", "--format", "json")
    assert [(each["line"], each["severity"]) for each in json.loads(printed)] == [
        *((4, "error") for _number in range(3)),
        (5, "error"),
        (5, "warning"),
    ]
    assert "hunter" not in printed


@pytest.mark.parametrize(
    ("path", "content", "words"),
    [
        ("x/a.yml", "roles: []\nroles: []\n", 'x/a.yml, line 2: error: duplicate key "roles", first in line 1.'),
        ("x/a.yml", "- roles\n", "x/a.yml, line 1: error: the file contains a list of 1, not a dict of kinds."),
        ("x/a.yml", "role: []\n", 'x/a.yml, line 1: error: unknown kind "role". Did you mean roles?'),
        ("x/a.yml", "", "x: error: its files declare nothing."),
        ("x/a.txt", "", "x: error: no file in it ends in .yml or .yaml."),
        ("x/a.yml", "$ANSIBLE_VAULT;1.1;AES256\n61\n", "x/a.yml: warning: the file is encrypted with Ansible Vault"),
        ("x/a\nb.yml", "role: []\n", "x/a b.yml, line 1: error"),
        ("x/a ::error b.yml", "role: []\n", "x/a ::error b.yml, line 1: error"),
        ("x/a.yml", 'roles: [{name: "\\e[31mred", x: 1}]', 'role "[31mred": unknown option "x"'),
        ("x/a.yml", "topologies: []\n1: []\n", "x/a.yml, line 2: error: unknown kind 1."),
    ],
)
def test_strange_files_are_named(files, capsys, path, content, words):
    if path.endswith(" b.yml"):
        path = path.replace("::", ":")
        words = words.replace("::", ":")
    files(**{path: content})
    assert words in run(capsys, "x")[1]


@pytest.mark.parametrize(
    ("path", "is_named"),
    [
        ("roles.json", True),
        ("roles.yml.txt", True),
        ("Roles.txt", True),
        ("scim_users", True),
        ("roles/emea.yml", True),
        ("roles.yml~", False),
        ("roles.yml.orig", False),
        ("roles.bak", False),
        (".roles.yml.swp", False),
        ("roles.md", False),
        ("enrichment_maps/owners.csv", False),
        ("notes.txt", False),
    ],
)
def test_what_is_named_like_a_kind_and_not_read_is_a_warning(files, capsys, path, is_named):
    files(**{"x/a.yml": "environments: []", f"x/{path}": "roles: []"})
    status, printed = run(capsys, "x")
    assert status == 0
    assert (f"x/{path.split('/')[0]}: warning: it is named like a kind, but is not read" in printed) == is_named


def test_endings_may_have_any_case(files, capsys):
    files(**{"x/a.YML": "role: []"})
    assert 'x/a.YML, line 1: error: unknown kind "role"' in run(capsys, "x")[1]


def test_names_that_other_files_may_declare_are_not_misspelled(files, capsys):
    """The encrypted file may declare it."""
    files(
        **{"x/a.yml": f"{ROLES.replace('permisions', 'permissions')}scim_users: [{{user_name: a, roles: [Opertions]}}]"}
    )
    assert run(capsys, "x")[0] == 1
    files(**{"x/b.yml": "$ANSIBLE_VAULT;1.1;AES256\n61\n"})
    assert run(capsys, "x")[0] == 0


def test_what_is_no_file_is_not_opened(files, capsys, tmp_path):
    directory = tmp_path / "x"
    directory.mkdir()
    os.mkfifo(directory / "a.yml")
    (directory / "loop.yml").symlink_to("loop.yml")
    (directory / "inner").symlink_to(directory)
    (directory / "folder.yml").mkdir()
    status, printed = run(capsys, "x")
    assert status == 1
    assert [line for line in printed.splitlines() if "it is not a regular file" in line] == [
        f"x/{name}.yml: error: the file cannot be read: it is not a regular file." for name in ("a", "loop")
    ]
    assert run(capsys, "y")[1].startswith("y: error: the directory cannot be read: No such file or directory.")


def test_two_files_of_one_kind(files, capsys):
    files(**{"x/a.yml": "roles: []", "x/b.yml": "---\nroles: []"})
    assert 'x/b.yml, line 2: error: x/a.yml declares "roles" too. Declare each kind in one file.' in run(capsys, "x")[1]


FEED = "mail,memberOf\nada@example.com,noc\nbob@example.com,noc;night\n"
VARIABLES = """\
user_provisioning_columns: {user_name: mail, groups: memberOf}
user_provisioning_group_roles: {noc: Opertions, night: Night watch}
user_provisioning_purge: true
other: "{{ x }}"
"""


def test_a_feed_is_checked_against_the_declared_roles(files, capsys):
    files(**{"x/a.yml": "roles: [{name: Operations}]", "feed.csv": FEED, "variables.yml": VARIABLES})
    feed = ("--feed", "feed.csv", "--variables", "variables.yml")
    expected = (
        'feed.csv, line 2 (ada@example.com): error: group noc -> role "Opertions", which is not declared. '
        "The same for 1 more user. Did you mean Operations?\n"
        'feed.csv, line 3 (bob@example.com): warning: group night -> role "Night watch", which is not declared. '
        "It must exist in BigPanda.\n"
        "1 error, 1 warning.\n"
    )
    assert run(capsys, "x", *feed) == (1, expected)
    assert run(capsys, *feed) == (0, "Nothing is wrong.\n")


@pytest.mark.parametrize(
    ("feed", "variables", "words"),
    [
        (b"mail,memberOf\ncaf\xe9,x\n", VARIABLES, "feed.csv: error: the feed is not UTF-8: line 2, byte 4 is 0xE9."),
        ("mail,memberOf\n,x\na b,x\n", VARIABLES, "feed.csv, line 3: error: the user name"),
        ("mail\na\n", VARIABLES, "the feed has no column memberOf"),
        (
            FEED,
            "user_provisioning_columns: [mail]\n",
            "variables.yml: error: user_provisioning_columns is a list",
        ),
        (FEED, "a: b: c\n", "variables.yml, line 1: error: not YAML"),
    ],
)
def test_a_wrong_feed_is_an_error(files, capsys, feed, variables, words):
    files(**{"feed.csv": feed, "variables.yml": variables})
    status, printed = run(capsys, "--feed", "feed.csv", "--variables", "variables.yml")
    assert status == 1 and words in printed, printed
