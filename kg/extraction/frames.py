"""Messages between a process and the ones that read for it: a length, a letter and bytes.

Comes in: open binary streams.  Goes out: messages.  Must not: know what starts or ends a process.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

import msgspec

from kg.codec import decode_reading, encode_reading
from kg.model import Document, Reading, Rejection

READY = b"K"
FAILED = b"E"
READING = b"R"
REJECTED = b"X"

_HEAD = struct.Struct(">Q")
_rejections = msgspec.json.Decoder(Rejection)
_documents = msgspec.json.Decoder(Document)


def send(stream: BinaryIO, message: bytes) -> None:
    """Write one message."""
    stream.write(_HEAD.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Return the next message; None when the other side ended, be it in the middle of one."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    (length,) = _HEAD.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def encode_document(document: Document) -> bytes:
    """Return the message that asks for a document to be read."""
    return msgspec.json.encode(document)


def decode_document(message: bytes) -> Document:
    """Return the document of such a message."""
    return _documents.decode(message)


def encode_outcome(outcome: Reading | Rejection) -> bytes:
    """Return the message that answers it."""
    if isinstance(outcome, Reading):
        return READING + encode_reading(outcome)
    return REJECTED + msgspec.json.encode(outcome)


def decode_outcome(message: bytes) -> Reading | Rejection:
    """Return what such a message says."""
    if message[:1] == READING:
        return decode_reading(message[1:])
    return _rejections.decode(message[1:])
