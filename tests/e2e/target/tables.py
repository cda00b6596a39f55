"""What a database holds, as values that can be compared."""

import dataclasses
import datetime
import json

# Times this near to now, or to now in another time zone, are the run's own.
RECENT = datetime.timedelta(minutes=7)
_ZONE_STEP = datetime.timedelta(minutes=15)
_WIDEST_ZONE = datetime.timedelta(hours=14)


@dataclasses.dataclass
class Column:
    name: str
    type: str
    is_not_null: bool


@dataclasses.dataclass
class Table:
    columns: list
    primary_key: list  # column names, in the index' order
    rows: list  # each a list of texts or None, in the order of the columns

    def column_names(self):
        return [column.name for column in self.columns]


_TABLES = """
select json_build_object(
  'name', c.relname,
  'columns', (
    select json_agg(json_build_array(
        a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull)
      order by a.attnum)
    from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
  'key', (
    select json_agg(a.attname order by k.place)
    from pg_index i, unnest(i.indkey) with ordinality as k(number, place),
      pg_attribute a
    where i.indrelid = c.oid and i.indisprimary
      and a.attrelid = c.oid and a.attnum = k.number))
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = {schema} and c.relkind in ('r', 'p')
order by c.relname
"""


class Sessions:
    """The queries of a PostgresServer, by one session per database that stays: a psql
    for each would take most of the time. close() before a database is copied."""

    def __init__(self, server):
        self._server = server
        self._open = {}

    def query(self, sql, database):
        if database not in self._open:
            self._open[database] = self._server.session(database)
        return self._open[database].query(sql)

    def close(self):
        while self._open:
            self._open.popitem()[1].close()


def read_schema(server, database, schema):
    """{name: Table} of every table in `schema`, by a PostgresServer or Sessions."""
    tables = {}
    for [text] in server.query(
            _TABLES.format(schema=literal(schema)), database):
        found = json.loads(text)
        columns = [Column(*each) for each in found["columns"] or []]
        tables[found["name"]] = Table(
            columns, found["key"] or [],
            _rows(server, database, schema, found["name"], columns))
    return tables


def _rows(server, database, schema, table, columns):
    values = ", ".join(f"{identifier(column.name)}::text"
                       for column in columns)
    query = (f"set timezone = 'UTC'; select array_to_json(array[{values}]"
             f"::text[]) from {identifier(schema)}.{identifier(table)}")
    rows = [json.loads(text) for [text] in server.query(query, database)]
    for row in rows:
        for place, column in enumerate(columns):
            row[place] = _without_clock(column, row[place])
    return sorted(rows, key=lambda row: [(value is None, value or "")
                                         for value in row])


def _without_clock(column, value):
    """`value`, or "now" where it is a metadata column's time of this run."""
    if value is None or not column.name.startswith("_sdc_"):
        return value
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    if column.type.startswith("timestamp"):
        moment = datetime.datetime.fromisoformat(value)
    elif column.name in ("_sdc_sequence", "_sdc_sync_started_at"):
        moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(
            milliseconds=int(value))
    else:
        return value
    offset = round((moment - now) / _ZONE_STEP) * _ZONE_STEP
    if abs(offset) > _WIDEST_ZONE or abs(moment - now - offset) > RECENT:
        return value
    return f"now, {offset} off" if offset else "now"


def identifier(name):
    return '"' + name.replace('"', '""') + '"'


def literal(text):
    return "'" + text.replace("'", "''") + "'"
