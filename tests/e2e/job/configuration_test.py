"""meltano.yml: valid, free of warnings, and in step with the two programs."""

import importlib.resources
import json
import subprocess
import unittest

import jsonschema
import yaml

from meltano_project import ENVIRONMENTS, PROJECT, MeltanoProject

CONFIGURATION = yaml.safe_load((PROJECT / "meltano.yml").read_text())

# Kinds of Meltano by the JSON types that --about tells.
KINDS = {
    "string": {"string", "options", "date_iso8601", "file"},
    "integer": {"integer"},
    # No decimal, which Meltano cannot hand on where a variable sets it.
    "number": {"string"},
    "boolean": {"boolean"},
    "object": {"object"},
    "array": {"array"},
}
# Settings of other targets that ours takes and that change nothing: they are for
# configurations made elsewhere, not for this one.
FOR_OTHERS_ONLY = {
    "use_copy", "dialect+driver", "ssl_storage_directory", "ssh_tunnel",
    "faker_config"}
# Of the target's defaults these differ on purpose: Meltano knows the schema
# that the tap's data belongs into, a host is needed to connect at all, and what
# Meltano handed on would count as set by somebody.
OWN_DEFAULTS = {"host", "default_target_schema", "activate_version",
                "process_activate_version_messages"}


def plugin(kind, name):
    [found] = [each for each in CONFIGURATION["plugins"][kind]
               if each["name"] == name]
    return found


def about(program):
    done = subprocess.run(
        [PROJECT / "bin" / program, "--about", "--format", "json"],
        check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def meltanos_schema():
    return json.loads((importlib.resources.files("meltano.schemas")
                       / "meltano.schema.json").read_text())


class MeltanosOwnChecks(unittest.TestCase):
    def test_file_passes_meltanos_schema(self):
        errors = jsonschema.Draft202012Validator(
            meltanos_schema()).iter_errors(CONFIGURATION)
        self.assertEqual(
            [], [f"{each.json_path}: {each.message}" for each in errors])

    def test_meltano_warns_of_nothing(self):
        project = MeltanoProject()
        self.addCleanup(project.remove)
        commands = [("job", "list"), ("schedule", "list"),
                    *(("config", "list", each) for each in (
                        "tap-spacex", "target-postgres", "dbt-postgres",
                        "report")),
                    *((f"--environment={each}", "run", "--dry-run",
                       "spacex-elt") for each in ENVIRONMENTS)]
        for command in commands:
            with self.subTest(command=command):
                output = project.meltano(*command).lower()
                # As its log spells the level; a description may have the word.
                self.assertNotIn("[warning", output)
                self.assertNotIn("deprecat", output)

    def test_schedule_runs_the_job_daily(self):
        project = MeltanoProject()
        self.addCleanup(project.remove)
        output, _ = project.call(
            ["sh", "-c", '"$0" schedule list --format=json 2>/dev/null',
             PROJECT / ".local/venv/bin/meltano"])
        [schedule] = json.loads(output)["schedules"]["job"]
        self.assertEqual("spacex-daily", schedule["name"])
        self.assertEqual("0 0 * * *", schedule["cron_interval"])
        self.assertEqual(
            ["tap-spacex target-postgres", "dbt-postgres:build", "report"],
            schedule["job"]["tasks"])


class Secrets(unittest.TestCase):
    def test_no_password_is_in_a_file(self):
        for kind in CONFIGURATION["plugins"].values():
            for each in kind:
                for setting in each["settings"]:
                    if setting.get("sensitive"):
                        self.assertNotIn("value", setting)
                        self.assertNotIn(setting["name"],
                                         each.get("config", {}))

    def test_passwords_are_sensitive(self):
        for kind in CONFIGURATION["plugins"].values():
            for each in kind:
                for setting in each["settings"]:
                    if "password" in setting["name"]:
                        self.assertTrue(setting.get("sensitive"),
                                        setting["name"])

    def test_a_password_is_not_shown(self):
        project = MeltanoProject()
        self.addCleanup(project.remove)
        for name in ("target-postgres", "dbt-postgres", "report"):
            output = project.meltano(
                "config", "list", name, "--all",
                TARGET_POSTGRES_PASSWORD="not-to-be-seen")
            self.assertIn("(redacted)", output)
            self.assertNotIn("not-to-be-seen", output)


class EveryProgramsSettings(unittest.TestCase):
    PLUGINS = (("extractors", "tap-spacex", "tap-spacex"),
               ("loaders", "target-postgres", "target-postgres-cpp"))

    def declared_and_known(self):
        for kind, name, program in self.PLUGINS:
            settings = {each["name"]: each
                        for each in plugin(kind, name)["settings"]}
            known = about(program)["settings"]["properties"]
            yield name, settings, {setting: known[setting] for setting in known
                                   if setting not in FOR_OTHERS_ONLY}

    def test_are_all_declared(self):
        for name, settings, properties in self.declared_and_known():
            with self.subTest(plugin=name):
                self.assertEqual(sorted(properties), sorted(settings))

    def test_capabilities_are_declared_as_far_as_meltano_knows_them(self):
        kinds = meltanos_schema()["$defs"]["plugins"]
        for kind, name, program in self.PLUGINS:
            known = next(
                each["properties"]["capabilities"]["items"]["enum"]
                for each in kinds[kind]["allOf"]
                if "capabilities" in each.get("properties", {}))
            with self.subTest(plugin=name):
                self.assertEqual(
                    sorted(set(about(program)["capabilities"]) & set(known)),
                    sorted(plugin(kind, name)["capabilities"]))

    def test_have_the_same_kind(self):
        for name, settings, properties in self.declared_and_known():
            for setting, known in properties.items():
                with self.subTest(plugin=name, setting=setting):
                    [kind] = set(known["type"]) - {"null"}
                    self.assertIn(settings[setting].get("kind", "string"),
                                  KINDS[kind])

    def test_have_the_same_default(self):
        for name, settings, properties in self.declared_and_known():
            for setting, known in properties.items():
                if setting not in OWN_DEFAULTS:
                    with self.subTest(plugin=name, setting=setting):
                        self.assertEqual(known.get("default"),
                                         settings[setting].get("value"))

    def test_have_the_same_description(self):
        for name, settings, properties in self.declared_and_known():
            for setting, known in properties.items():
                with self.subTest(plugin=name, setting=setting):
                    self.assertEqual(known["description"],
                                     settings[setting]["description"])

    def test_have_the_same_choices(self):
        for name, settings, properties in self.declared_and_known():
            for setting, known in properties.items():
                with self.subTest(plugin=name, setting=setting):
                    options = settings[setting].get("options", [])
                    self.assertEqual(
                        sorted(known.get("enum") or []),
                        sorted(each["value"] for each in options))

    def test_are_sensitive_where_the_program_says_so(self):
        for name, settings, properties in self.declared_and_known():
            for setting, known in properties.items():
                with self.subTest(plugin=name, setting=setting):
                    self.assertEqual(bool(known.get("secret")),
                                     bool(settings[setting].get("sensitive")))

    def test_are_described(self):
        for kind in CONFIGURATION["plugins"].values():
            for each in kind:
                for setting in each["settings"]:
                    with self.subTest(setting=setting["name"]):
                        self.assertTrue(setting["description"])
                        self.assertTrue(setting["label"])


class Environments(unittest.TestCase):
    def test_each_has_a_database_of_its_own(self):
        named = {}
        for environment in CONFIGURATION["environments"]:
            plugins = environment["config"]["plugins"]
            [loader] = plugins["loaders"]
            self.assertEqual(["dbt-postgres", "report"], [
                each["name"] for each in plugins["utilities"]])
            for utility in plugins["utilities"]:
                self.assertEqual(loader["config"]["database"],
                                 utility["config"]["dbname"])
            named[environment["name"]] = loader["config"]["database"]
        self.assertEqual({each: f"spacex_{each}" for each in ENVIRONMENTS},
                         named)

    def test_each_has_a_page_of_its_own(self):
        project = MeltanoProject()
        self.addCleanup(project.remove)
        for environment in ENVIRONMENTS:
            printed, _ = project.call(
                ["sh", "-c", '"$0" --environment="$1" config print report'
                 ' 2>/dev/null', PROJECT / ".local/venv/bin/meltano",
                 environment])
            self.assertEqual(
                str(project.folder / "output" / environment / "report.html"),
                json.loads(printed)["path"])

    def test_one_set_of_variables_serves_all(self):
        project = MeltanoProject()
        self.addCleanup(project.remove)
        given = {"TARGET_POSTGRES_HOST": "there", "TARGET_POSTGRES_PORT": "77",
                 "TARGET_POSTGRES_USER": "who",
                 "TARGET_POSTGRES_DATABASE": "other"}
        target, dbt, report = (json.loads(project.call(
            ["sh", "-c", '"$0" --environment=dev config print "$1" 2>/dev/null',
             PROJECT / ".local/venv/bin/meltano", name], **given)[0])
            for name in ("target-postgres", "dbt-postgres", "report"))
        self.assertEqual(["there", 77, "who", "other"], [
            target[each] for each in ("host", "port", "user", "database")])
        for utility in (dbt, report):
            self.assertEqual(["there", 77, "who", "other"], [
                utility[each] for each in ("host", "port", "user", "dbname")])


if __name__ == "__main__":
    unittest.main()
