# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.feed_lines import with_lines
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.markdown import as_markdown
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.page import as_page
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.run import LimitUse, RoleHolders, Run
from unit.plugins.module_utils._core.report.chromium import find_chromium, opened
from unit.plugins.module_utils._core.report.entries import NIGHT, entry, night_of

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>`|[x](http://evil)\n# h\u202e\x1b[31m{{ 1 }}"
HOLDERS = RoleHolders(
    ["Auditors", HOSTILE],
    {"ada": {"Auditors": "added"}, "bob": {"Auditors": "kept", HOSTILE: "removed"}, "eve": {HOSTILE: "kept"}},
)
LIMITS = [LimitUse("max_removals", "scim_users", 3, 4, 40), LimitUse("max_removals", "roles", 2, 1, 9)]
FAILED = entry(
    HOSTILE, HOSTILE, "update", {HOSTILE: HOSTILE}, {HOSTILE: [HOSTILE]}, "failed", HOSTILE, HOSTILE, HOSTILE
)
USER = entry("scim_users", "eve@x", "update", {"roles": [HOSTILE]}, {"roles": []}, reason=HOSTILE)
LINES = {"n0@corp.example": "line 2", "p0008@corp.example": "line 3"}
RUN = Run(
    [*with_lines(NIGHT, LINES), FAILED, USER],
    {},
    HOSTILE,
    "us",
    "0eca619b" * 8,
    1_800_000_000,
    message=HOSTILE,
    remarks=[HOSTILE],
    limits=LIMITS,
    holders=HOLDERS,
)


class Elements(HTMLParser):
    """Every element with its attributes, and the text of each, scripts and styles aside."""

    def __init__(self, page):
        super().__init__()
        self.found, self.texts = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    def named(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


def test_a_page_needs_nothing_else_and_runs_nothing_else():
    page = Elements(as_page(RUN))
    assert not {"src", "href", "action", "style"} & {name for _tag, given in page.found for name in given}
    assert not {name for _tag, given in page.found for name in given if name.startswith("on")}
    assert {"img", "iframe", "link", "a", "object", "embed", "base"}.isdisjoint(tag for tag, _given in page.found)
    assert len(page.named("script")) == len(page.named("style")) == 1
    (policy,) = [each["content"] for each in page.named("meta") if each.get("http-equiv")]
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy


@pytest.mark.parametrize(("label", "title"), [("acme", "acme"), ("", "BigPanda")])
def test_a_page_is_called_like_the_organization(label, title):
    assert f"<h1>{title}</h1>" in as_page(Run(NIGHT, label=label))


def test_no_text_of_others_becomes_an_element_or_hides():
    plain, hostile = Elements(as_page(Run(NIGHT, label="acme"))), Elements(as_page(RUN))
    assert {tag for tag, _given in hostile.found} - {tag for tag, _given in plain.found} <= {
        *(
            "del",
            "svg",
            "rect",
            "b",
            "small",
            "span",
            "code",
            "br",
            "li",
            "ul",
            "th",
            "h2",
            "div",
            "input",
            "label",
            "p",
        ),
    }
    spelled = HOSTILE.replace("\n", "\\n").replace("\u202e", "\\u202e").replace("\x1b", "\\u001b")
    assert spelled in hostile.texts and "\u202e" not in as_page(RUN) and "\x1b" not in as_page(RUN)


def test_a_page_shows_tiles_limits_reasons_and_who_has_which_role():
    texts = Elements(as_page(RUN)).texts
    for text in ("created", "deactivated", "3 of at most 4", "2 of at most 1", "in the feed", "not in the feed", "●"):
        assert text in [each.strip() for each in texts]


def test_a_large_matrix_keeps_those_whose_roles_change():
    kept = {f"kept{number:05}": {"A": "kept"} for number in range(60_001)}
    page = as_page(Run([], holders=RoleHolders(["A"], {**kept, "z": {"A": "added"}})))
    assert '<th scope="row">z</th>' in page and "Not shown, since they do not change: 2 more users." in page


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("The page was not opened in a browser: no chromium on PATH.")
    folder = tmp_path_factory.mktemp("chromium")
    (folder / "plan.html").write_text(as_page(RUN), encoding="utf-8")
    with opened(chromium, f"file://{folder}/plan.html", folder / "profile") as page:
        yield page


def shown(page, table="changes", column=2):
    rows = f"[...document.querySelectorAll('#{table} tbody tr')].filter(row => row.offsetParent)"
    return page.evaluate(f"{rows}.map(row => row.cells[{column}].textContent)")


def choose(page, name, value):
    page.evaluate(
        f"(e => {{ e.value = {value!r}; e.dispatchEvent(new Event('input')); }})(document.querySelector('#{name}'))"
    )


def test_a_browser_filters_and_sorts_and_complains_of_nothing(page):
    names = ["n0@corp.example", "p0008@corp.example", "p3846@corp.example", "Auditors"]
    assert shown(page)[:4] == names and len(shown(page)) == 6
    choose(page, "search", "not in the")
    assert (
        shown(page) == ["p3846@corp.example"]
        and page.evaluate("document.querySelector('#shown').textContent") == "1 of 6"
    )
    choose(page, "search", "")
    choose(page, "role", "1")
    assert shown(page) == ["p0008@corp.example"]
    choose(page, "role", "")
    choose(page, "kind", "users")
    for order in (sorted, lambda found: sorted(found, reverse=True)):
        page.evaluate("document.querySelectorAll('#changes th button')[2].click()")
        assert shown(page) == order(["eve@x", *names[:3]])
    page.evaluate("document.querySelector('#moving').click()")
    assert shown(page, "matrix", 0) == ["ada", "bob"]
    # The style is in effect, nothing else was loaded, and the policy was not violated.
    assert page.evaluate("getComputedStyle(document.querySelector('.bar rect')).fill") != "rgb(0, 0, 0)"
    assert page.requested() == [page.evaluate("location.href")] and page.complaints() == []


def test_a_wide_table_does_not_make_a_phone_scroll_sideways(page):
    page.call("Emulation.setDeviceMetricsOverride", width=420, height=900, deviceScaleFactor=1, mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 420


def test_markdown_holds_text_of_others_in_code_only():
    told = as_markdown(RUN)
    assert told.startswith("<!-- community.bigpanda report -->\n### `")
    for line in told.splitlines():
        # What stands outside of code spans is ours.
        assert all(part not in "".join(line.split("`")[::2]) for part in ("evil", "script", "onerror", "{{"))
    rows = [line for line in told.splitlines() if line.startswith("|")]
    assert len(rows) == 8 and {row.count("|") for row in rows} == {6}
    assert "| `-` | `users` | `p3846@corp.example` | `deactivate` | `not in the feed` |" in rows


def test_long_markdown_is_cut():
    told = as_markdown(Run(night_of(joiners=4000))).splitlines()
    assert len(told) < 220 and "… and 3,800 more users: set report to get all of them in a file." in told
