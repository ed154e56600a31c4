# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.link_header import next_link


@pytest.mark.parametrize("header", ["<" * 1_000_000, "<a" * 500_000, ";" * 1_000_000, "; rel" * 200_000])
def test_a_header_that_was_made_for_it_does_not_block_a_run(header):
    """A header may have a hundred lines of 64 kB, all at once."""
    began = time.process_time()
    assert next_link(header) == header
    assert time.process_time() - began < 2


def test_the_last_of_several_beginnings_is_the_link():
    assert next_link('<<a>; rel="next"') == "a"
