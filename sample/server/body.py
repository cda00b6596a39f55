"""One answer of the API: a file, its ETag, and its gzip form."""

import gzip
import shutil
from base64 import b64encode
from functools import cached_property
from hashlib import sha1
from pathlib import Path
from threading import Lock

READ_BYTES = 1 << 18
# The API answers smaller bodies uncompressed (koa-compress's threshold).
SMALLEST_COMPRESSED = 1024
# Level 6 costs a second per 20 MB: from there on speed counts for more.
SLOW_BYTES = 32 << 20


class Body:
    """A file that does not change while it is served."""

    def __init__(self, path: Path, gzip_directory: Path):
        self.path = path
        self.length = path.stat().st_size
        self._gzip_path = gzip_directory / f"{path.parent.name}-{path.name}.gz"
        self._packing = Lock()
        self._counting = Lock()
        self._requested = False

    @cached_property
    def etag(self) -> str:
        """`"<length in hex>-<27 characters of base64 SHA-1>"`, of the plain
        bytes: the compressed answer carries the same one."""
        digest = sha1()
        with self.path.open("rb") as content:
            while block := content.read(READ_BYTES):
                digest.update(block)
        return f'"{self.length:x}-{b64encode(digest.digest()).decode()[:27]}"'

    @property
    def compressible(self) -> bool:
        return self.length >= SMALLEST_COMPRESSED

    def compressed(self) -> Path:
        """The gzip form, made at the first call and kept."""
        with self._packing:
            if not self._gzip_path.exists():
                self._compress()
            return self._gzip_path

    def first_request(self) -> bool:
        """True once: the API's own cache has nothing at the first request."""
        with self._counting:
            first, self._requested = not self._requested, True
            return first

    def _compress(self) -> None:
        level = 6 if self.length < SLOW_BYTES else 1
        partial = self._gzip_path.with_suffix(".part")
        # No name, no time: equal bodies compress to equal bytes.
        with self.path.open("rb") as content, partial.open("wb") as file, \
                gzip.GzipFile("", "wb", level, file, mtime=0) as packed:
            shutil.copyfileobj(content, packed, READ_BYTES)
        partial.rename(self._gzip_path)
