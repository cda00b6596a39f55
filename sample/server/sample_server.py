"""The listening server: one thread per connection, loopback only."""

import sys
from http.server import ThreadingHTTPServer
from pathlib import Path

from server.handler import Handler
from server.routes import data_kind, routes

HOST = "127.0.0.1"


class SampleServer(ThreadingHTTPServer):
    """Listens once made. Port 0 takes a free one: see base_url.

    `is_sample` marks every answer as the sample's own, and the folder's mark
    says whether it holds facts or synthetic documents, so that no client
    takes it for the API's.
    """

    # Open connections do not hold up the end of the program.
    daemon_threads = True
    block_on_close = False
    # A load test connects faster than the default queue of 5 holds.
    request_queue_size = 128

    def __init__(self, port: int, directory: Path, gzip_directory: Path,
                 is_sample: bool, verbose: bool):
        self.routes = routes(directory, gzip_directory)
        self.is_sample = is_sample
        self.data_kind = data_kind(directory)
        self.verbose = verbose
        super().__init__((HOST, port), Handler)

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.server_port}"

    def handle_error(self, request, client_address) -> None:
        """A client that went away is its own affair, not the server's."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            super().handle_error(request, client_address)
