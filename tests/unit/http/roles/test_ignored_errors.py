# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A play with ignore_errors goes on after a check of a role; what was refused is not written all the same."""

from __future__ import annotations

READ = [{"resource_type": "users", "actions": ["read"]}]
NEW = "new@acme.example"


def include(role, **variables):
    return {"ansible.builtin.include_role": {"name": f"community.bigpanda.{role}"}, "vars": variables}


def declared(name):
    return {"roles": [{"name": name, "permissions": READ}]}


def test_what_a_check_refuses_is_not_written(play, simulator, tmp_path):
    feed = [{"user_name": NEW, "display_name": "New", "groups": []}]
    mapped = [{"user_name": NEW, "display_name": "New", "groups": ["noc"]}]
    sent = declared("Sent")
    cases = [
        include("organization", bigpanda_organization=declared("Misspelled"), organization_max_removal=0),
        include("organization", bigpanda_organization=sent),
        # Nothing stays of the call before: this declaration cannot be read, and the former one is not sent again.
        include("organization", bigpanda_organization="{{ nowhere_defined }}", organization_report="again.json"),
        include("user_provisioning", bigpanda_users=feed, user_provisioning_dryrun=True),
        include("user_provisioning", bigpanda_users=feed, bigpanda_users_csv="feed.csv"),
        include("user_provisioning", bigpanda_users=mapped, user_provisioning_group_roles={"noc": "Nobodys"}),
        include("organization_export", organization_export_directory="out", organization_export_row=False),
    ]
    given = {"ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    finished = play(
        {
            "hosts": "all",
            "gather_facts": False,
            "connection": "local",
            "ignore_errors": True,
            "vars": given,
            "tasks": cases,
        }
    )
    assert finished.returncode == 0, finished.said
    acme = simulator.organization("acme")
    names = {role["name"] for role in acme.roles.values()}
    assert "Sent" in names and "Misspelled" not in names, finished.said
    assert NEW not in {user["userName"] for user in acme.users.values()}, finished.said
    assert not (tmp_path / "again.json").exists() and not (tmp_path / "out").exists(), finished.said
    for text in ("Did you mean user_provisioning_dry_run?", "Did you mean organization_max_removals?", "Give either"):
        assert text in finished.said, finished.said
    # What is skipped has no plan to show.
    assert "has no attribute" not in finished.said, finished.said
