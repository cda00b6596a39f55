"""Documents of the API and rows of the tables, in one form to compare.

Numbers stay the text they were, so that no comparison rounds them.
"""

import datetime
import decimal
import json

# As ISO 8601 has it: an instant without a zone is UTC.
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


class Number(str):
    """A number's own digits. Equal: the same digits, and where one of the two
    has an exponent, which PostgreSQL does not keep, the same value."""

    def __eq__(self, other):
        if not isinstance(other, Number):
            return False
        if "e" in (self + other).lower():
            return decimal.Decimal(self) == decimal.Decimal(other)
        return str.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    __hash__ = None


def parse(text):
    return json.loads(text, parse_int=Number, parse_float=Number)


def documents(body):
    """The documents of the file `body` by id."""
    parsed = parse(body.read_text())
    return {each["id"]: each
            for each in (parsed if isinstance(parsed, list) else [parsed])}


def rows(server, database, table, schema="tap_spacex"):
    """The table's rows by id, without the columns _sdc_*; no NULLs."""
    found = server.query(
        f'select to_jsonb(t)::text from "{schema}"."{table}" t', database)
    return {row["id"]: {name: value for name, value in row.items()
                        if not name.startswith("_sdc_") and value is not None}
            for row in (parse(text) for [text] in found)}


def instants(server, database, table, schema="tap_spacex"):
    """Names of the columns that hold instants or dates."""
    return {name for [name] in server.query(
        "select column_name from information_schema.columns"
        f" where table_schema = '{schema}' and table_name = '{table}'"
        " and (data_type like 'timestamp%' or data_type = 'date')", database)}


def instant(text):
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.timezone.utc)
    return moment - EPOCH


def as_row(document, instant_columns):
    """What `document` must be in a table: top-level nulls left out."""
    row = {name: value for name, value in document.items() if value is not None}
    if "spaceTrack" in row:
        created = row["spaceTrack"].get("CREATION_DATE")
        if created:
            row["space_track_creation_date"] = created
    return with_instants(row, instant_columns)


def with_instants(row, instant_columns):
    return {name: instant(value) if name in instant_columns else value
            for name, value in row.items()}


def differences(sent, found, path=""):
    """Where two values differ, one line each; empty: equal."""
    if isinstance(sent, dict) and isinstance(found, dict):
        return [line for name in sorted(sent.keys() | found.keys())
                for line in differences(sent.get(name), found.get(name),
                                        f"{path}.{name}")]
    if isinstance(sent, list) and isinstance(found, list) \
            and len(sent) == len(found):
        return [line for place, pair in enumerate(zip(sent, found))
                for line in differences(*pair, f"{path}[{place}]")]
    return [] if sent == found else [f"{path}: {sent!r} became {found!r}"]


def all_differences(body, server, database, stream):
    """What of the documents in the file `body` is not so in their table."""
    columns = instants(server, database, stream)
    sent = {key: as_row(document, columns)
            for key, document in documents(body).items()}
    found = {key: with_instants(row, columns)
             for key, row in rows(server, database, stream).items()}
    return differences(sent, found, stream)
