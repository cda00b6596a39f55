#!/usr/bin/env python3
"""Serves one file at every path, as it is, for as little CPU as can be.

    python3 body_server.py FILE [gzip]

Prints its base URL. With "gzip" the file is announced as compressed. The bench
has one of its own, because the sample API compresses by what the client asks.
"""

import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        with open(sys.argv[1], "rb") as body:
            size = os.fstat(body.fileno()).st_size
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(size))
            if sys.argv[2:] == ["gzip"]:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.flush()
            self.connection.sendfile(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
