# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The body of an answer, unpacked piece by piece, so that a small one cannot become a large one. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

# What is asked for, and so what may come: all that the standard library unpacks in bounded pieces.
ACCEPTED = "gzip, deflate"
PIECE_BYTES = 65536
GZIP, ZLIB, RAW_DEFLATE = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


class BodyTooLarge(ValueError):
    """More than allowed, once unpacked."""


class BodyNotUnpacked(ValueError):
    """Packed in another way than the answer says, or cut off."""


def unpacked(pieces: Iterable[bytes], encoding: str, most_bytes: int) -> bytes:
    """The body; encoding: what Content-Encoding says, empty where there is none.

    Raises BodyTooLarge as soon as it is more than `most_bytes`, BodyNotUnpacked.
    """
    body = bytearray()
    for piece in _unpack(pieces, encoding.strip().lower()):
        body += piece
        if len(body) > most_bytes:
            raise BodyTooLarge(f"more than {most_bytes} bytes")
    return bytes(body)


def _unpack(pieces: Iterable[bytes], encoding: str) -> Iterable[bytes]:
    if encoding in ("", "identity"):
        return pieces
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflate(pieces, is_gzip="gzip" in encoding)
    raise BodyNotUnpacked("an encoding that was not asked for")


def _inflate(pieces: Iterable[bytes], is_gzip: bool) -> Iterator[bytes]:
    """A gzip body may have several members, one after the other."""
    stream = None
    for piece in pieces:
        rest = piece
        while rest:
            if stream is None or stream.eof:
                stream = zlib.decompressobj(GZIP if is_gzip else _wbits_of_deflate(rest))
            try:
                yield stream.decompress(rest, PIECE_BYTES)
            except zlib.error as error:
                raise BodyNotUnpacked(str(error)) from None
            rest = stream.unused_data if stream.eof else stream.unconsumed_tail
            if stream.eof and not is_gzip:
                break
    if stream is not None:
        yield stream.flush()
        if not stream.eof:
            raise BodyNotUnpacked("cut off")


def _wbits_of_deflate(beginning: bytes) -> int:
    """Some servers leave out the header that belongs to it."""
    return ZLIB if beginning[0] & 0x0F == 8 else RAW_DEFLATE
