"""Records to JSON and back, by their types (msgspec).  Key order follows the dataclass, so equal records
give equal bytes."""

from __future__ import annotations

import msgspec

from kg.errors import StoreError
from kg.model import Reading

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
