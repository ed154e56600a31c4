# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import gzip
import zlib

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.body import (
    BodyNotDecoded,
    BodyTooLarge,
    decode_body,
)
from hypothesis import given
from hypothesis import strategies as st

DEFLATE = zlib.compress(b"[1, 2]")
RAW_DEFLATE = DEFLATE[2:-4]


def chunks_of(body, length):
    return [body[start : start + length] for start in range(0, len(body), length)]


@pytest.mark.parametrize("length", [1, 3, 1000])
@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("", b"[1, 2]"),
        ("identity", b"[1, 2]"),
        ("gzip", gzip.compress(b"[1, 2]")),
        ("x-gzip", gzip.compress(b"[1,") + gzip.compress(b" 2]")),
        (" GZIP ", gzip.compress(b"[1, 2]")),
        ("deflate", DEFLATE),
        ("deflate", RAW_DEFLATE),
    ],
)
def test_a_body_is_decompressed_however_it_is_cut_into_chunks(encoding, body, length):
    assert decode_body(chunks_of(body, length), encoding, 6) == b"[1, 2]"


@given(st.binary(max_size=5000), st.sampled_from(["gzip", "deflate"]), st.integers(1, 700))
def test_decompressing_undoes_compressing(body, encoding, length):
    compressed = gzip.compress(body) if encoding == "gzip" else zlib.compress(body)
    assert decode_body(chunks_of(compressed, length), encoding, len(body)) == body


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("br", b"[]"),
        ("gzip, gzip", gzip.compress(b"[]")),
        ("gzip", b"[]"),
        ("gzip", gzip.compress(b"[]")[:-1]),
        ("gzip", gzip.compress(b"[]") + b"xyz"),
        ("deflate", b"\xff\xff"),
        ("deflate", DEFLATE[:-1]),
    ],
)
def test_a_body_that_is_not_encoded_as_stated_is_refused(encoding, body):
    with pytest.raises(BodyNotDecoded):
        decode_body([body], encoding, 1000)


def test_what_follows_a_deflate_body_is_ignored():
    assert decode_body([DEFLATE + b"xyz"], "deflate", 100) == b"[1, 2]"


def test_no_body_is_empty_in_every_encoding():
    assert decode_body([], "gzip", 0) == decode_body([], "", 0) == b""


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
def test_reading_stops_as_soon_as_the_body_is_too_large(encoding):
    body = {"": bytes, "gzip": gzip.compress, "deflate": zlib.compress}[encoding](b" " * 1_000_000)
    taken = []

    def chunks():
        for chunk in chunks_of(body, 200):
            taken.append(chunk)
            yield chunk

    with pytest.raises(BodyTooLarge, match="more than 99999 bytes"):
        decode_body(chunks(), encoding, 99_999)
    assert len(taken) < len(body) / 200
    assert len(decode_body(chunks_of(body, 200), encoding, 1_000_000)) == 1_000_000
