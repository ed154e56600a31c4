# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Build the documentation as a site in .cache/site, and check its links. Exit status 1 if anything is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))

from website import links, markdown, messages, reference  # noqa: E402  the line above makes it importable

OUTPUT = ROOT / ".cache" / "site"
PYTHON = ROOT / ".cache" / "venv" / "site" / "bin" / "python"
COLLECTION = "community.bigpanda"


def main() -> int:
    shutil.rmtree(OUTPUT, ignore_errors=True)
    source = OUTPUT / "source"
    write_reference(source / "reference")
    write_pages(source)
    command = [str(PYTHON), "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "-d", str(OUTPUT / "doctrees")]
    subprocess.run([*command, str(source), str(OUTPUT / "html")], check=True)
    problems = links.problems_of_repository(ROOT) + links.problems_of_site(OUTPUT / "html")
    print("\n".join(problems) or f"The site is in {(OUTPUT / 'html').relative_to(ROOT)}; open index.html there.")
    return 1 if problems else 0


def write_reference(folder: Path) -> None:
    folder.mkdir(parents=True, mode=0o700)
    command = ["antsibull-docs", "collection", "--use-current", "--squash-hierarchy", "--fail-on-error"]
    subprocess.run([*command, "--cleanup", "everything", "--dest-dir", str(folder), COLLECTION], check=True)
    pages = {path: path.read_text(encoding="utf-8") for path in folder.glob("*.rst")}
    described = {path.stem: reference.description(text) for path, text in pages.items()}
    for path, text in pages.items():
        text = reference.index(text, described) if path.stem == "index" else reference.shortened(text)
        path.write_text(text, encoding="utf-8")


def write_pages(source: Path) -> None:
    known = markdown.pages(ROOT)
    described = reference.pages(path.stem for path in (source / "reference").glob("*.rst"))
    for path, page in known.items():
        target = source / f"{page}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (ROOT / path).read_text(encoding="utf-8").replace(messages.MARK, messages.section(ROOT / "plugins"))
        target.write_text(markdown.converted(path, text, known, described), encoding="utf-8")
    for picture in (ROOT / "docs").glob("*.svg"):
        shutil.copy(picture, source)
    shutil.copy(HERE / "conf.py", source)
    (source / "static").mkdir()
    shutil.copy(HERE / "site.css", source / "static")


if __name__ == "__main__":
    sys.exit(main())
