"""Records to JSON and back, by their types (msgspec), and bytes to fewer bytes and back (Zstandard).

Comes in: readings, or bytes.  Goes out: the same in the other form.  Must not: open files.
Key order follows the dataclass and a level is fixed, so that equal records give equal bytes.
"""

from __future__ import annotations

import msgspec
from zstandard import ZstdCompressor, ZstdDecompressor, ZstdError

from kg.errors import StoreError
from kg.model import Reading

_LEVEL = 6
"""Of 22.  Above 9 it takes milliseconds an article for a few hundred bytes (docs/STORE.md has the table)."""

_decoder = msgspec.json.Decoder(Reading)


def encode_reading(reading: Reading) -> bytes:
    """Return the reading as UTF-8 JSON, keys in the order of the dataclasses."""
    return msgspec.json.encode(reading)


def decode_reading(payload: bytes) -> Reading:
    """Return the reading that `payload` holds; StoreError if it is of another shape."""
    try:
        return _decoder.decode(payload)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise StoreError(f"stored article of another shape ({error}); run kg build again") from error


def pack(payload: bytes) -> bytes:
    """Return the payload as one Zstandard frame with a checksum; `unpack`, or `zstd -dc`, gives it back."""
    return ZstdCompressor(level=_LEVEL, write_checksum=True).compress(payload)


def unpack(frame: bytes) -> bytes:
    """Return what was packed; StoreError when the frame is damaged, cut short or followed by something."""
    frames = ZstdDecompressor().decompressobj()
    try:
        payload = frames.decompress(frame)
    except ZstdError as error:
        raise StoreError(f"the compressed file is damaged ({error})") from error
    if not frames.eof or frames.unused_data:
        raise StoreError("the compressed file is damaged (it does not end where it should)")
    return payload
