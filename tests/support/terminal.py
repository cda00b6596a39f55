"""A terminal for a program's stderr, and what came to stand on it."""

import contextlib
import os
import pty


class Terminal:
    """`descriptor` is for the program. Nothing is lost below some 4 KB."""

    def __init__(self):
        self._reading, self.descriptor = pty.openpty()
        os.set_blocking(self._reading, False)
        self._text = b""

    def text(self) -> str:
        """All that has been written so far."""
        with contextlib.suppress(BlockingIOError):
            while piece := os.read(self._reading, 65536):
                self._text += piece
        return self._text.decode()

    def close(self):
        os.close(self._reading)
        os.close(self.descriptor)
