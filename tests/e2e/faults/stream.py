"""A tap whose output is known: the same lines from the same seed.

Three streams are interleaved: `orders`, keyed and updated again and again;
`visits`, keyed and only inserted; `events`, without keys. Each record carries
its `position`, the number of records before it, so that what a table must hold
after any number of records can be told. A STATE's value is that number.
"""

import json
import random

from target import line, record, schema, state

LARGEST_ID = 40
TEXTS = ("", "plain", "tab\tnew\nline", "quote\"'\\", "\u20ac \U0001f680")

PROPERTIES = {
    "orders": {
        "id": {"type": "integer"}, "position": {"type": "integer"},
        "text": {"type": ["string", "null"]}, "amount": {"type": "number"},
        "at": {"type": "string", "format": "date-time"},
        "detail": {"type": "object"}},
    "visits": {
        "id": {"type": "string"}, "position": {"type": "integer"},
        "text": {"type": ["string", "null"]}},
    "events": {
        "position": {"type": "integer"}, "life": {"type": "integer"},
        "text": {"type": ["string", "null"]}},
}
KEYS = {"orders": ["id"], "visits": ["id"], "events": []}
STREAMS = tuple(PROPERTIES)


class Stream:
    """`records` records with a STATE after every `state_every` of them, and after the
    last one."""

    def __init__(self, seed, records, state_every=7):
        generator = random.Random(seed)
        self.state_every = state_every
        # One (stream, record) per position.
        self.records = [self._record(generator, position)
                        for position in range(records)]

    @staticmethod
    def _record(generator, position):
        stream = generator.choice(STREAMS)
        text = generator.choice(TEXTS + (None,))
        if text:
            text *= generator.randrange(1, 20)
        values = {"position": position, "text": text}
        if stream == "orders":
            minute = generator.randrange(60)
            values |= {
                "id": generator.randrange(LARGEST_ID),
                "amount": generator.randrange(10**9) / 1000,
                "at": f"2024-02-29T23:{minute:02}:07.125+05:30",
                "detail": {"n": position, "list": [1, None, "\u00e4"]}}
        elif stream == "visits":
            values["id"] = f"v{position}"
        return stream, values

    def __len__(self):
        return len(self.records)

    def lines(self, start=0, life=0):
        """What the tap sends when it resumes after `start` records."""
        for stream in STREAMS:
            yield schema(stream, PROPERTIES[stream], KEYS[stream])
        for position in range(start, len(self.records)):
            stream, values = self.records[position]
            if stream == "events":
                values = values | {"life": life}
            yield record(stream, values)
            if self.has_state_behind(position + 1):
                yield state({"position": position + 1})

    def has_state_behind(self, count):
        """Whether a STATE comes right after so many records."""
        return count % self.state_every == 0 or count == len(self)

    def positions(self, stream, start, end):
        return [position for position in range(start, end)
                if self.records[position][0] == stream]

    def newest(self, end):
        """The position each key of the keyed streams holds after `end`."""
        newest = {"orders": {}, "visits": {}}
        for position in range(end):
            stream, values = self.records[position]
            if stream in newest:
                newest[stream][str(values["id"])] = position
        return newest


def position_of(state_line):
    """What a STATE on the target's stdout acknowledges; None: nothing."""
    return json.loads(state_line)["position"] if state_line else 0


def tables_exist(server, database):
    found = server.query(
        "select table_name from information_schema.tables "
        "where table_schema = 'raw'", database)
    return {name for [name] in found} >= set(STREAMS)


def fingerprint(server, database, with_events):
    """What the tables hold, in order, but for `_sdc_` columns and lives."""
    columns = {
        "orders": "id, position, text, amount, at, detail",
        "visits": "id, position, text", "events": "position, text"}
    streams = STREAMS if with_events else ("orders", "visits")
    return {
        stream: server.query(
            f"select count(*), md5(string_agg(row::text, '|' "
            f"order by row.position)) from "
            f"(select {columns[stream]} from raw.{stream}) row", database)
        for stream in streams}
