# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check links without sending anything. Pure: reads files."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from website import markdown

# Files of the repository whose links are checked.
SOURCES = (*markdown.SOURCES, "README.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "examples/**/*.md")


def problems_of_repository(root: Path) -> list[str]:
    """Each link of a Markdown file that leads to no file, or to a heading that does not exist."""
    paths = sorted({path for source in SOURCES for path in root.glob(source)})
    return [problem for path in paths for problem in _problems_of_file(root, path)]


def _problems_of_file(root: Path, path: Path) -> Iterator[str]:
    name = path.relative_to(root).as_posix()
    for link in markdown.links_in(path.read_text(encoding="utf-8")):
        target = link.removeprefix(markdown.FILES_OF_REPOSITORY)
        if target == link and markdown.is_external(link):
            if not link.startswith(("https://", "mailto:")):
                yield f"{name}: {link} is not an https address"
            continue
        file, _hash, anchor = unquote(target).partition("#")
        found = root / (file if target != link else markdown.resolved(name, file)) if file else path
        if not found.exists():
            yield f"{name}: {link} does not exist"
        elif anchor and anchor not in markdown.anchors_in(found.read_text(encoding="utf-8")):
            yield f"{name}: {link} names a heading that does not exist"


class Page(HTMLParser):
    """The links and anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.add(value)
            elif name == "id" and value:
                self.anchors.add(value)


def problems_of_site(site: Path) -> list[str]:
    """Each link of a page that leads to no file of the site, or to an anchor that its page does not have."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    return [
        f"{path.relative_to(site)}: {link}"
        for path, page in pages.items()
        for link in sorted(page.links)
        if not _leads_somewhere(pages, path, link)
    ]


def _leads_somewhere(pages: dict[Path, Page], path: Path, link: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme in ("https", "mailto", "data")
    target = Path(path.parent, unquote(parts.path)).resolve() if parts.path else path
    if not parts.fragment or target not in pages:
        return target.is_file()
    return unquote(parts.fragment) in pages[target].anchors
