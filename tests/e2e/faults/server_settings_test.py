"""The same rows come out whatever server, database, role or client are set to."""

import threading
import unittest

from expectations import FaultTest
from target import Target, config, record, run, schema, state
from postgres_server import PostgresServer
from waiting import wait_until

PROPERTIES = {
    "id": {"type": "integer"},
    "text": {"type": ["string", "null"]},
    "number": {"type": "number"},
    "at": {"type": "string", "format": "date-time"},
    "day": {"type": "string", "format": "date"},
    "time": {"type": "string", "format": "time"},
    "flag": {"type": "boolean"},
    "detail": {"type": "object"},
    "list": {"type": "array", "items": {"type": ["string", "null"]}},
    "numbers": {"type": "array", "items": {"type": "number"}},
    "uuid": {"type": "string", "format": "uuid"},
}
VALUES = {
    "id": 9007199254740993,
    "text": "back\\slash 'quote' \"double\"\ttab\nline $1 %s \\n",
    "number": 0.1, "at": "2021-03-04T05:06:07.123456+05:45",
    "day": "2021-03-04", "time": "23:59:59.5", "flag": True,
    "detail": {"n": 1.10, "t": "a\\b\"c"}, "list": ["a,b", "{\\}", "", None],
    "numbers": [0.1, 1e-7], "uuid": "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
}
# Read back under settings that do not depend on the database.
AS_READ = "set TimeZone = 'UTC'; set DateStyle = ISO; " \
    "set extra_float_digits = 1; set client_encoding = UTF8; "
COLUMNS = ", ".join(f'"{name}"' for name in PROPERTIES)

LIKE_A_FOREIGN_CLIENT = {
    "PGTZ": "America/New_York", "PGDATESTYLE": "German",
    "PGCLIENTENCODING": "LATIN1", "LC_ALL": "C",
    "PGOPTIONS": "-c standard_conforming_strings=off -c extra_float_digits=-15",
}


def setUpModule():
    global server
    # German messages, where the server's C library has them for UTF-8.
    server = PostgresServer(
        settings={"lc_messages": "C.utf8"}, environment={"LANGUAGE": "de"})


def tearDownModule():
    server.remove()


class SameRows(FaultTest):
    def load(self, database, values=None, **options):
        """Twice: the second time as an update, by way of staging."""
        for _ in range(2):
            result = run(config(server, database), [
                schema("a", PROPERTIES, ["id"]),
                record("a", VALUES | (values or {}),
                       time_extracted="2021-03-04T05:06:07.5+05:45"),
                state({"n": 1})], **options)
            self.assert_done(result)
        return server.query(
            f"{AS_READ} select {COLUMNS}, _sdc_extracted_at from raw.a",
            database)

    @classmethod
    def setUpClass(cls):
        cls.plain = server.create_database("plain")

    def setUp(self):
        self.expected = self.load(self.plain)
        self.assertEqual(self.expected[0][3], "2021-03-03 23:21:07.123456")

    def test_in_every_encoding(self):
        for encoding in ("SQL_ASCII", "LATIN1", "WIN1252", "EUC_JP"):
            with self.subTest(encoding=encoding):
                database = server.create_database(
                    f"in_{encoding}", f"encoding '{encoding}' locale 'C' "
                    "template template0")
                self.assertEqual(self.load(database), self.expected)

    def test_accents_in_latin1(self):
        database = server.create_database(
            "accents", "encoding 'LATIN1' locale 'C' template template0")
        [row] = self.load(database, {"text": "\u00e4\u00f6\u00fc"})
        self.assertEqual(row[1], "\u00e4\u00f6\u00fc")

    def test_accents_in_sql_ascii(self):
        database = server.create_database(
            "ascii", "encoding 'SQL_ASCII' locale 'C' template template0")
        self.load(database, {"text": "\u20ac"})
        self.assertEqual(
            server.query("select text::bytea from raw.a", database),
            [["\\xe282ac"]])

    def test_what_latin1_cannot_hold_is_refused(self):
        database = server.create_database(
            "euro", "encoding 'LATIN1' locale 'C' template template0")
        result = run(config(server, database), [
            schema("a", PROPERTIES, ["id"]),
            record("a", VALUES | {"text": "\u20ac"}), state({"n": 1})])
        self.assert_failed(result, "22P05", "line 2")
        self.assertEqual(result.states, [])

    def test_under_odd_settings_of_the_database(self):
        for setting, value in {
                "DateStyle": "'SQL, DMY'", "TimeZone": "'Asia/Kathmandu'",
                "standard_conforming_strings": "off",
                "backslash_quote": "off", "extra_float_digits": "-15",
                "bytea_output": "'escape'", "IntervalStyle": "'sql_standard'",
                "client_encoding": "'LATIN1'", "array_nulls": "off",
                "default_transaction_isolation": "'serializable'",
                "transform_null_equals": "on", "quote_all_identifiers": "on",
                "xmloption": "'document'", "row_security": "off",
                "enable_hashjoin": "off", "work_mem": "'64kB'",
                "session_replication_role": "'replica'",
                "default_tablespace": "'pg_default'",
                "client_min_messages": "'debug5'"}.items():
            with self.subTest(setting=setting):
                database = server.create_database(f"set_{setting}".lower())
                server.query(
                    f"alter database {database} set {setting} = {value}")
                self.assertEqual(self.load(database), self.expected)

    def test_under_odd_settings_of_the_client(self):
        database = server.create_database("client")
        self.assertEqual(
            self.load(database, environment=LIKE_A_FOREIGN_CLIENT),
            self.expected)

    def test_under_a_locale_with_a_decimal_comma(self):
        database = server.create_database("comma")
        self.assertEqual(
            self.load(database, environment={"LC_ALL": "de_DE.UTF-8"}),
            self.expected)


class TranslatedMessages(FaultTest):
    """Nothing is decided by the words of a message."""

    @classmethod
    def setUpClass(cls):
        try:
            server.query("select 1/0")
        except Exception as error:
            if "division by zero" in str(error):
                raise unittest.SkipTest("no translated messages here")

    def test_data_errors_are_still_localised(self):
        database = server.create_database("german_data")
        server.query("create schema raw; create table raw.a "
                     "(id bigint primary key, text text unique)", database)
        properties = {"id": {"type": "integer"}, "text": {"type": "string"}}
        result = run(config(server, database), [
            schema("a", properties, ["id"]),
            record("a", {"id": 1, "text": "x"}),
            record("a", {"id": 2, "text": "x"})])
        self.assert_failed(result, "23505", "line 3", "Schl\u00fcssel")

    def test_lost_connections_are_still_retried(self):
        database = server.create_database("german_end")
        properties = {"id": {"type": "integer"}}
        first_state = threading.Event()
        target = Target(config(server, database),
                        on_state=lambda _: first_state.set())
        target.write(schema("a", properties) + state({"n": 0}))
        wait_until(first_state.is_set, "the first STATE")
        ended = server.query(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            f"where datname = '{database}'")
        self.assertEqual(ended, [["t"]])
        target.write(b"".join(record("a", {"id": n}) for n in range(20)))
        target.end_input()
        self.assert_done(target.wait())
        self.assertEqual(
            server.value("select count(*) from raw.a", database), "20")

    def test_final_errors_are_still_final(self):
        result = run(config(server, "gibtsnicht",
                            retry_budget_seconds=10**6), [
            schema("a", {"id": {"type": "integer"}})])
        self.assert_failed(result, "3D000", "existiert nicht")


if __name__ == "__main__":
    unittest.main()
