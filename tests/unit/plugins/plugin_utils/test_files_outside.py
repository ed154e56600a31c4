# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A declaration may be a pull request of a stranger: its check shows nothing of other files of the machine."""

from __future__ import annotations

import os

import pytest
from ansible_collections.community.bigpanda.plugins.action import bigpanda_validate
from ansible_collections.community.bigpanda.plugins.plugin_utils.validation import UsageError, findings_of
from ansible_collections.community.bigpanda.plugins.plugin_utils.validation_output import FORMATS

NOW_S = 1_800_000_000
FIELDS = "fields: [{title: a, type: query_tag}, {title: b, type: result_tag}]"
SECRETS = {
    "text": "hunter2:hunter2\n",
    "key.yml": "hunter2: [a\n",
    "names.yml": "roles: [{name: hunter2, permissions: []}]\nhunter2: 1\n",
    "table.csv": "hunter2,b\n1,2\n",
    "rows.csv": "a,b\nhunter2,1\nhunter2,2\n",
    "formula.csv": 'a,b\n"=""hunter2""",1\n',
    "feed.csv": "mail,hunter2\n",
}


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """The current directory, next to which are files with secrets."""
    for name, text in SECRETS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    monkeypatch.chdir(checkout)
    return checkout


def write(directory, **texts):
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (directory / f"{name}.yml").write_text(text, encoding="utf-8")


def shown(found):
    return "\n".join(print_findings(found) for print_findings in FORMATS.values())


@pytest.mark.parametrize("name", SECRETS)
def test_a_linked_declaration_outside_is_named_and_not_shown(checkout, name):
    write(checkout / "acme", users="scim_users: [{user_name: a@x.example, roles: [hunter]}]\n")
    os.symlink(f"../../{name}", checkout / "acme" / "roles.yml")
    for paths in (["."], ["acme"], ["acme/roles.yml"], [str(checkout / "acme")]):
        found = findings_of(paths, NOW_S)
        assert "hunter2" not in shown(found)
        (of_link,) = [each for each in found if each.file.endswith("roles.yml")]
        assert "outside" in of_link.message and of_link.severity == "warning"


@pytest.mark.parametrize("place", ["../../{}", "{root}/{}", "link"])
@pytest.mark.parametrize("name", SECRETS)
def test_a_table_outside_is_checked_and_not_shown(checkout, tmp_path, name, place):
    src = place.format(name, root=tmp_path)
    write(checkout / "acme", maps=f"enrichment_maps: [{{name: M, {FIELDS}, src: {src}}}]\n")
    os.symlink(tmp_path / name, checkout / "acme" / "link")
    (found,) = findings_of(["acme"], NOW_S)
    assert "hunter2" not in shown([found])
    assert found.sentence.startswith('acme/maps.yml, line 1: enrichment map "M": src') and "outside" in found.advice
    assert ("lines 2 and 3" in found.message) == (name == "rows.csv")
    (said,) = bigpanda_validate.findings_of(bigpanda_validate.read_arguments({"directory": ["acme"]}), NOW_S)
    assert "hunter2" not in shown([said])


def test_a_hidden_file_is_outside(checkout):
    """Git and others keep credentials in hidden files of a checkout."""
    write(checkout / ".git", config="roles: hunter2\n")
    (checkout / "acme").mkdir()
    os.symlink("../.git/config.yml", checkout / "acme" / "roles.yml")
    assert "hunter2" not in shown(findings_of(["acme"], NOW_S))


def test_a_directory_that_is_a_link_leads_outside(checkout, tmp_path):
    write(tmp_path / "private", hosts="hunter2: x\n")
    os.symlink(tmp_path / "private", checkout / "acme")
    for paths in (["."], ["acme"], ["acme/hosts.yml"]):
        found = findings_of(paths, NOW_S)
        assert found and "hunter2" not in shown(found)
    (found,) = findings_of([str(tmp_path / "private")], NOW_S)
    assert "hunter2" in found.message


def test_what_is_given_outside_is_read_and_so_is_what_links_name_inside(checkout, tmp_path):
    write(checkout / "common", roles="roles: [{nam: hunter2}]\n")
    write(checkout / ".cache" / "acme", roles="roles: [{nam: hunter2}]\n")
    write(checkout / "acme")
    os.symlink("../common/roles.yml", checkout / "acme" / "roles.yml")
    for path in ("acme", ".cache/acme", str(tmp_path / "names.yml")):
        assert "hunter2" in shown(findings_of([path], NOW_S)), path


@pytest.mark.parametrize("option", ["feed", "variables"])
def test_a_feed_that_is_a_link_leads_outside(checkout, tmp_path, option):
    write(checkout / "acme", roles="roles: [{name: A, permissions: []}]\n")
    (checkout / "users.csv").write_text("user_name,display_name,groups\na@x.example,A,A\n", encoding="utf-8")
    for name in SECRETS:
        (checkout / "linked").unlink(missing_ok=True)
        os.symlink(tmp_path / name, checkout / "linked")
        try:
            found = shown(findings_of(["acme"], NOW_S, **{"feed": "users.csv", option: "linked"}))
        except UsageError as error:
            found = str(error)
        assert "outside" in found and "hunter2" not in found
    given = bigpanda_validate.read_arguments({"feed": "linked"})
    assert "hunter2" not in shown(bigpanda_validate.findings_of_feed(given, NOW_S)[0])


def test_a_run_reads_links_since_it_evaluates_templates_too(checkout, tmp_path):
    write(checkout / "acme")
    os.symlink(tmp_path / "names.yml", checkout / "acme" / "roles.yml")
    given = bigpanda_validate.read_arguments({"directory": "acme", "offline": False})
    assert "hunter2" in shown(bigpanda_validate.findings_of(given, NOW_S))
