"""Ids of the sample: 24 hex digits, the same on every machine."""

from hashlib import sha256, sha512

# The API's ids are MongoDB object ids: 12 bytes as lower-case hex.
ID_LENGTH = 24


def object_id(stream: str, natural_key: str | int) -> str:
    """The id of a document, from what names it in the facts."""
    return sha256(f"{stream}:{natural_key}".encode()).hexdigest()[:ID_LENGTH]


class Draws:
    """Numbers for what the facts do not tell, fixed by a document's key.

    A hash, not random.Random: its sequence is part of no language's
    promise, a hash's is. 512 bits serve about 20 draws of a million.
    """

    def __init__(self, stream: str, natural_key: str | int):
        digest = sha512(f"{stream}:{natural_key}".encode()).digest()
        self._rest = int.from_bytes(digest, "big")

    def below(self, limit: int) -> int:
        self._rest, value = divmod(self._rest, limit)
        return value

    def between(self, low: int, high: int) -> int:
        """Both bounds included."""
        return low + self.below(high - low + 1)
