"""Reads the marts: the only file that talks to PostgreSQL."""

import importlib.resources

import psycopg
from psycopg.rows import dict_row

from .errors import ReportError

QUERIES = importlib.resources.files(__package__) / "queries"


def first_line(error):
    return str(error).strip().partition("\n")[0] or type(error).__name__


class Marts:
    """The marts in `schema`, all as of one instant; use as a context."""

    def __init__(self, connection, schema):
        """Connects by libpq's parameters; ReportError where that fails."""
        self._schema = schema
        try:
            self._connection = psycopg.connect(
                **connection, row_factory=dict_row,
                application_name="spacex-report")
            self._connection.isolation_level = (
                psycopg.IsolationLevel.REPEATABLE_READ)
            self._connection.read_only = True
            self._connection.execute(psycopg.sql.SQL(
                "set search_path to {}").format(
                    psycopg.sql.Identifier(schema)))
        except psycopg.Error as error:
            raise ReportError(
                f"cannot connect to PostgreSQL: {first_line(error)}: check"
                " TARGET_POSTGRES_HOST, _PORT, _USER, _PASSWORD and the"
                " database") from error

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._connection.close()

    def rows(self, query):
        """Rows of queries/QUERY.sql as dicts, in the order it gives them."""
        try:
            return self._connection.execute(
                (QUERIES / f"{query}.sql").read_text()).fetchall()
        except psycopg.errors.UndefinedTable as error:
            raise ReportError(
                f"{first_line(error)} in schema {self._schema} (SQLSTATE"
                f" {error.sqlstate}): build the marts first, meltano invoke"
                " dbt-postgres:build") from error
        except psycopg.Error as error:
            raise ReportError(
                f"query {query} failed: {first_line(error)} (SQLSTATE"
                f" {error.sqlstate})") from error
