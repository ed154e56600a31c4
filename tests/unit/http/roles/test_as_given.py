# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Roles and playbooks, called as surveys, the command line and loops call them. All cases of a test share one run."""

from __future__ import annotations

import json

PASSWORD = "a-password-of-nobody"
PEOPLE = "user_name,display_name,groups\nada@example.com,Ada,noc\n"
REFUSED = "refused"


def test_a_declaration_is_read_however_it_is_handed_over(call_roles, simulator, tmp_path):
    names = ["json", "yaml", "kind", "brackets"]
    declared = {name: {"roles": [{"name": f"by {name}", "permissions": []}]} for name in names}
    folder = tmp_path / "prod [eu] * ä"
    folder.mkdir()
    (folder / "roles.yml").write_text(json.dumps(declared["brackets"]), encoding="utf-8")
    ended = call_roles(
        {
            "json": ("organization", {"bigpanda_organization": f"{json.dumps(declared['json'])} "}),
            "yaml": ("organization", {"bigpanda_organization": "roles:\n  - name: by yaml\n    permissions: []\n"}),
            "kind": ("organization", {"bigpanda_organization": {"roles": json.dumps(declared["kind"]["roles"])}}),
            "brackets": ("organization", {"organization_directory": folder.name, "bigpanda_organization": None}),
            "omit": (
                "organization",
                {
                    "bigpanda_organization": {
                        "roles": [{"name": "by omit", "permissions": [], "users": ["{{ nobody | default(omit) }}"]}]
                    },
                    "organization_protect": {"roles": ["{{ nobody | default(omit) }}"]},
                    "organization_report": "{{ nobody | default(omit) }}",
                },
            ),
            "nothing": ("organization", {}),
            "blank": ("organization", {"bigpanda_organization": "", "organization_directory": None}),
            "empty": ("organization", {"bigpanda_organization": {}}),
            "typo": ("organization", {"bigpanda_organization": "{{ declaratoin }}"}),
            "typo in protect": (
                "organization",
                {"bigpanda_organization": declared["json"], "organization_protect": {"roles": ["{{ protcted }}"]}},
            ),
            "unread": ("organization", {"bigpanda_organization": "{roles"}),
        }
    )
    refused = {name: said.pop(REFUSED) for name, said in ended.items() if REFUSED in said}
    assert {role["name"] for role in simulator.organization("acme").roles.values()} >= {
        *(f"by {name}" for name in names),
        "by omit",
    }
    assert all(ended[name]["changed"] for name in [*names, "omit"])
    for name in ("nothing", "blank", "empty"):
        assert "Nothing is declared. Give bigpanda_organization" in refused.pop(name)
    assert "declaratoin" in refused.pop("typo")
    assert "protcted" in refused.pop("typo in protect")
    assert "bigpanda_organization is text that cannot be read" in refused.pop("unread")
    assert refused == {}


def test_a_call_applies_nothing_that_an_earlier_one_read(call_roles, simulator, tmp_path):
    """With hash_behaviour=merge, Ansible adds a dict that is read to what the variable holds."""
    declared = {
        "one": "environments: [{name: of one, filter: application = billing}]",
        "two": "roles: [{name: of two, permissions: []}]",
    }
    for name, text in declared.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "declared.yml").write_text(text, encoding="utf-8")
    layers = {
        "base": "environments: [{name: shops, filter: a = b}]\nroles: [{name: in all, permissions: []}]",
        "acme": "environments: [{name: shops, filter: c = d}, {name: own, filter: e = f}]",
    }
    for name, text in layers.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "declared.yml").write_text(text, encoding="utf-8")
    both = {"organization_directory": ["base", "acme"]}
    ended = call_roles(
        {
            **{name: ("organization", {"organization_directory": name}) for name in declared},
            "part": ("organization", {**both, "organization_kinds": "Roles", "organization_purge": "environments"}),
            "layers": ("organization", both),
            "json": ("organization", {"organization_directory": '["base", "acme"]'}),
            "no part": ("organization", {**both, "organization_kinds": ["topologies"]}),
            "unknown part": ("organization", {**both, "organization_kinds": ["users"]}),
        },
        ANSIBLE_HASH_BEHAVIOUR="merge",
    )
    assert [ended[name].get("summary") for name in (*declared, "part", "layers")] == [
        {"environments": {"create": 1}},
        {"roles": {"create": 1}},
        {"roles": {"create": 1}},
        {"environments": {"create": 2}, "roles": {"unchanged": 1}},
    ]
    (shops,) = (each for each in simulator.organization("acme").environments.values() if each["name"] == "shops")
    assert shops["filter"] == "c = d"
    assert ended["json"]["summary"] == {"environments": {"unchanged": 2}, "roles": {"unchanged": 1}}
    assert "organization_kinds is given" in ended["no part"][REFUSED]
    assert "organization_kinds: unknown kind users" in ended["unknown part"][REFUSED]


def test_people_are_protected_however_the_list_is_handed_over(call_roles, simulator):
    acme = simulator.organization("acme")
    for name in ("ada", "svc-1", "boss", "temp"):
        acme.add_user(f"{name}@example.com")
    feed = {
        "bigpanda_users_csv": PEOPLE,
        "user_provisioning_purge": "true",
        "user_provisioning_max_removals": "90%",
        "user_provisioning_group_roles": '{"noc": "User"}',
        "user_provisioning_default_roles": "Viewer",
    }
    ended = call_roles(
        {
            "protected": (
                "user_provisioning",
                {
                    **feed,
                    "user_provisioning_protect": "boss@example.com",
                    "user_provisioning_ignore": "svc-*@example.com",
                },
            ),
            "kinds": ("user_provisioning", {**feed, "user_provisioning_default_roles": {"a": "b"}}),
            "blank": (
                "user_provisioning",
                {
                    **feed,
                    **dict.fromkeys(
                        f"user_provisioning_{name}"
                        for name in (
                            "report",
                            "max_removals",
                            "protect",
                            "purge",
                            "approved_plan",
                            "progress_interval",
                            "separator",
                        )
                    ),
                    "user_provisioning_dry_run": "yes",
                    "bigpanda_users": "",
                },
            ),
            "both": ("user_provisioning", {**feed, "bigpanda_users": [{"user_name": "ada@example.com"}]}),
        }
    )
    active = {user["userName"] for user in acme.users.values() if user["active"]}
    assert active == {"ada@example.com", "svc-1@example.com", "boss@example.com", "admin@acme.example"}
    assert "user_provisioning_default_roles is a dict" in ended["kinds"][REFUSED]
    assert "Give either bigpanda_users" in ended["both"][REFUSED]
    assert ended["blank"]["plan"] == []
    ada = next(user for user in acme.users.values() if user["userName"] == "ada@example.com")
    roles = {role["name"] for role in acme.roles.values() if ada["id"] in role["users"]}
    assert roles == {"User", "Viewer"}


def test_everything_that_is_wrong_is_said_before_anything_is_sent(call_roles, simulator, tmp_path):
    folder = tmp_path / "emea"
    folder.mkdir()
    (folder / "roles.yml").write_text("roles:\n  - name: Ops\n    permisions: []\n  - {nme: x}\n", encoding="utf-8")
    (folder / "users.yml").write_text("scim_users: []\nscim_users: []\n", encoding="utf-8")
    templates = tmp_path / "amer"
    templates.mkdir()
    (templates / "roles.yml").write_text("roles:\n  - name: Ops\n    users: '{{ {1: 2} }}'\n", encoding="utf-8")
    (templates / "users.yml").write_text(f"scim_users: [{{user_name: a@b.example, password: {PASSWORD}}}]\n")
    (tmp_path / "vaulted").mkdir()
    (tmp_path / "vaulted" / "roles.yml").write_text("$ANSIBLE_VAULT;1.1;AES256\n6162\n", encoding="utf-8")
    (tmp_path / "vaulted" / "feed.csv").write_text("$ANSIBLE_VAULT;1.1;AES256\n6162\n", encoding="utf-8")
    (tmp_path / "feed.csv").write_text("user_name,display_name,groups\n,Ada,noc\nb,c\n", encoding="utf-8")
    declared = {"roles": [{"name": "by variables", "permissions": []}]}
    before = len(simulator.requests())
    ended = call_roles(
        {
            "files": ("organization", {"organization_directory": "emea", "organization_name": "ours"}),
            "templates": ("organization", {"organization_directory": "amer"}),
            "vaulted": ("organization", {"organization_directory": "vaulted"}),
            "typo": ("organization", {"bigpanda_organization": declared, "organization_dry_run": True}),
            "typo of a feed": ("user_provisioning", {"bigpanda_users_csv": PEOPLE, "user_provisioning_dryrun": True}),
            "feed": ("user_provisioning", {"bigpanda_users_csv": "feed.csv"}),
            "vaulted feed": ("user_provisioning", {"bigpanda_users_csv": "vaulted/feed.csv"}),
            "values": (
                "organization",
                {"organization_directory": "emea", "organization_purge": "role", "organization_progress": "perhaps"},
            ),
        },
        arguments=("-v",),
        ANSIBLE_LOG_PATH=str(tmp_path / "shown"),
    )
    # Ansible shows more if it is asked to, and AWX keeps that always.
    assert PASSWORD not in (tmp_path / "shown").read_text(encoding="utf-8")
    assert ended["values"][REFUSED].splitlines()[-2:] == [
        "organization_purge: unknown kind role. Did you mean roles?",
        'organization_progress is "perhaps". Give true or false.',
    ]
    refused = {name: said[REFUSED] for name, said in ended.items()}
    for words in (
        'emea/roles.yml, line 3: role "Ops": unknown option "permisions". Did you mean permissions?',
        'emea/roles.yml, line 4: role: unknown option "nme". Did you mean name',
        'emea/users.yml, line 2: duplicate key "scim_users", first in line 1.',
    ):
        assert words in refused["files"]
    assert 'amer/roles.yml, line 3: role "Ops": users is a dict (1). Give a list.' in refused["templates"]
    assert "vaulted/roles.yml cannot be read: " in refused["vaulted"] and "vault" in refused["vaulted"].lower()
    assert "vaulted/feed.csv: the feed cannot be decrypted: " in refused["vaulted feed"]
    assert "Give its password, such as with --vault-password-file." in refused["vaulted feed"]
    assert "organization_dry_run: it is not a variable of the role organization." in refused["typo"]
    assert "Did you mean user_provisioning_dry_run?" in refused["typo of a feed"]
    assert "feed.csv, line 2: the user name is empty.\nfeed.csv, line 3: 2 cells, expected 3." in refused["feed"]
    assert len(simulator.requests()) == before


def test_all_roles_of_a_feed_that_do_not_exist_are_listed(call_roles, simulator):
    """Nobody's roles are changed; names that BigPanda does not know are named with line, user and group."""
    acme = simulator.organization("acme")
    acme.add_role("Operations", [])
    mapping = {"noc": ["Opertions", "Viewer (read only)"], "audit": "Auditors"}
    ended = call_roles(
        {
            "feed": (
                "user_provisioning",
                {
                    "bigpanda_users_csv": f"{PEOPLE}bob@example.com,Bob,audit;noc\n",
                    "user_provisioning_group_roles": mapping,
                },
            )
        }
    )
    assert ended["feed"][REFUSED].splitlines()[-2:] == [
        'feed, line 2 (ada@example.com): group noc -> role "Opertions", which does not exist. '
        "The same for 1 more user. Did you mean Operations?",
        'feed, line 3 (bob@example.com): group audit -> role "Auditors", which does not exist. '
        "Create the role first, or correct the mapping of groups.",
    ]
    assert not simulator.requests(writes_only=True)
