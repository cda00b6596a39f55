"""What the project's rules are checked on: dbt's manifest, parsed once."""

from transform_run import Dbt


def layer(node):
    return node["fqn"][1]


class Manifest:
    @classmethod
    def setUpClass(cls):
        dbt = Dbt()
        cls.addClassCleanup(dbt.remove)
        cls.output = dbt("parse")
        manifest = dbt.manifest()
        cls.nodes = manifest["nodes"] | manifest["sources"]
        cls.models = cls.of_type(manifest["nodes"], "model")
        cls.seeds = cls.of_type(manifest["nodes"], "seed")
        cls.snapshots = cls.of_type(manifest["nodes"], "snapshot")
        cls.tests = cls.of_type(manifest["nodes"], "test")
        cls.sources = list(manifest["sources"].values())
        cls.exposures = list(manifest["exposures"].values())
        cls.groups = list(manifest["groups"].values())
        cls.metrics = list(manifest["metrics"].values())
        cls.semantic_models = list(manifest["semantic_models"].values())

    @staticmethod
    def of_type(nodes, resource_type):
        return [node for node in nodes.values()
                if node["resource_type"] == resource_type]

    def each(self, nodes, broken):
        """No node may be broken; names all that are."""
        self.assertTrue(nodes)
        self.assertEqual([], [node["name"] for node in nodes if broken(node)])

    def of_layer(self, name):
        return [node for node in self.models if layer(node) == name]

    def parents(self, node):
        """Each node that it reads, once."""
        return [self.nodes[name] for name in
                dict.fromkeys(node["depends_on"].get("nodes", []))]

    def children(self, node):
        """The models and snapshots that read it."""
        return [child for child in self.models + self.snapshots
                if node["unique_id"] in child["depends_on"]["nodes"]]

    @staticmethod
    def is_renamed(node):
        """It is a mart's former name, kept for one release."""
        return node["fqn"][1:3] == ["marts", "renamed"]

    @staticmethod
    def has_primary_key(node):
        constraints = list(node.get("constraints", [])) + [
            constraint for column in node["columns"].values()
            for constraint in column["constraints"]]
        return (node["config"].get("contract", {}).get("enforced")
                and "primary_key" in [constraint["type"]
                                      for constraint in constraints])
