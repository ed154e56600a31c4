# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption, UnexpectedError
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.settings import make_settings
from ansible_collections.community.bigpanda.plugins.module_utils._core.unexpected import only_our_errors


def test_an_error_of_the_collection_passes():
    with pytest.raises(InvalidOption, match=r"^name is empty\.$"), only_our_errors():
        raise InvalidOption("name is empty.")


def test_another_exception_is_reported_with_its_type_and_place_and_without_its_text():
    with (
        pytest.raises(UnexpectedError, match=r"KeyError at module_utils/_core/http/settings\.py:[0-9]+"),
        only_our_errors(),
    ):
        make_settings({})
    with pytest.raises(UnexpectedError) as raised, only_our_errors():
        raise KeyError("secret-5f1d8e")
    assert "secret-5f1d8e" not in str(raised.value)
