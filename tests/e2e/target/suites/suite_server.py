"""The server that the tests of this folder share."""

import atexit

from executable import programs  # sets the path to the next one
from postgres_server import PostgresServer

_SERVER = PostgresServer(tcp=True)
atexit.register(_SERVER.remove)


def connection():
    return programs.connection_settings(_SERVER, "postgres")
