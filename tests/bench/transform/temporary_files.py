"""What each node of a build wrote to temporary files, from the server's log:
dbt begins every statement with a comment that names its node."""

import re

SIZE = re.compile(r'temporary file: path "[^"]+", size (\d+)')
NODE = re.compile(r'"node_id": "([^"]+)"')


def by_node(log):
    """Bytes by node; a server with log_temp_files = 0 wrote the log."""
    bytes_of, waiting = {}, 0
    with open(log, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            size, node = SIZE.search(line), NODE.search(line)
            if size:
                waiting += int(size[1])
            elif node and waiting and "STATEMENT:" in line:
                bytes_of[node[1]] = bytes_of.get(node[1], 0) + waiting
                waiting = 0
    return bytes_of
