"""The tables of a schema, with their keys and rows, as values to compare."""

import dataclasses
import json

# What each run of the target writes anew.
OF_THE_RUN = ("_sdc_extracted_at", "_sdc_received_at", "_sdc_batched_at",
              "_sdc_sequence", "_sdc_sync_started_at", "_sdc_table_version")


@dataclasses.dataclass
class Table:
    key: list
    types: dict  # by column
    # By key, or in order where there is none: values by column, without OF_THE_RUN.
    rows: dict


def read(server, database, schema):
    names = server.query(
        f"select tablename from pg_tables where schemaname = '{schema}'", database)
    return {name: _table(server, database, f'"{schema}"."{name}"')
            for [name] in names}


def _table(server, database, name):
    key = [column for [column] in server.query(
        "select attname from pg_index join pg_attribute on attrelid = indrelid"
        f" and attnum = any(indkey) where indisprimary and indrelid = '{name}'::regclass"
        " order by array_position(indkey::smallint[], attnum)", database)]
    types = dict(server.query(
        "select attname, format_type(atttypid, atttypmod) from pg_attribute where"
        f" attrelid = '{name}'::regclass and attnum > 0 and not attisdropped", database))
    # As PostgreSQL spells them: JSON would lose digits of numbers.
    values = ", ".join(f"'{column}', \"{column}\"::text" for column in types)
    rows = {}
    for number, [text] in enumerate(server.query(
            f"select json_build_object({values}) from {name} t order by t::text",
            database)):
        row = json.loads(text)
        identity = tuple(row[column] for column in key) or number
        rows[identity] = {column: value for column, value in row.items()
                          if column not in OF_THE_RUN}
    return Table(key, types, rows)
