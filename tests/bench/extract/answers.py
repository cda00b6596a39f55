"""What a tap's output says, reduced to what two right ones have in common."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RECORD = b'{"type":"RECORD","stream":"starlink","record":'
# What our tap puts behind the document's own members.
LIFTED = b',"space_track_creation_date":'
BETWEEN = b"},{"
READ_BYTES = 1 << 20


@dataclass
class Answer:
    """Number of documents, and a checksum of them in order."""
    documents: int
    sha256: str


def checksum(documents: Iterator[bytes]) -> Answer:
    digest, count = hashlib.sha256(), 0
    for document in documents:
        digest.update(document + b"\n")
        count += 1
    return Answer(count, digest.hexdigest())


def body_documents(path: Path) -> Iterator[bytes]:
    """The documents of a generated body, byte by byte as it has them. Each has
    `},{` only between itself and the next, since none holds a list."""
    with path.open("rb") as body:
        rest = body.read(1)
        assert rest == b"["
        rest = b""
        while block := body.read(READ_BYTES):
            *documents, rest = (rest + block).split(BETWEEN)
            for document in documents:
                yield b"{" + document.removeprefix(b"{") + b"}"
        assert rest.rstrip().endswith(b"}]")
        yield b"{" + rest.rstrip()[:-1].removeprefix(b"{")


def sent_documents(path: Path) -> Iterator[bytes]:
    """The documents in our tap's output, without what it adds."""
    with path.open("rb") as output:
        for line in output:
            if line.startswith(RECORD):
                yield line[len(RECORD):line.rindex(LIFTED)] + b"}"


def records(path: Path) -> Iterator[bytes]:
    """The records of any tap's output as values: members in one order, numbers
    as doubles."""
    with path.open("rb") as output:
        for line in output:
            message = json.loads(line)
            if message["type"] == "RECORD":
                yield json.dumps(message["record"], sort_keys=True).encode()


def compare(what: str, ours: Answer, other: Answer) -> None:
    if ours != other:
        raise SystemExit(f"{what}: {ours} is not {other}")
    print(f"{what}: {ours.documents} documents, sha256 {ours.sha256[:16]}…")
