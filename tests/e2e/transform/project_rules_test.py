"""Rules of dbt-project-evaluator, and some of our own, on names, folders, tests,
documentation, contracts and views; see modelling_rules_test for the others."""

import pathlib
import re
import unittest

from manifest_case import Manifest, layer
from transform_run import PROJECT

PREFIXES = {"staging": ("stg_",), "intermediate": ("int_",),
            "marts": ("fct_", "dim_", "rpt_", "mart_", "audit_")}
# Longer chains of views are computed again by each reader.
LONGEST_CHAIN_OF_VIEWS = 4
LINES = 100
# Marts that hold earlier runs' rows, with their times.
KEEPING = {"audit_data_quality", "fct_starlink_forecasts_made"}


class ProjectRules(Manifest, unittest.TestCase):
    def test_parses_without_a_warning(self):
        self.assertNotRegex(self.output.lower(), "warning|deprecat")

    def test_names_tell_the_layer(self):
        self.each(self.models, lambda node: not node["name"].startswith(
            PREFIXES[layer(node)]))

    def test_staging_lies_in_its_sources_folder_under_its_name(self):
        def misplaced(node):
            [source] = self.parents(node)
            return not re.fullmatch(
                rf"models/staging/{source['source_name']}"
                rf"/stg_{source['source_name']}__\w+\.sql",
                node["original_file_path"])

        self.each(self.of_layer("staging"), misplaced)

    def test_sources_are_declared_beside_their_staging(self):
        self.each(self.sources, lambda source: pathlib.PurePath(
            source["original_file_path"]).parent != pathlib.PurePath(
                "models/staging", source["source_name"]))

    def test_properties_lie_beside_their_models(self):
        self.each(self.models, lambda node: node["patch_path"].split("://")[1]
                  .rsplit("/", 1)[0]
                  != node["original_file_path"].rsplit("/", 1)[0])

    def test_models_stay_readable(self):
        self.each(self.models,
                  lambda node: node["raw_code"].count("\n") > LINES)

    def test_primary_keys_are_tested(self):
        def untested(node):
            if node["description"].rstrip().endswith("One row."):
                return False
            tests = {(test["test_metadata"]["name"], test.get("column_name"))
                     for test in self.tests
                     if test.get("attached_node") == node["unique_id"]}
            return not (
                any(name == "is_unique_by" for name, _ in tests)
                or any(("not_null", column) in tests
                       for name, column in tests if name == "unique"))

        self.each(self.models + self.seeds, untested)

    def test_everything_is_described(self):
        self.each(self.models + self.seeds + self.sources + self.snapshots,
                  lambda node: not node["description"])
        self.each(self.models + self.seeds, lambda node: not node[
            "columns"] or not all(
                column["description"] for column in node["columns"].values()))

    def test_descriptions_end_with_the_grain(self):
        self.each(self.models + self.seeds + self.sources + self.snapshots,
                  lambda node: not re.search(
                      r"One row( per [^.]+)?\.$",
                      node["description"].strip()))

    def test_sources_have_freshness(self):
        self.each(self.sources, lambda node: not (
            node["freshness"] and node["freshness"]["warn_after"]["count"]
            and node["freshness"]["error_after"]["count"]))

    def test_marts_are_public_tables_under_contract(self):
        self.each(
            self.of_layer("marts"),
            lambda node: node["access"] != "public"
            or not node["contract"]["enforced"]
            or node["config"]["materialized"] not in self.kinds(node)
            or "transformation_updated_at" not in node["columns"])

    @staticmethod
    def kinds(node):
        """A mart under its former name is a view, for one release."""
        return (("view",) if node["fqn"][2] == "former_names"
                else ("table", "incremental"))

    def test_all_marts_are_asked_for_the_runs_time(self):
        [test] = [test for test in self.tests
                  if test["name"] == "marts_share_one_run"]
        asked = {parent["name"] for parent in self.parents(test)}
        self.each(self.of_layer("marts"), lambda node: node["fqn"][2]
                  != "former_names" and node["name"] not in asked | KEEPING)

    def test_nothing_but_marts_is_public(self):
        self.each(self.of_layer("staging") + self.of_layer("intermediate"),
                  lambda node: node["access"] == "public")

    def test_exposures_show_public_tables_alone(self):
        self.each(self.exposures, lambda node: not all(
            parent["resource_type"] == "model"
            and parent["access"] == "public"
            and parent["config"]["materialized"] in ("table", "incremental")
            for parent in self.parents(node)))

    def test_the_report_is_exposed_with_all_that_it_reads(self):
        queries = " ".join(path.read_text() for path in sorted(
            (PROJECT / "transform/report/spacex_report/queries").iterdir()))
        read = set(re.findall(r"(?:from|join) (\w+)", queries))
        [report] = [node for node in self.exposures
                    if node["name"] == "starlink_42k_report"]
        self.assertEqual(
            sorted(read & {model["name"] for model in self.models}),
            sorted(parent["name"] for parent in self.parents(report)))

    def test_chains_of_views_are_short(self):
        def views_below(node):
            if node.get("config", {}).get("materialized") != "view":
                return 0
            return 1 + max(map(views_below, self.parents(node)), default=0)

        self.each(self.models,
                  lambda node: views_below(node) > LONGEST_CHAIN_OF_VIEWS)

    def test_there_are_no_packages(self):
        self.each(list(self.nodes.values()),
                  lambda node: node["package_name"] != "spacex")


if __name__ == "__main__":
    unittest.main()
