"""Rules of dbt-project-evaluator on how models depend on each other. (The
package itself is fetched from the network, so it is not used.) What is set
otherwise is named here, with its reason."""

import re
import unittest

from manifest_case import Manifest, layer

MOST_PARENTS = 7
MOST_LEAVES = 3
MANY_PARENTS = {
    "int_audit__documents_kept": "counts all streams: a union, not a join"}
# Parent and child of a model that only the child reads. The evaluator would
# have both in one model; here each step has a grain and a key test of its own.
REJOINED = {
    ("int_launches__catalogued", "fct_launches_flown"):
        "a launch that matches none of the API keeps its row",
    ("int_starlink__forecast_origins", "int_starlink__path_months"):
        "origins without horizons would be one row each",
    ("int_starlink__scenarios", "int_starlink__scenario_outcomes"):
        "a scenario that never passes its target keeps its row",
    ("int_starlink__scenarios", "int_starlink__answers"):
        "outcomes are quantiles, names and assumptions stay where they are",
    ("int_starlink__forecast_errors", "int_starlink__backtest"):
        "rivals forecast exactly what was known of the simulation's errors",
    ("int_audit__documents_kept", "audit_data_quality"):
        "two checks of the same streams",
    ("stg_spacex__extractions", "audit_data_quality"):
        "the newest run is of the mart's key, not of a check"}


class ModellingRules(Manifest, unittest.TestCase):
    def test_every_model_has_parents(self):
        # But for the calendar.
        self.each(self.models, lambda node: not self.parents(node)
                  and not node["time_spine"])

    def test_staging_reads_exactly_one_source(self):
        self.each(self.of_layer("staging"), lambda node: [
            parent["resource_type"] for parent in self.parents(node)
        ] != ["source"])

    def test_only_staging_reads_sources(self):
        self.each([node for node in self.models + self.snapshots
                   if layer(node) != "staging"],
                  lambda node: any(
                      parent["resource_type"] == "source"
                      for parent in self.parents(node)))

    def test_every_source_is_read_by_one_model(self):
        self.each(self.sources,
                  lambda source: len(self.children(source)) != 1)

    def test_no_table_is_declared_twice(self):
        tables = [source["relation_name"] for source in self.sources]
        self.assertEqual(sorted(set(tables)), sorted(tables))

    def test_intermediate_does_not_read_marts(self):
        self.each(self.of_layer("intermediate"), lambda node: any(
            layer(parent) == "marts" for parent in self.parents(node)
            if parent["resource_type"] == "model"))

    def test_nothing_is_named_without_ref(self):
        self.each(self.models + self.tests, lambda node: re.search(
            r"\b(from|join)\s+\"?\w+\"?\.\"?\w+",
            re.sub(r"--.*|extract\(\w+ from", "", node["raw_code"])))

    def test_few_models_are_joined_at_once(self):
        self.each(
            [node for node in self.models if node["name"] not in MANY_PARENTS],
            lambda node: len(self.parents(node)) > MOST_PARENTS)

    def test_no_model_fans_out_into_many_leaves(self):
        # Marts from one model are better made from each other.
        self.each(self.models + self.sources, lambda node: len(
            [child for child in self.children(node)
             if child["resource_type"] == "model"
             and not self.children(child)]) > MOST_LEAVES)

    def test_upstream_concepts_are_not_rejoined(self):
        rejoined = {
            (grandparent["name"], child["name"])
            for child in self.models for parent in self.parents(child)
            if parent["resource_type"] == "model"
            and self.children(parent) == [child]
            for grandparent in self.parents(parent)
            if grandparent in self.parents(child)}
        # Both ways: a reason without its case is out of date.
        self.assertEqual(set(REJOINED), rejoined)


if __name__ == "__main__":
    unittest.main()
