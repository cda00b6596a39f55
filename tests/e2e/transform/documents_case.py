"""What holds of the API's final content, recorded or made from public facts."""

import re

from transform_run import Warehouse, tap_output

# Not read here: see catalogues_test.
CATALOGUES = {"satellite_catalogue", "launch_log"}

# Months ahead, forecasts, mean error in per cent.
HOLD_OUT = [["3", "28", "2.2"], ["6", "28", "3.6"], ["12", "28", "7.5"],
            ["24", "28", "8.9"], ["36", "28", "6.2"]]


class FrozenApi:
    """Builds once per class on `api_url()`; twice for the repeated build.
    `origin` is what the answer says of where that is."""

    @classmethod
    def setUpClass(cls):
        cls.warehouse = Warehouse.of_class(cls, tap_output(cls.api_url()))
        cls.output = cls.warehouse.dbt("build")
        cls.first_marts = cls.warehouse.marts()

    def answer(self, columns, scenario="simulation"):
        [row] = self.warehouse.query(
            f"select {columns} from analytics.mart_starlink_42k_answer"
            f" where scenario_key = '{scenario}'")
        return row

    def test_warns_of_old_data_and_of_goals_not_met_alone(self):
        self.assertRegex(self.output, r"WARN=2 ERROR=0 SKIP=0")
        self.assertEqual(
            {"data_is_current", "backtest_meets_its_goals"},
            set(re.findall(r"(?i)warning in test (\w+)", self.output)))
        self.assertNotRegex(self.output, r"(?i)deprecat|detected")

    def test_satellites_launched_in_orbit_and_decayed(self):
        self.assertEqual(["3526", "3268", "258", "2022-11-30"], self.answer(
            "satellites_launched, satellites_in_orbit, satellites_decayed,"
            " as_of_date"))

    def test_flat_cadence_never_reaches_it(self):
        self.assertEqual(
            ["never_at_this_rate", "9605", "7355", "149", "", ""],
            self.answer("outcome, saturation_level,"
                        " required_satellites_per_year,"
                        " required_launches_per_year, reach_date_p50,"
                        " prob_reached_by_2100", "flat_cadence"))

    def test_answer_is_short_and_says_when_its_data_ended(self):
        [text] = self.answer("answer_text")
        self.assertLessEqual(len(text.split()), 40)
        self.assertTrue(text.startswith(
            "The data ended on 2022-11-30 with 3,268 Starlink satellites in"
            " orbit (11,103 on 2026-10-09); the chance of 42,000 is"), text)
        self.assertEqual(
            [f"The SpaceX API, from {self.origin}, as of 2022-11-30."],
            self.answer("source_text"))

    def test_hold_out_is_scored_as_it_was_once(self):
        """The method is frozen: these are the figures that the README tells."""
        self.assertEqual(
            HOLD_OUT, self.warehouse.query(
                "select months_ahead, forecasts, round(mean_error_pct, 1)"
                " from analytics.fct_starlink_forecast_accuracy"
                " where scope = 'hold_out' and measure = 'in_orbit'"
                " and method = 'simulation' order by months_ahead"))

    def test_the_renamed_mart_still_has_its_old_name(self):
        self.assertEqual([["t"]], self.warehouse.query(
            "select count(*) = (select count(*) from"
            " analytics.fct_starlink_forecast_paths)"
            " from analytics.fct_starlink_forecast_quantiles"))

    def test_every_forecast_is_kept_once(self):
        self.assertEqual([["1", "114"]], self.warehouse.query(
            "select count(distinct as_of_date), count(*)"
            " from analytics.fct_starlink_forecasts_made"))

    def test_satellites_without_a_day_find_their_launch(self):
        self.assertEqual(
            [["5", "2022-02-03"]], self.warehouse.query(
                "select count(*), launched_on"
                " from analytics.dim_starlink_satellites"
                " where launch_rule = 'international_designator'"
                " group by launched_on"))

    def test_launches_and_payloads_are_all_there(self):
        self.assertEqual([["205", "1", "225"]], self.warehouse.query(
            "select count(*), count(*) filter (where is_latest),"
            " (select count(*) from analytics.fct_payloads)"
            " from analytics.fct_launches"))

    def test_every_column_has_its_comment(self):
        self.assertEqual([], self.warehouse.query(
            "select attrelid::regclass, attname from pg_attribute"
            " join pg_class on pg_class.oid = attrelid"
            " join pg_namespace on pg_namespace.oid = relnamespace"
            " where nspname in ('analytics', 'analytics_intermediate',"
            " 'analytics_staging') and relkind in ('r', 'v') and attnum > 0"
            " and not attisdropped"
            " and col_description(attrelid, attnum) is null"))

    def test_sources_declare_the_columns_that_the_target_makes(self):
        streams = {source["identifier"] for source
                   in self.warehouse.dbt.manifest()["sources"].values()}
        self.assertEqual([], self.warehouse.not_as_declared(
            *(streams - CATALOGUES)))

    def test_audit_finds_nothing_lost(self):
        self.assertEqual([["16", "0"]], self.warehouse.query(
            "select count(*), sum(rows_flagged)"
            " from analytics.audit_data_quality"
            " where check_name like '%.documents_kept'"))

    def test_unchanged_data_gives_equal_marts_under_another_plan(self):
        before = self.warehouse.value(
            "select max(transformation_updated_at)"
            " from analytics.mart_starlink_42k_answer")
        self.warehouse.dbt("run", PGOPTIONS=(
            "-c enable_hashjoin=off -c enable_hashagg=off"
            " -c max_parallel_workers_per_gather=0 -c jit=off"
            " -c timezone=Pacific/Auckland -c work_mem=1MB"))
        self.assertEqual(self.first_marts, self.warehouse.marts())
        self.assertEqual("t", self.warehouse.value(
            "select bool_and(transformation_updated_at >"
            f" '{before}') from analytics.mart_starlink_42k_answer"))
