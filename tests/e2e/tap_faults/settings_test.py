"""A35: configurations, catalogs and states that are wrong, by their names."""

import json
import unittest

from tap_runs import (Outcome, Tap, TapTest, catalog_of, crew, discovered,
                      scripted_api)

GOOD = {"body": {"json": crew(3)}}


class Wrong(TapTest):
    """Nothing is asked of the API, nothing is written: status 2."""

    def refused(self, *parts: str, **run):
        with scripted_api({"*": [GOOD]}) as api:
            config = run.pop("config", {})
            if isinstance(config, dict):
                config = self.settings(api.url) | config
            arguments = run.pop("arguments", ())
            outcome = Tap(arguments, config=config, **run).finish()
            self.assertEqual([], api.requests)
        self.check_protocol(outcome)
        self.assertEqual(2, outcome.status, outcome.log)
        self.assertEqual(b"", outcome.output)
        self.assertIn("| CRITICAL |", outcome.error)
        for part in parts:
            self.assertIn(part, outcome.error)
        return outcome

    def test_config_is_missing(self):
        self.refused("/nowhere/config.json", config=None,
                     arguments=["--config", "/nowhere/config.json"])

    def test_config_is_a_folder(self):
        self.refused("/tmp", config=None, arguments=["--config", "/tmp"])

    def test_config_is_no_object(self):
        for text in ("[]", "null", "17", '"api_url"'):
            with self.subTest(text):
                self.refused("config.json", config=text)

    def test_config_is_no_json(self):
        for text in ("", "{", '{"api_url": }', "{'a': 1}", "api_url: x",
                     '{"api_url": "x"} and more'):
            with self.subTest(text):
                self.refused("config.json", config=text)

    def test_config_tells_no_secret(self):
        outcome = self.refused(
            "config.json",
            config='{"api_url": "http://user:hidden@127.0.0.1" "x": 1}')
        self.assertNotIn("hidden", "".join(outcome.log))

    def test_values_of_another_kind(self):
        for name, value in (
                ("api_url", 17), ("api_url", None), ("api_url", ""),
                ("api_url", "api.spacexdata.com"), ("api_url", "ftp://x"),
                ("api_url", "http://"), ("api_url", "http://x/?a=b"),
                ("api_url", "file://relative"), ("max_tries", 0),
                ("max_tries", -1), ("max_tries", "many"), ("max_tries", 1.5),
                ("max_connections", 0), ("retry_wait_seconds", -1),
                ("retry_wait_seconds", "soon"), ("max_body_bytes", 0),
                ("connect_timeout_seconds", -1), ("lookback_days", -1),
                ("validate_records", "maybe"), ("launches_version", "v6"),
                ("emit_activate_version_messages", "maybe"),
                ("start_date", "yesterday"), ("start_date", "2021-02-30"),
                ("end_date", "2021-13-01"), ("record_dir", 5)):
            if value is None:
                continue  # null is what a setting is without a value
            with self.subTest(name=name, value=value):
                self.refused(f"'{name}'", config={name: value})

    def test_window_of_nothing(self):
        self.refused("'start_date'", "'end_date'", config={
            "start_date": "2021-01-01", "end_date": "2021-01-01"})

    def test_ca_file_that_is_not_there(self):
        self.refused("ca_file", "/nowhere/ca.pem", config={
            "ca_file": "/nowhere/ca.pem"})

    def test_settings_that_are_not_built(self):
        self.refused("'batch_config'", config={"batch_config": {"a": {}}})

    def test_maps_of_another_form(self):
        self.refused("stream 'a'", config={"stream_maps": {"a": 1}})
        self.refused("'flattening_enabled' needs",
                     config={"flattening_enabled": True})

    def test_options(self):
        for arguments, part in ((["--nothing"], "nothing"),
                                (["--config"], "config"), (["stray"], "--help"),
                                (["--about", "--format", "xml"], "xml")):
            with self.subTest(arguments):
                self.refused(part, config=None, arguments=arguments)

    def test_catalog_is_missing(self):
        self.refused("/nowhere/catalog.json",
                     arguments=["--catalog", "/nowhere/catalog.json"])

    def test_catalog_is_none(self):
        for text in ("", "{", "[]", "{}", '{"streams": {}}',
                     '{"streams": [{}]}', '{"streams": [17]}',
                     '{"streams": [{"tap_stream_id": "crew",'
                     ' "metadata": [{"metadata": {}}]}]}'):
            with self.subTest(text):
                self.refused("catalog.json", catalog=text)

    def test_state_is_missing(self):
        self.refused("/nowhere/state.json",
                     arguments=["--state", "/nowhere/state.json"])

    def test_state_is_none(self):
        for text in ("{", "[]", "17", '"state"', '{"bookmarks": {}} {}'):
            with self.subTest(text):
                self.refused("state.json", state=text)


class Odd(TapTest):
    """Not as usual, but plain enough to go on."""

    def one_warning(self, outcome: Outcome, *parts: str):
        self.assert_done(outcome, 3)
        [warning] = outcome.logged("WARNING")
        for part in parts:
            self.assertIn(part, warning)

    def test_unknown_setting(self):
        self.one_warning(self.answered(GOOD, api_ulr="http://x"), "'api_ulr'")

    def test_values_from_the_environment_win(self):
        with scripted_api({"/v4/crew": [{"status": 503}]}) as api:
            Tap(["--config=ENV"], config=self.settings(api.url, max_tries=5),
                catalog=catalog_of("crew"), variables={
                    "TAP_SPACEX_MAX_TRIES": "2",
                    "TAP_SPACEX_EMIT_ACTIVATE_VERSION_MESSAGES": "yes",
                }).finish()
            self.assertEqual(2, len(api.requests))

    def test_unknown_stream_in_the_catalog(self):
        catalog = catalog_of("crew")
        catalog["streams"].append({"tap_stream_id": "moons", "schema": {},
                                   "metadata": []})
        with scripted_api({"/v4/crew": [GOOD]}) as api:
            outcome = Tap(config=self.settings(api.url),
                          catalog=catalog).finish()
        self.one_warning(outcome, "'moons'")

    def test_unknown_property_in_the_catalog(self):
        catalog = catalog_of("crew")
        catalog["streams"][0]["metadata"].append(
            {"breadcrumb": ["properties", "age"],
             "metadata": {"selected": True}})
        with scripted_api({"/v4/crew": [GOOD]}) as api:
            outcome = Tap(config=self.settings(api.url),
                          catalog=catalog).finish()
        self.assert_done(outcome, 3)

    def test_catalog_that_selects_nothing(self):
        catalog = json.loads(json.dumps(discovered()))
        for entry in catalog["streams"]:
            for item in entry["metadata"]:
                item["metadata"]["selected"] = False
        outcome = Tap(config=self.settings("http://127.0.0.1:1"),
                      catalog=catalog).finish()
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual(b"", outcome.output)
        self.assertEqual(1, len(outcome.logged("WARNING")))

    def test_states_of_every_shape(self):
        inner = {"bookmarks": {"crew": {}, "moons": {"x": 1}}, "mine": "kept"}
        for name, state in (
                ("empty file", ""), ("null", "null"), ("empty", {}),
                ("no bookmarks", {"mine": "kept"}), ("plain", inner),
                ("Meltano's", {"singer_state": inner}),
                ("a message", {"type": "STATE", "value": inner}),
                ("bookmarks null", {"bookmarks": None}),
                ("bookmark null", {"bookmarks": {"crew": None}}),
                ("bookmark a text", {"bookmarks": {"crew": "2021"}}),
                ("an older tap's", {"bookmarks": {"crew": {
                    "replication_key": "id", "replication_key_value": 5}}}),
                ("a later tap's", {"bookmarks": {"crew": {
                    "fingerprint": ["x"], "etag": 5, "version": "later",
                    "format": 99}}, "version": 99})):
            with self.subTest(name):
                outcome = self.answered(GOOD, state=state)
                self.assert_done(outcome, 3)
                value = outcome.of("STATE")[-1]["value"]
                if "mine" in json.dumps(state):
                    self.assertEqual("kept", value["mine"])
                if "moons" in json.dumps(state):
                    self.assertEqual({"x": 1}, value["bookmarks"]["moons"])

    def test_bookmark_of_another_api_is_not_trusted(self):
        """The ETag was given by a server of another address."""
        good = {**GOOD, "etag": '"same"'}
        state = {"bookmarks": self.answered(good).bookmarks}
        outcome = self.answered(good, state=state)  # on another port
        self.one_warning(outcome, "stream 'crew'")
        self.assertEqual([None], self.headers["If-None-Match"])

    def test_unchanged(self):
        with scripted_api({"/v4/crew": [{**GOOD, "etag": '"a"'}]}) as api:
            run = {"config": self.settings(api.url),
                   "catalog": catalog_of("crew")}
            first = Tap(**run).finish()
            state = first.of("STATE")[-1]["value"]
            second = Tap(**run, state=state).finish()
            self.assertEqual([None, '"a"'], api.header("If-None-Match"))
        self.assert_done(first, 3)
        self.assertEqual(0, second.status, second.log)
        self.assertEqual({"SCHEMA", "STATE"},
                         {message["type"] for message in second.messages})
        self.assertEqual(state, second.of("STATE")[-1]["value"])

    def test_a_password_with_a_slash_is_not_told(self):
        outcome = Tap(config={"api_url": "http://user:hid/den@127.0.0.1:9"},
                      catalog=catalog_of("crew")).finish()
        self.assertEqual(2, outcome.status, outcome.log)
        self.assertIn("percent-encoded", outcome.error)
        for part in ("hid", "den"):
            self.assertNotIn(part, outcome.error)

    def test_secrets_are_never_told(self):
        with scripted_api({"/v4/crew": [{"status": 401, "body": "no"}]}) as api:
            url = api.url.replace("//", "//user:hidden@")
            outcome = Tap(config=self.settings(url),
                          catalog=catalog_of("crew"),
                          variables={"TAP_SPACEX_LOGLEVEL": "DEBUG"}).finish()
        self.assert_failed(outcome, "401")
        self.assertNotIn("hidden", "".join(outcome.log))
        self.assertNotIn("aGlkZGVu", "".join(outcome.log))

    def test_record_dir_that_cannot_be_written(self):
        outcome = self.answered(GOOD, record_dir="/proc/nowhere")
        self.assertEqual(1, outcome.status, outcome.log)
        self.assertIn("record_dir", outcome.error)
        self.assert_no_bookmark(outcome)

    def test_file_that_is_not_there(self):
        outcome = Tap(config=self.settings("file:///nowhere"),
                      catalog=catalog_of("crew")).finish()
        self.assert_failed(outcome, "file:///nowhere")
        self.assertEqual([], outcome.waits)

    def test_discovery_takes_whatever_comes_with_it(self):
        for config, catalog, state in (
                ("{", None, None), ({"api_url": 5}, None, None),
                ({}, "{", "["), (None, None, "{")):
            with self.subTest(config=config):
                outcome = Tap(["--discover"], config=config, catalog=catalog,
                              state=state).finish()
                self.assertEqual(0, outcome.status, outcome.log)
                self.assertEqual(discovered(), json.loads(outcome.output))


if __name__ == "__main__":
    unittest.main()
