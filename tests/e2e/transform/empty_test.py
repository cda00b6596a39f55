"""Databases with too little in them: no table at all, tables without rows, and
a stream that the tap does not select."""

import json
import unittest

from bodies import sample_url
from transform_run import (RUN, Warehouse, catalogues_of, schemas_only,
                           tap_output)

DESELECTED = "crew"


def without(messages, stream):
    """The tap's messages as if `stream` had not been selected."""
    def is_of_it(line):
        message = json.loads(line)
        return (message.get("stream") == stream
                or message.get("record", {}).get("stream") == stream)

    return b"".join(line for line in messages.splitlines(keepends=True)
                    if not is_of_it(line))


class SaysThatDataIsLacking:
    """Builds once per class on what `load` left in the warehouse."""

    @classmethod
    def setUpClass(cls):
        cls.warehouse = Warehouse.of_class(cls)
        cls.load()
        cls.output = cls.warehouse.dbt("build")

    def test_every_scenario_lacks_data(self):
        self.assertEqual(
            [["insufficient_data"]], self.warehouse.query(
                "select distinct outcome"
                " from analytics.mart_starlink_42k_answer"))

    def test_the_sentence_says_so(self):
        self.assertIn("too little data to say", self.warehouse.value(
            "select answer_text from analytics.mart_starlink_42k_answer"
            " where is_headline"))

    def test_its_tests_pass_too(self):
        # The back-test is on tables of the project's own: its warning stays.
        self.assertRegex(self.output, "WARN=1 ERROR=0 SKIP=0")


class EmptyTables(SaysThatDataIsLacking, unittest.TestCase):
    @classmethod
    def load(cls):
        url = sample_url(cls)
        cls.warehouse.load(schemas_only(
            tap_output(url, **catalogues_of(url))))


class EmptyDatabase(SaysThatDataIsLacking, unittest.TestCase):
    @classmethod
    def load(cls):
        """Nothing: there is not even the schema."""

    def test_nothing_was_ever_read(self):
        self.assertEqual([["16"]], self.warehouse.query(
            "select sum(rows_flagged) from analytics.audit_data_quality"
            " where check_name like '%.never_read'"))

    def test_freshness_calls_every_source_stale(self):
        with self.assertRaises(AssertionError) as stale:
            self.warehouse.dbt("source", "freshness")
        self.assertEqual(17, str(stale.exception).count("[ERROR STALE"))
        self.assertNotIn("Runtime Error", str(stale.exception))


class DeselectedStream(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.warehouse = Warehouse.of_class(cls)
        # What was built on no table must not be in the way of tables.
        cls.warehouse.dbt(*RUN)
        url = sample_url(cls)
        cls.warehouse.load(without(
            tap_output(url, **catalogues_of(url)), DESELECTED))
        cls.output = cls.warehouse.dbt("build")

    def test_all_else_is_built_and_tested(self):
        # The warnings say that the data is old, and that goals are not met.
        self.assertRegex(self.output, "WARN=2 ERROR=0 SKIP=0")
        self.assertEqual([["0", "205"]], self.warehouse.query(
            "select (select count(*) from analytics.dim_crew),"
            " (select count(*) from analytics.fct_launches)"))

    def test_the_audit_names_it(self):
        self.assertEqual([[DESELECTED]], self.warehouse.query(
            "select stream from analytics.audit_data_quality"
            " where check_name like '%.never_read' and rows_flagged > 0"
            " and run_id <> 'none'"))

    def test_it_does_not_make_sources_stale(self):
        self.warehouse.dbt("source", "freshness")

    def test_a_table_that_is_gone_is_an_error(self):
        self.warehouse.query("alter table tap_spacex.ships rename to gone")
        self.addCleanup(self.warehouse.query,
                        "alter table tap_spacex.gone rename to ships")
        self.assert_ships_are_missed()

    def test_a_table_of_documents_known_from_elsewhere_is_an_error(self):
        self.warehouse.query(
            "alter table tap_spacex.ships rename to gone;"
            " update tap_spacex.extractions set http_status = 304,"
            " documents = 0 where stream = 'ships'")
        self.addCleanup(
            self.warehouse.query,
            "alter table tap_spacex.gone rename to ships;"
            " update tap_spacex.extractions set http_status = 200,"
            " documents = 29 where stream = 'ships'")
        self.assert_ships_are_missed()

    def assert_ships_are_missed(self):
        with self.assertRaisesRegex(
                AssertionError,
                'ships" does not exist, but the API has documents'):
            self.warehouse.dbt("run", "--select", "stg_spacex__ships")


if __name__ == "__main__":
    unittest.main()
