"""The rules of dbt-project-evaluator that this project holds, over dbt's
manifest. (The package itself is fetched from the network, so it is not used.)"""

import re
import unittest

from transform_run import Dbt

PREFIXES = {"staging": ("stg_",), "intermediate": ("int_",),
            "marts": ("fct_", "dim_", "rpt_", "mart_", "audit_")}
# Longer chains of views are computed again by each reader.
LONGEST_CHAIN_OF_VIEWS = 4
LINES = 110


def layer(node):
    return node["fqn"][1]


class ProjectRules(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        dbt = Dbt()
        cls.addClassCleanup(dbt.remove)
        cls.output = dbt("parse")
        manifest = dbt.manifest()
        cls.nodes = manifest["nodes"] | manifest["sources"]
        cls.models = [node for node in manifest["nodes"].values()
                      if node["resource_type"] == "model"]
        cls.seeds = [node for node in manifest["nodes"].values()
                     if node["resource_type"] == "seed"]
        cls.sources = list(manifest["sources"].values())
        cls.tests = [node for node in manifest["nodes"].values()
                     if node["resource_type"] == "test"]
        cls.exposures = list(manifest["exposures"].values())

    def each(self, nodes, broken):
        """No node may be broken; names all that are."""
        self.assertTrue(nodes)
        self.assertEqual([], [node["name"] for node in nodes if broken(node)])

    def parents(self, node):
        return [self.nodes[name] for name in node["depends_on"]["nodes"]]

    def test_parses_without_a_warning(self):
        self.assertNotRegex(self.output.lower(), "warning|deprecat")

    def test_names_tell_the_layer(self):
        self.each(self.models, lambda node: not node["name"].startswith(
            PREFIXES[layer(node)]))

    def test_staging_reads_exactly_one_source(self):
        staging = [node for node in self.models if layer(node) == "staging"]
        self.each(staging, lambda node: [
            parent["resource_type"] for parent in self.parents(node)
        ] != ["source"])
        read = [node["depends_on"]["nodes"][0] for node in staging]
        self.assertEqual(sorted(source["unique_id"]
                                for source in self.sources), sorted(read))

    def test_only_staging_reads_sources(self):
        self.each([node for node in self.models if layer(node) != "staging"],
                  lambda node: any(
                      parent["resource_type"] == "source"
                      for parent in self.parents(node)))

    def test_layers_do_not_look_up(self):
        self.each(
            [node for node in self.models if layer(node) == "intermediate"],
            lambda node: any(layer(parent) == "marts"
                             for parent in self.parents(node)
                             if parent["resource_type"] == "model"))

    def test_every_model_has_parents(self):
        self.each(self.models, lambda node: not self.parents(node))

    def test_primary_keys_are_tested(self):
        def keys_of(node):
            names = set()
            for test in self.tests:
                if test.get("attached_node") == node["unique_id"]:
                    names.add((test["test_metadata"]["name"],
                               test.get("column_name")))
            return names

        def untested(node):
            if node["description"].rstrip().endswith("One row."):
                return False
            # Its own key of a million rows follows from those it joins.
            if node["name"] == "int_starlink__path_months":
                return False
            names = keys_of(node)
            return not (
                any(name == "is_unique_by" for name, _ in names)
                or any(("not_null", column) in names
                       for name, column in names if name == "unique"))

        self.each(self.models + self.seeds, untested)

    def test_everything_is_described(self):
        self.each(self.models + self.seeds + self.sources,
                  lambda node: not node["description"])
        self.each(self.models + self.seeds, lambda node: not node[
            "columns"] or not all(
                column["description"] for column in node["columns"].values()))

    def test_descriptions_end_with_the_grain(self):
        self.each(self.models + self.seeds + self.sources,
                  lambda node: not re.search(
                      r"One row( per [^.]+)?\.$",
                      node["description"].strip()))

    def test_sources_have_freshness(self):
        self.each(self.sources, lambda node: not (
            node["freshness"] and node["freshness"]["warn_after"]["count"]
            and node["freshness"]["error_after"]["count"]))

    def test_nothing_is_named_without_ref(self):
        self.each(self.models, lambda node: re.search(
            r"\b(from|join)\s+\"?\w+\"?\.\"?\w+",
            re.sub(r"--.*|extract\(\w+ from", "", node["raw_code"])))

    def test_marts_are_public_tables_under_contract(self):
        self.each(
            [node for node in self.models if layer(node) == "marts"],
            lambda node: node["access"] != "public"
            or not node["contract"]["enforced"]
            or node["config"]["materialized"] not in ("table", "incremental")
            or "transformation_updated_at" not in node["columns"])

    def test_exposures_show_marts_alone(self):
        self.each(self.exposures, lambda node: not all(
            layer(parent) == "marts" for parent in self.parents(node)))

    def test_chains_of_views_are_short(self):
        def views_below(node):
            if node.get("config", {}).get("materialized") != "view":
                return 0
            return 1 + max(map(views_below, self.parents(node)), default=0)

        self.each(self.models,
                  lambda node: views_below(node) > LONGEST_CHAIN_OF_VIEWS)

    def test_properties_lie_beside_their_models(self):
        self.each(self.models, lambda node: node["patch_path"].split("://")[1]
                  .rsplit("/", 1)[0]
                  != node["original_file_path"].rsplit("/", 1)[0])

    def test_models_stay_readable(self):
        self.each(self.models,
                  lambda node: node["raw_code"].count("\n") > LINES)

    def test_there_are_no_packages(self):
        self.each(list(self.nodes.values()),
                  lambda node: node["package_name"] != "spacex")


if __name__ == "__main__":
    unittest.main()
