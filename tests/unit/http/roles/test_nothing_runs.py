# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Nothing that somebody may write into BigPanda, into a feed or into a survey is ever run on the controller.

Runs on every ansible-core of the matrix: each decides in another way what a template is.
"""

from __future__ import annotations

import json

import pytest

BACKREFERENCE = r"\1"
TIMES = {"start": "2037-01-04T01:00:00Z", "end": "2037-01-05T01:00:00Z"}


def commands(folder):
    """Texts that each make a file if an ansible-core takes them for a template."""

    def call(name):
        # Without a comma, which would end the value of a delimiter.
        return f"lookup(*['ansible.builtin.pipe']+['touch {folder}/{name}'])"

    own = "#jinja2:variable_start_string:'[[',variable_end_string:']]'"
    return {
        "expression": f"{{{{ {call('expression')} }}}}",
        "statement": f"{{% set a = {call('statement')} %}}",
        "lines": f"{own}\n[[ {call('lines')} ]]",
        # The last character of the only line is not read by older cores, and what stands behind # is a comment to them.
        "line": f"{own}#[[ {call('line')} ]]]",
    }


@pytest.fixture
def ran(tmp_path):
    """The folder in which commands that are run leave their files."""
    folder = tmp_path / "ran"
    folder.mkdir()
    return folder


def test_each_of_the_texts_would_run_if_it_were_a_template(play, ran):
    """Or the other tests would show nothing."""
    tasks = [{"ansible.builtin.debug": {"msg": text}} for text in commands(ran).values()]
    finished = play({"hosts": "all", "gather_facts": False, "connection": "local", "tasks": tasks})
    not_run = set(commands(ran)) - {path.name for path in ran.iterdir()}
    # Newer cores take the last one for a template too, and refuse it, since it has one line only.
    assert not_run == ({"line"} if "Missing newline after '#jinja2:' override" in finished.said else set())


def hostile_organization(texts):
    """Text that may be run, wherever a user of BigPanda may write some: names, notes, conditions, cells."""
    roles, users, filters, maps, environments, plans = [], [], [], [], [], []
    for name, text in texts.items():
        line = in_one_line(text)
        environments.append({"name": f"{line} e", "description": text, "filter": "application = billing"})
        roles.append({"name": line, "permissions": [{"resource_type": "users", "actions": ["read"]}]})
        users.append({"user_name": f"{name}@example.com", "display_name": text, "roles": [line]})
        filters.append({"name": line, "description": text, "bpql": {"=": [text, text]}})
        plans.append({"name": line, "description": text, "condition": {"=": [text, text]}, **TIMES})
        fields = [{"title": "application", "type": "query_tag"}, {"title": line, "type": "result_tag"}]
        maps.append({"name": line, "fields": fields, "rows": [{"application": "billing", line: line}]})
    return {
        "environments": environments,
        "roles": roles,
        "scim_users": users,
        "alert_filters": filters,
        "enrichment_maps": maps,
        "maintenance_plans": plans,
    }


def in_one_line(text):
    """As this collection lets somebody name an object."""
    return text.replace("\n", " ")


def rename_in_several_lines(organization, texts):
    """As somebody may have named objects past this collection."""
    there = (organization.roles, organization.stores["alert_filters"], organization.stores["maintenance_plans"])
    for item in (item for kind in there for item in kind.values()):
        item["name"] = next((text for text in texts if in_one_line(text) == item["name"]), item["name"])


def test_nothing_that_was_written_into_bigpanda_is_run(bring, play, ran, tmp_path, simulator):
    bring(hostile_organization(commands(ran)))
    rename_in_several_lines(simulator.organization("acme"), commands(ran).values())
    simulator.clear_requests()
    books = ["export", "onboard", "drift"]
    finished = play(*books, variables={"bigpanda_export_directory": "out", "organization_directory": "out/localhost"})
    assert [path.name for path in ran.iterdir()] == []
    assert finished.returncode == 0, finished.said
    assert simulator.requests(writes_only=True) == []


def test_keys_of_conditions_are_not_run(play, ran, tmp_path):
    """The service may hold what this collection would refuse to send, so files are made of it as it stands."""
    texts = commands(ran).values()
    filters = [{"name": "a", "bpql": {text: {text: [text, {text: text}]}}} for text in texts]
    (tmp_path / "live.json").write_text(json.dumps({"alert_filters": filters}))
    tasks = [
        {
            "ansible.builtin.copy": {
                "content": "{{ (live | community.bigpanda.files_of_organization)['alert_filters.yml'] }}",
                "dest": str(tmp_path / "out.yml"),
                "mode": "0600",
            }
        },
        {"ansible.builtin.include_vars": {"file": str(tmp_path / "out.yml"), "name": "read"}},
        {"ansible.builtin.set_fact": {"own": "{{ {'a.yml': read} | community.bigpanda.organization_of_files }}"}},
        {"ansible.builtin.set_fact": {"again": "{{ own }}"}},
        {"ansible.builtin.debug": {"msg": "{{ again }}"}},
        {"ansible.builtin.debug": {"msg": "{{ item }}"}, "loop": "{{ again.alert_filters }}"},
        {"ansible.builtin.copy": {"content": "{{ again | to_json }}", "dest": str(tmp_path / "again.json")}},
    ]
    live = f"{{{{ lookup('ansible.builtin.file', '{tmp_path}/live.json') | from_json }}}}"
    given = {"live": live, "ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    finished = play({"hosts": "all", "gather_facts": False, "connection": "local", "vars": given, "tasks": tasks})
    assert [path.name for path in ran.iterdir()] == []
    assert finished.returncode == 0, finished.said
    assert json.loads((tmp_path / "again.json").read_text()) == {"alert_filters": filters}


def test_nothing_of_a_feed_or_a_survey_is_run(play, ran, tmp_path, simulator):
    """A survey of AWX marks its answers unsafe; what is made of them must stay so."""
    texts = commands(ran)
    cells = [f'{name}@example.com,"{text}","{text}"' for name, text in texts.items() if "\n" not in text]
    (tmp_path / "feed.csv").write_text("\n".join(["user_name,display_name,groups", *cells, ""]), encoding="utf-8")
    roles = {"roles": [{"name": in_one_line(text), "permissions": []} for text in texts.values()]}

    def answer(value):
        return f"!unsafe {json.dumps(json.dumps(value))}"

    survey = [
        "bigpanda_users_csv: feed.csv",
        f"bigpanda_organization: {answer(roles)}",
        f"organization_protect: {answer({'roles': list(texts.values())})}",
        f"user_provisioning_group_patterns: {answer([{'pattern': '(?s)(.*)', 'role': BACKREFERENCE}])}",
        f"user_provisioning_ignore: {answer(list(texts.values()))}",
        "organization_report: report.json",
        "user_provisioning_report: report.csv",
    ]
    finished = play("onboard", "drift", "provision_users", variables="\n".join(survey))
    assert [path.name for path in ran.iterdir()] == []
    assert finished.returncode == 0, finished.said
    acme = simulator.organization("acme")
    assert {role["name"] for role in acme.roles.values()} >= {in_one_line(text) for text in texts.values()}
    shown = {user["displayName"] for user in acme.users.values()}
    assert shown >= {text for text in texts.values() if "\n" not in text}
