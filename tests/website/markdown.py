# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The Markdown files of the repository as pages of the site. Pure: reads files, sends nothing.

The files keep links that work in the repository. On the site, a link to another page leads to that page, and a link to
any other file leads to the repository.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

REPOSITORY = "https://github.com/ansible-collections/community.bigpanda"
FILES_OF_REPOSITORY = f"{REPOSITORY}/blob/main/"
START = "docs/README.md"
SOURCES = ("docs/**/*.md", "roles/*/README.md", "CONTRIBUTING.md")
LINK = re.compile(r"(?<=\]\()[^)\s]+(?=\))")
FENCE = re.compile(r"^ *(```|~~~)")
CODE = re.compile(r"`[^`]*`")
NAME = re.compile(r"(?<!\[)`(?:community\.bigpanda\.)?(\w+)`(?!\])")
PICTURE = re.compile(r"^```mermaid\n(.*?)^```\n", re.DOTALL | re.MULTILINE)
ARROW = re.compile(r"^ +(\w+)(?:\[\"([^\"]*)\"\])? --> (\w+)", re.MULTILINE)
HEADING = re.compile(r"^## (.+)\n((?:(?!^#).*\n?)*)", re.MULTILINE)
ENTRY = re.compile(r"^- \[([^\]]+)\]\(([^)#]+)\)", re.MULTILINE)


def pages(root: Path) -> dict[str, str]:
    """The name of each page on the site, by the path of its file in the repository."""
    found = sorted({path.relative_to(root).as_posix() for source in SOURCES for path in root.glob(source)})
    return {path: page_of(path) for path in found}


def page_of(path: str) -> str:
    """`decisions` for docs/decisions/README.md, `roles/organization` for roles/organization/README.md."""
    if path == START:
        return "index"
    return path.removeprefix("docs/").removesuffix(".md").removesuffix("/README").lower()


def converted(path: str, text: str, known: Mapping[str, str], reference: Mapping[str, str]) -> str:
    """The text of a file as the text of its page. reference: the page of each module, role and filter, by its name."""
    here = posixpath.dirname(known[path])

    def target(link: str) -> str:
        if is_external(link) or link.startswith("#"):
            return link
        name, _hash, anchor = link.partition("#")
        file = resolved(path, name)
        if file in known:
            return posixpath.relpath(f"{known[file]}.md", here or ".") + (f"#{anchor}" if anchor else "")
        if file.startswith("docs/") and file.endswith(".svg"):
            return name
        return FILES_OF_REPOSITORY + file + (f"#{anchor}" if anchor else "")

    def linked(found: re.Match[str]) -> str:
        page = reference.get(found[1])
        return f"[{found[0]}]({posixpath.relpath(page, here or '.')})" if page else found[0]

    text = PICTURE.sub(lambda found: table_of(found[1]), text)
    text = outside_of_code(text, lambda line: NAME.sub(linked, replaced_links(line, target)))
    return f"{text}\n{contents_of(text)}" if path == START else text


def replaced_links(line: str, target: Callable[[str], str]) -> str:
    """The line with each link replaced; what looks like a link in code is kept."""
    code = [found.span() for found in CODE.finditer(line)]

    def replace(found: re.Match[str]) -> str:
        return found[0] if any(start < found.start() < end for start, end in code) else target(found[0])

    return LINK.sub(replace, line)


def outside_of_code(text: str, change: Callable[[str], str]) -> str:
    """The text with each line changed that is not in a fenced block or a heading."""
    lines, fenced = [], False
    for line in text.splitlines(keepends=True):
        if FENCE.match(line):
            fenced = not fenced
        lines.append(line if fenced or line.startswith("#") else change(line))
    return "".join(lines)


def links_in(text: str) -> Iterator[str]:
    """Every link of a Markdown file."""
    found: list[str] = []

    def note(link: str) -> str:
        found.append(link)
        return link

    outside_of_code(text, lambda line: replaced_links(line, note))
    yield from found


def anchors_in(text: str) -> set[str]:
    """The anchors of the headings, as code hosts and the site make them."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^(```).*?^\1", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def is_external(link: str) -> bool:
    return re.match(r"[a-z]+:", link) is not None


def resolved(path: str, link: str) -> str:
    """The path in the repository that a relative link of a file leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link))


def contents_of(text: str) -> str:
    """The lists of links of the first page, section by section, as the contents that the site shows at its side."""
    blocks = []
    for title, section in HEADING.findall(text):
        entries = [f"{name} <{target.removesuffix('.md')}>" for name, target in ENTRY.findall(section)]
        if title == "Reference":
            entries.insert(0, "Modules, roles and filters <reference/index>")
        if entries:
            blocks.append("\n".join(["```{toctree}", ":hidden:", f":caption: {title}", "", *entries, "```", ""]))
    return "\n".join(blocks)


def table_of(picture: str) -> str:
    """The arrows of a Mermaid graph as a table, since the site draws no pictures."""
    rows: dict[str, list[str]] = {}
    for name, title, imported in ARROW.findall(picture):
        rows.setdefault(title or f"`{name}`", []).append(f"`{imported}`")
    lines = [f"| {name} | {', '.join(imported)} |" for name, imported in rows.items()]
    return "\n".join(["| directory | imports |", "|---|---|", *lines, ""])
