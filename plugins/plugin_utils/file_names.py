# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names of files for objects of any name: every file system takes them, and no two are the same."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

# File systems take 255 bytes with extension; nobody reads names that are longer than this.
LONGEST = 60
# Windows takes these for devices, with any extension.
DEVICES = re.compile(r"(con|prn|aux|nul|clock|conin|conout|(com|lpt)[0-9])(_.*)?")
# What this file itself appends to a name.
FINGERPRINT = re.compile(r".*_[0-9a-f]{12}")


def file_names(names: Sequence[str]) -> list[str]:
    """One for each, without extension, in the same order: Latin letters and digits of the name in small letters.

    If that is shared, too long or empty, a fingerprint of the whole name is appended, so that the
    file of an object does not depend on the objects before it.
    """
    stems = [_stem(name) for name in names]
    shared = Counter(stems)
    earlier: Counter[str] = Counter()
    chosen = []
    for stem, name in zip(stems, names, strict=True):
        is_own = shared[stem] == 1 and 0 < len(stem) <= LONGEST
        if not is_own or DEVICES.fullmatch(stem) or FINGERPRINT.fullmatch(stem):
            stem = _with_fingerprint(stem, name, earlier[name])
        earlier[name] += 1
        chosen.append(stem)
    return chosen


def _stem(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_").lower()


def _with_fingerprint(stem: str, name: str, earlier: int) -> str:
    """earlier: how many objects of exactly this name come before."""
    text = f"{name}\0{earlier}" if earlier else name
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    lead = "table" if not stem or DEVICES.fullmatch(stem) else stem[:LONGEST].rstrip("_")
    return f"{lead}_{digest}"
