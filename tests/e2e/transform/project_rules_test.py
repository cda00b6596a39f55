"""Rules of dbt-project-evaluator, and some of our own, on names, folders, tests,
documentation, contracts and views; see modelling_rules_test for the others."""

import pathlib
import re
import unittest

from manifest_case import Manifest, layer
from transform_run import PROJECT

PREFIXES = {"staging": ("stg_",), "intermediate": ("int_",),
            "marts": ("fct_", "dim_", "bridge_", "rpt_", "mart_", "audit_")}
# Longer chains of views are computed again by each reader.
LONGEST_CHAIN_OF_VIEWS = 4
LINES = 100


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
        # A primary key under contract is the server's to enforce at every load.
        def untested(node):
            if node["description"].rstrip().endswith("One row."):
                return False
            tests = {(test["test_metadata"]["name"], test.get("column_name"))
                     for test in self.tests
                     if test.get("attached_node") == node["unique_id"]}
            return not (
                self.has_primary_key(node)
                or any(name in ("is_unique_by", "is_key") for name, _ in tests)
                or any(("not_null", column) in tests
                       for name, column in tests if name == "unique"))

        self.each([node for node in self.models + self.seeds
                   if not self.is_renamed(node)], untested)

    def test_everything_is_described(self):
        self.each(self.models + self.seeds + self.sources + self.snapshots,
                  lambda node: not node["description"])
        self.each(self.models + self.seeds + self.sources, lambda node: not node[
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
            or node["config"]["materialized"] not in (
                ("view",) if self.is_renamed(node) else
                ("table", "incremental"))
            or "transformation_updated_at" not in node["columns"])

    def test_former_names_are_views_of_the_new_ones(self):
        self.each([node for node in self.models if self.is_renamed(node)],
                  lambda node: [parent["name"] for parent in
                                self.parents(node)]
                  != [node["config"]["meta"].get("renamed_to")]
                  or node["config"]["meta"]["renamed_to"]
                  not in node["description"])

    def test_marts_carry_the_runs_time(self):
        self.each(
            [node for node in self.of_layer("marts")
             if not self.is_renamed(node)],
            lambda node: "{{ transformation_updated_at() }} as"
            " transformation_updated_at" not in node["raw_code"])

    def test_every_model_belongs_to_a_group_that_someone_owns(self):
        self.each(self.models, lambda node: not node["group"])
        self.each(self.groups + self.exposures, lambda node: not node[
            "owner"]["name"] or "example" in str(node["owner"]))

    def test_metrics_read_columns_that_are_there(self):
        def read_elsewhere(semantic_model):
            columns = self.nodes[
                semantic_model["depends_on"]["nodes"][0]]["columns"]
            return [item["name"] for kind in (
                "measures", "dimensions", "entities")
                    for item in semantic_model[kind]
                    if (item["expr"] or item["name"]) not in
                    columns.keys() | {"1"}]

        self.each(self.semantic_models, read_elsewhere)
        self.assertLessEqual(
            {"in_orbit", "launched_12_months", "launches_12_months",
             "satellites_per_launch"},
            {metric["name"] for metric in self.metrics})

    def test_nothing_but_marts_is_public(self):
        self.each(self.of_layer("staging") + self.of_layer("intermediate"),
                  lambda node: node["access"] == "public")

    def test_exposures_show_public_tables_alone(self):
        self.each(self.exposures, lambda node: not all(
            parent["resource_type"] == "model"
            and parent["access"] == "public"
            and parent["config"]["materialized"] != "view"
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
