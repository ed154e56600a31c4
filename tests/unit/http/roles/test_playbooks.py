# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import stat

from ansible.parsing.vault import VaultLib, VaultSecret

READ = [{"resource_type": "users", "actions": ["read"]}]
KEY_OF_ANOTHER = "test-api-key-globex-5f1d8e37a6b0"
DECLARED = json.dumps({"roles": [{"name": "Auditors", "permissions": []}]})


def test_drift_says_what_it_compared_and_sees_text_as_a_declaration(play, simulator, tmp_path):
    """The declaration comes as text, as from a survey; what was left blank comes as null or as empty text."""
    blank = {"organization_directory": None, "organization_report": "", "bigpanda_hosts": "", "bigpanda_region": None}
    given = {"bigpanda_organization": DECLARED, "bigpanda_api_key": "", **blank}
    hosts = tmp_path / "hosts.yml"
    hosts.write_text("{all: {hosts: {localhost: {}, other: {bigpanda_api_key: test-key-of-nobody-7c21f0}}}}")
    del given["bigpanda_api_key"]
    differs = play("drift", variables=given, arguments=["-i", str(hosts)], ANSIBLE_SHOW_CUSTOM_STATS="1")
    assert differs.returncode == 2, differs.said
    told = "differs from what is declared: roles Auditors. Compared: 1 roles."
    error = "This is an error, not drift: the organization could not be compared."
    for text in ("  roles  + Auditors\n", told, error, "localhost     drift  1", "other         error"):
        assert text in differs.said, differs.said
    assert '"localhost": "drift"' in differs.said and '"other": "error"' in differs.said
    assert simulator.requests(writes_only=True) == []


def test_encrypted_files_are_read_in_the_directory_where_a_playbook_is_called(play, tmp_path):
    """The role that the feed names only comes with the declaration."""
    (tmp_path / "password").write_text("a password of nobody\n", encoding="utf-8")
    (tmp_path / "acme").mkdir()
    files = {"acme/roles.yml": DECLARED, "feed.csv": "mail,groups\nnew@acme.example,Auditors\n"}
    vault = VaultLib([("default", VaultSecret(b"a password of nobody"))])
    for name, text in files.items():
        (tmp_path / name).write_bytes(vault.encrypt(text.encode()))
    given = {
        "organization_directory": "acme",
        "bigpanda_users_csv": "feed.csv",
        "user_provisioning_columns": {"user_name": "mail", "groups": "groups"},
    }
    books = ("plan", "onboard", "provision_users", "drift", "incidents")
    agrees = play(*books, variables=given, arguments=["--vault-password-file", "password"])
    assert agrees.returncode == 0, agrees.said
    for text in ("  roles  + Auditors\n", "  users  + new@acme.example", "as declared. Compared: 1 roles.", "none."):
        assert text in agrees.said, agrees.said


def test_drift_reports_differences_of_any_size(play, bring):
    """No brake holds a run that changes nothing, or the difference would not be seen for the refusal."""
    bring({"roles": [{"name": f"Role {number}", "permissions": READ} for number in range(9)]})
    emptied = [{"name": f"Role {number}", "permissions": []} for number in range(9)]
    differs = play("drift", variables={"bigpanda_organization": json.dumps({"roles": emptied})})
    assert differs.returncode == 2 and "differs from what is declared" in differs.said, differs.said


def test_drift_of_no_kind_is_an_error(play):
    refused = play("drift", variables={"bigpanda_organization": "{}"})
    assert refused.returncode == 2 and "Nothing is declared" in refused.said, refused.said


def test_options_of_connection_come_from_variables_of_the_inventory(play, simulator):
    refused = play("drift", variables={"bigpanda_organization": DECLARED, "bigpanda_max_answer_mb": "2000"})
    assert refused.returncode == 2 and "max_answer_mb is 2000.0. Give a number from 1 to 1024." in refused.said
    assert simulator.requests() == []


def test_an_undefined_credential_is_not_that_of_the_environment(play, simulator):
    refused = play("export", variables={"bigpanda_api_key": "{{ key_of_anoter_organization }}"})
    assert refused.returncode == 2 and "key_of_anoter_organization" in refused.said, refused.said
    misspelled = play("export", variables={"bigpanda_apikey": KEY_OF_ANOTHER})
    assert misspelled.returncode == 2 and "Did you mean bigpanda_api_key?" in misspelled.said, misspelled.said
    assert KEY_OF_ANOTHER not in misspelled.said
    assert simulator.requests() == []


def test_an_export_keeps_the_modes_of_folders_that_were_there(play, bring, tmp_path):
    """In a folder of any name; files are for their owner alone."""
    fields = [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
    names = ["CON", "所有者", "部署", "a" * 300, "Owners", "owners", "../up", "nul"]
    maps = [{"name": name, "fields": fields, "rows": [{"application": "a", "owner": name}]} for name in names]
    bring({"enrichment_maps": maps})
    given = {"bigpanda_export_directory": "git [eu] * ä", "organization_directory": "git [eu] * ä/localhost"}
    folder = tmp_path / given["organization_directory"]
    (folder / "enrichment_maps").mkdir(parents=True)
    for path in (folder.parent, folder, folder / "enrichment_maps"):
        path.chmod(0o755)
    finished = play("export", "drift", variables=given)
    assert finished.returncode == 0, finished.said
    for path in (folder.parent, folder, folder / "enrichment_maps"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o755
    tables = list((folder / "enrichment_maps").iterdir())
    assert len(tables) == len(names)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tables} == {0o600}


def test_roles_are_called_in_a_loop(play, simulator, tmp_path):
    """Of organizations, for instance: they leave the loop's own variable alone, and nothing stays of the one before."""
    export = {
        "ansible.builtin.include_role": {"name": "community.bigpanda.organization_export"},
        "vars": {"organization_export_directory": "{{ item }}", "organization_export_gather": "roles"},
        "loop": ["one", "two"],
    }
    apply = {
        "ansible.builtin.include_role": {"name": "community.bigpanda.organization"},
        "vars": {
            "organization_directory": "{{ item.from }}",
            "bigpanda_organization": "{{ item.declared }}",
            "organization_report": "{{ item.name }}.json",
        },
        "loop": [
            {"name": "first", "from": "one", "declared": None},
            {"name": "second", "from": "", "declared": DECLARED},
        ],
    }
    given = {"ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    finished = play(
        {"hosts": "all", "gather_facts": False, "connection": "local", "vars": given, "tasks": [export, apply]}
    )
    assert finished.returncode == 0, finished.said
    assert "already in use" not in finished.said
    assert (tmp_path / "one" / "roles.yml").read_bytes() == (tmp_path / "two" / "roles.yml").read_bytes()
    reports = [json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8")) for name in ("first", "second")]
    assert reports[0]["summary"]["roles"].keys() == {"unchanged"}
    assert reports[1]["summary"] == {"roles": {"create": 1}}


def test_incidents_are_shown_as_its_variables_say(play):
    """Together with what other playbooks have, as an inventory sets it for all of them."""
    chosen = {"environment": "All Incidents", "folder": "active", "query": 'host = "no-such-host"', "limit": "5"}
    given = {f"bigpanda_incidents_{name}": value for name, value in chosen.items()}
    others = {"bigpanda_maintenance_duration": "2h", "organization_purge": "roles", "bigpanda_validate_strict": "yes"}
    shown = play("incidents", variables={**given, **others})
    assert shown.returncode == 0 and "There are none." in shown.said, shown.said


def test_a_misspelled_organization_is_no_success(play, simulator):
    """Without a check, Ansible runs on no host and succeeds: nobody notices that alerts are not suppressed."""
    refused = play("maintenance_window", variables={"bigpanda_hosts": "localhos", "bigpanda_maintenance_name": "x"})
    assert refused.returncode != 0 and "Did you mean localhost?" in refused.said, refused.said
    assert simulator.requests() == []
