# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Decompresses the body of a response chunk by chunk, so that a small body cannot become a huge one. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

# Accept-Encoding of requests: all that the standard library can decompress in chunks of limited size.
ACCEPT_ENCODING = "gzip, deflate"
CHUNK_BYTES = 65536
GZIP, ZLIB, RAW_DEFLATE = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


class BodyTooLarge(ValueError):
    """The decompressed body is larger than allowed."""


class BodyNotDecoded(ValueError):
    """The body is not compressed as Content-Encoding says, or was cut off."""


def decode_body(chunks: Iterable[bytes], encoding: str, max_bytes: int) -> bytes:
    """The decompressed body. encoding: the Content-Encoding, or empty.

    Raises BodyTooLarge as soon as the body exceeds `max_bytes`, BodyNotDecoded.
    """
    body = bytearray()
    for chunk in _unpack(chunks, encoding.strip().lower()):
        body += chunk
        if len(body) > max_bytes:
            raise BodyTooLarge(f"more than {max_bytes} bytes")
    return bytes(body)


def _unpack(chunks: Iterable[bytes], encoding: str) -> Iterable[bytes]:
    if encoding in ("", "identity"):
        return chunks
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflate(chunks, is_gzip="gzip" in encoding)
    raise BodyNotDecoded("an encoding that was not requested")


def _inflate(chunks: Iterable[bytes], is_gzip: bool) -> Iterator[bytes]:
    """A gzip body may consist of several members."""
    stream = None
    for chunk in chunks:
        rest = chunk
        while rest:
            if stream is None or stream.eof:
                stream = zlib.decompressobj(GZIP if is_gzip else _wbits_of_deflate(rest))
            try:
                yield stream.decompress(rest, CHUNK_BYTES)
            except zlib.error as error:
                raise BodyNotDecoded(str(error)) from None
            rest = stream.unused_data if stream.eof else stream.unconsumed_tail
            if stream.eof and not is_gzip:
                break
    if stream is not None:
        yield stream.flush()
        if not stream.eof:
            raise BodyNotDecoded("cut off")


def _wbits_of_deflate(beginning: bytes) -> int:
    """Some servers omit the zlib header."""
    return ZLIB if beginning[0] & 0x0F == 8 else RAW_DEFLATE
