# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The documentation agrees with what it describes, and its links lead somewhere."""

from __future__ import annotations

import pytest
from documentation import cookbook, permissions
from documentation.operations import OFFLINE
from website import links, markdown, reference

ROOT = permissions.ROOT
MODULES = {f"{path.stem}_module" for path in (ROOT / "plugins" / "modules").glob("bigpanda_*.py")}


def test_the_table_of_permissions_is_up_to_date():
    assert permissions.renewed() == permissions.PAGE.read_text(encoding="utf-8"), "run make documentation"


def test_the_cookbook_is_up_to_date():
    assert cookbook.page() == cookbook.PAGE.read_text(encoding="utf-8"), "run make documentation"


def test_every_module_is_in_the_table_and_in_a_section_of_the_reference():
    assert permissions.table().count("| `bigpanda_") == len(MODULES) - len(OFFLINE)
    assert sorted(name for names in reference.sections(MODULES).values() for name in names) == sorted(MODULES)


def test_links_lead_to_files_and_headings_that_exist():
    assert links.problems_of_repository(ROOT) == []


def test_every_page_is_in_the_contents_of_the_site():
    known = markdown.pages(ROOT)
    start = (ROOT / markdown.START).read_text(encoding="utf-8")
    contents = markdown.converted(markdown.START, start, known, {})
    missing = [page for page in known.values() if page != "index" and f"<{page}>" not in contents]
    assert missing == []


def test_problems_of_links_are_found(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "one.md").write_text(
        "# One\n\n[a](two.md) [b](#one) [c](#two) [d](http://example.com) `[e](gone.md)`\n```\n[f](gone.md)\n```\n",
        encoding="utf-8",
    )
    assert links.problems_of_repository(tmp_path) == [
        "docs/one.md: two.md does not exist",
        "docs/one.md: #two names a heading that does not exist",
        "docs/one.md: http://example.com is not an https address",
    ]


def test_problems_of_the_site_are_found(tmp_path):
    (tmp_path / "a.html").write_text(
        '<p id="here"><a href="#here"/><a href="#gone"/><img src="b.svg"/>', encoding="utf-8"
    )
    assert links.problems_of_site(tmp_path) == ["a.html: #gone", "a.html: b.svg"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](getting_started.md#regions)", "[a](getting_started.md#regions)"),
        ("[a](../roles/organization/README.md)", "[a](roles/organization.md)"),
        ("[a](../examples/deploy.yml)", f"[a]({markdown.FILES_OF_REPOSITORY}examples/deploy.yml)"),
        ("`bigpanda_role` and `state`", "[`bigpanda_role`](reference/bigpanda_role_module.rst) and `state`"),
        ("```\n`bigpanda_role` [a](b.md)\n```", "```\n`bigpanda_role` [a](b.md)\n```"),
    ],
)
def test_links_lead_to_pages_of_the_site_or_to_the_repository(text, expected):
    known = {
        path: markdown.page_of(path)
        for path in ("docs/a.md", "docs/getting_started.md", "roles/organization/README.md")
    }
    assert markdown.converted("docs/a.md", text, known, reference.pages(MODULES)) == expected
