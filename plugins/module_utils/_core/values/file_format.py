# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files that people give instead of a CSV, recognized by how they begin. Pure."""

from __future__ import annotations

from ..errors import InvalidOption

DECRYPT = "Decrypt it, or give its text with lookup('ansible.builtin.file', path)."
# How Ansible Vault begins a file.
VAULT_FILE = "$ANSIBLE_VAULT;"
SAVE_AS_CSV = 'Save it as a CSV in UTF-8: in Excel as "CSV UTF-8".'
# What a file begins with, what it is, and what to do about it.
FORMATS = (
    (b"PK\x03\x04", "is a workbook (.xlsx) or a ZIP file", SAVE_AS_CSV),
    (b"\xd0\xcf\x11\xe0", "is a workbook of an old Excel (.xls)", SAVE_AS_CSV),
    (b"\x1f\x8b", "is compressed with gzip", "Decompress it."),
    (VAULT_FILE.encode(), "is encrypted with Ansible Vault", DECRYPT),
)
# What is needed to recognize them.
BEGINNING_BYTES = max(len(beginning) for beginning, _is, _advice in FORMATS)


def refuse_other_formats(what: str, text: str) -> None:
    """text: of the file, with half characters (U+DC80 and above) instead of bytes that are not UTF-8.

    what: what messages call the file. Raises InvalidOption.
    """
    for beginning, is_not_csv, advice in FORMATS:
        if text.startswith(beginning.decode("utf-8", "surrogateescape")):
            raise InvalidOption(f"{what} {is_not_csv}.", advice)
