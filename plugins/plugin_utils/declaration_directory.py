# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The files of a declaration, and what is wrong with them as files: found without network and without Ansible."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import excerpt
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import ERROR, WARNING
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.file_format import VAULT_FILE
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.text import shown_value
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.plugin_utils.reading_roots import (
    LEADS_OUTSIDE,
    READ_FROM_ABOVE,
    Roots,
    is_within,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.yaml_documents import (
    LARGEST_BYTES,
    Document,
    read_document,
)

ENDINGS = (".yml", ".yaml")
KINDS = frozenset(resource.plural for resource in CATALOG.resources)
NOT_READ = "it is named like a kind, but is not read: only files that end in .yml or .yaml are."
REPLACED = "Ansible replaces the environment variable whose name is in its path by its value, so it cannot be read"
RENAME_DIRECTORY = "Rename the directory, or use a copy elsewhere."
RENAME_IT = "Rename or move it, so that nobody expects it to be applied."
TABLES_AND_NOTES = frozenset({"csv", "md", "rst"})
# What editors, Git and package managers leave next to a file.
BACKUP = re.compile(r"~$|\.(?:bak|orig|rej|sw[a-z]|old|save|tmp|dpkg-\w+|rpm\w+)$", re.IGNORECASE)
# What such a line contains is not for everybody who sees the output, even if the word is misspelled.
SECRET = re.compile(r"pas+.?w|pwd|secret|token|key|vault|credential", re.IGNORECASE)


# Of a line that is shown.
MOST_CHARACTERS = 120


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    line: from 1; None if it is that of the whole file. excerpt: that line, if shown. subject: whom a line is about.
    """

    file: str
    line: int | None
    message: str
    advice: str = ""
    severity: str = ERROR
    excerpt: str = ""
    subject: str = ""

    @property
    def place(self) -> str:
        line = f", line {self.line}" if self.line else ""
        return f"{excerpt(self.file)}{line}{f' ({self.subject})' if self.subject else ''}"

    @property
    def sentence(self) -> str:
        return f"{self.place}: {self.message} {self.advice}".strip()


@dataclass
class Declaration:
    """What the files of a directory declare, or a variable.

    directory: as it was given, or what to call the variable. documents: by path. origins: the file of each kind.
    of_tables: directory for relative paths of tables; None if only the host that runs the module knows them.
    roots: see `read_declaration`.
    """

    directory: str
    of_tables: str | None = None
    documents: dict[str, Document] = field(default_factory=dict)
    organization: dict[Any, Any] = field(default_factory=dict)
    origins: dict[Any, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    roots: Roots | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything that the files declare could be read."""
        return all(document.root or not document.mistakes for document in self.documents.values()) and not any(
            document.is_vaulted for document in self.documents.values()
        )

    def place_of(self, path: Sequence[Any]) -> tuple[str, int | None]:
        """File and line of a value; the directory if no file contains it."""
        file = self.origins.get(path[0]) if path else None
        if file is None:
            return self.directory, None
        return file, self.documents[file].line_of(tuple(path))


def read_declaration(directory: str, roots: Roots | None = None) -> Declaration:
    """Never raises: what is wrong with the files is in `findings`.

    roots: only what is within them is read; None if everything is, since what reads it also evaluates templates.
    """
    declaration = Declaration(directory, os.path.expanduser(directory), roots=roots)
    try:
        names = sorted(os.listdir(os.path.expanduser(directory)))
    except OSError as error:
        said = f"the directory cannot be read: {error.strerror}."
        declaration.findings.append(Finding(directory, None, said, _advice_on_place(directory)))
        return declaration
    # Ansible reads the files by their whole path.
    whole = os.path.realpath(os.path.expanduser(directory))
    if _is_replaced(whole):
        declaration.findings.append(Finding(directory, None, f"{REPLACED}, in {excerpt(whole)}.", RENAME_DIRECTORY))
        return declaration
    for name in names:
        path = os.path.join(directory, name)
        if is_declaration_file(directory, name) and _is_replaced(name):
            declaration.findings.append(Finding(path, None, f"{REPLACED}.", "Rename the file."))
        elif is_declaration_file(directory, name):
            _add_file(declaration, path)
        elif _is_named_like_a_kind(path, name):
            declaration.findings.append(Finding(path, None, NOT_READ, RENAME_IT, WARNING))
    if not declaration.documents and not _has_errors(declaration):
        declaration.findings.append(Finding(directory, None, "no file in it ends in .yml or .yaml."))
    elif not declaration.organization and not _has_errors(declaration) and declaration.is_whole:
        declaration.findings.append(Finding(directory, None, "its files declare nothing.", _kinds_advice()))
    return declaration


def _advice_on_place(directory: str) -> str:
    if _is_replaced(directory):
        return "Environment variables are not replaced in it: write ~, or a template such as lookup('env', 'HOME')."
    return "A relative path begins where ansible-playbook is called."


def _is_replaced(path: str) -> bool:
    """Whether Ansible would read another path, since it replaces the names of environment variables in paths."""
    return os.path.expandvars(path) != path


def _has_errors(declaration: Declaration) -> bool:
    return any(each.severity == ERROR for each in declaration.findings)


def is_declaration_file(directory: str, name: str) -> bool:
    path = os.path.join(os.path.expanduser(directory), name)
    return name.lower().endswith(ENDINGS) and not name.startswith(".") and not os.path.isdir(path)


def _is_named_like_a_kind(path: str, name: str) -> bool:
    """Whether people would think that it is read, such as roles.json or a folder of roles."""
    stem, _dot, ending = name.lower().partition(".")
    if stem not in KINDS or ending in TABLES_AND_NOTES or BACKUP.search(name):
        return False
    inner = os.path.expanduser(path)
    return not os.path.isdir(inner) or any(each.lower().endswith(ENDINGS) for each in _names_in(inner))


def _names_in(directory: str) -> list[str]:
    try:
        return os.listdir(directory)
    except OSError:
        return []


def _add_file(declaration: Declaration, path: str) -> None:
    if declaration.roots is not None and not is_within(path, declaration.roots):
        declaration.findings.append(Finding(path, None, LEADS_OUTSIDE, READ_FROM_ABOVE, WARNING))
        declaration.documents[path] = Document(is_vaulted=True)
        return
    try:
        document = read_document(_bytes_of(os.path.expanduser(path)))
    except OSError as error:
        declaration.findings.append(Finding(path, None, f"the file cannot be read: {error.strerror or error}."))
        declaration.documents[path] = Document(is_vaulted=True)
        return
    declaration.documents[path] = document
    for mistake in document.mistakes:
        declaration.findings.append(finding_at(document, path, mistake.line, mistake.message, mistake.advice))
    if document.is_vaulted:
        said = "the file is encrypted with Ansible Vault, so its content is not checked."
        declaration.findings.append(Finding(path, None, said, severity=WARNING))
    elif document.root is not None:
        _merge(declaration, path, document)


def vaulted_files(directories: Iterable[str]) -> Iterator[str]:
    """Those that are encrypted as a whole. What cannot be read is left out."""
    for directory in directories:
        whole = os.path.expanduser(directory)
        for name in sorted(_names_in(whole)):
            path = os.path.join(whole, name)
            if is_declaration_file(whole, name) and os.path.isfile(path):
                with contextlib.suppress(OSError), open(path, "rb") as file:
                    if file.read(len(VAULT_FILE)) == VAULT_FILE.encode():
                        yield os.path.join(directory, name)


def _bytes_of(path: str) -> bytes:
    """One byte more than may be read at most, so that a larger file is noticed. Raises OSError."""
    if not os.path.isfile(path):
        raise OSError("it is not a regular file")
    with open(path, "rb") as file:
        return file.read(LARGEST_BYTES + 1)


def _merge(declaration: Declaration, path: str, document: Document) -> None:
    content = document.value
    if not isinstance(content, dict):
        said = f"the file contains {shown_value(content)}, not a dict of kinds."
        declaration.findings.append(finding_at(document, path, 1, said, _kinds_advice()))
        return
    for kind, objects in content.items():
        if objects is None and kind in KINDS:
            # As if it was not there, so that in layers it does not remove what another one declares.
            line = document.line_of((kind,))
            advice = "Give a list of dicts, or remove the line."
            declaration.findings.append(finding_at(document, path, line, f"{kind} is null.", advice))
        elif kind in declaration.origins:
            said = f"{excerpt(declaration.origins[kind])} declares {shown_value(kind)} too."
            line = document.line_of((kind,))
            declaration.findings.append(finding_at(document, path, line, said, "Declare each kind in one file."))
        else:
            declaration.organization[kind], declaration.origins[kind] = objects, path


def _kinds_advice() -> str:
    return f"Kinds are {', '.join(resource.plural for resource in CATALOG.resources)}."


def finding_at(
    document: Document | None, path: str, line: int | None, message: str, advice: str, severity: str = ERROR
) -> Finding:
    text = document.lines[line - 1] if document and line and line <= len(document.lines) else ""
    # Of a long line, what follows is not shown either.
    text = text.lstrip()[: 4 * MOST_CHARACTERS]
    return Finding(path, line, message, advice, severity, "" if SECRET.search(text) else excerpt(text, MOST_CHARACTERS))
