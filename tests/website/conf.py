# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sphinx builds the site offline: nothing is downloaded, neither while it is built nor while it is read."""

from __future__ import annotations

import zlib
from pathlib import Path

HERE = Path(__file__).parent

# The reference refers to pages of Ansible's own documentation. Their inventory would have to be downloaded, so the few
# labels that are used are written here: name, page.
LABELS = {
    "common_return_values": "reference_appendices/common_return_values.html",
    "ansible_configuration_settings": "reference_appendices/config.html",
    "action_plugins": "plugins/action.html",
    "callback_plugins": "plugins/callback.html",
    "inventory_plugins": "plugins/inventory.html",
}
INVENTORY = HERE / "ansible.inv"
HEAD = (
    "# Sphinx inventory version 2\n# Project: ansible\n# Version: devel\n"
    "# The remainder of this file is compressed using zlib.\n"
)
ROWS = "".join(f"{name} std:label -1 {page}#- {name}\n" for name, page in LABELS.items())
INVENTORY.write_bytes(HEAD.encode() + zlib.compress(ROWS.encode()))

project = html_title = "community.bigpanda"
copyright = "The community.bigpanda contributors"
extensions = ["myst_parser", "sphinx.ext.intersphinx", "sphinx_antsibull_ext", "sphinx_copybutton"]
intersphinx_mapping = {"ansible": ("https://docs.ansible.com/projects/ansible/devel/", str(INVENTORY))}
myst_heading_anchors = 3
source_suffix = {".rst": "restructuredtext", ".md": "markdown"}
pygments_style = "ansible"
highlight_language = "YAML+Jinja"
# Prompts are not copied with the command.
copybutton_prompt_text = "$ "
default_role = "any"
nitpicky = True

html_theme = "furo"
html_show_sphinx = False
html_copy_source = False
html_use_index = False
html_static_path = ["static"]
html_css_files = ["site.css"]
