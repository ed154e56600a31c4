# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""YAML that people read and edit, and that Ansible reads back as exactly the same text."""

from __future__ import annotations

import re
from typing import Any

import yaml

# Text of only these characters is never a template, whatever delimiters are set: a template needs a brace, a percent
# sign or, to choose its own delimiters, `#jinja2:` at its beginning. What is not listed is marked, harmless or not.
PLAIN = re.compile(r"[\w .,:;!?@/+=()<>&*'\"-]*")
WIDTH = 110
# Editors read it from the first line of a file. A relative path would only be right in one directory, and a copy of the
# schema beside the files would be as old as the export.
SCHEMA_URL = (
    "https://raw.githubusercontent.com/ansible-collections/community.bigpanda/main/docs/organization.schema.json"
)
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_URL}\n"
RESOLVER = yaml.resolver.Resolver()
TEXT_TAG = RESOLVER.DEFAULT_SCALAR_TAG


class _Unsafe(str):
    """Text that is written with the tag !unsafe."""


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, since people read and edit the files."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)


def _represent_unsafe(dumper: _Dumper, text: _Unsafe) -> Any:
    # Only double quotes can spell line breaks of every kind, of which YAML knows five, as they are.
    return dumper.represent_scalar("!unsafe", str(text), style="'" if text.isprintable() else '"')


_Dumper.add_representer(_Unsafe, _represent_unsafe)


def to_yaml(value: Any) -> str:
    """value: dicts, lists, text, numbers, truths and null, as JSON has them."""
    return "---\n" + yaml.dump(_marked(value), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def _marked(value: Any) -> Any:
    """Keys too: since ansible-core 2.19 those of a dict are evaluated as its values are."""
    if isinstance(value, dict):
        return {_marked(name): _marked(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_marked(inner) for inner in value]
    return _Unsafe(value) if isinstance(value, str) and _needs_mark(value) else value


def _needs_mark(text: str) -> bool:
    """Since ansible-core 2.19 what is marked is read as what it looks like, in quotes too: `!unsafe '~'` is null. What
    looks like null, a boolean, a number or a time contains nothing that a template needs, and is only text in quotes.
    """
    return not PLAIN.fullmatch(text) and RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == TEXT_TAG
