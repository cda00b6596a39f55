"""scripts/run, as a user types it, in a folder of its own."""

import os
import signal
import socket
import subprocess
import unittest

from meltano_project import (ENVIRONMENTS, MeltanoProject, clean_environment,
                             served_url, start_server)
from waiting import wait_until


def contents(server, database):
    """What every table holds, without the columns _sdc_* and the times and
    runs that differ by design."""
    columns = server.query(
        "select format('%I.%I', table_schema, table_name),"
        " string_agg(quote_ident(column_name), ',' order by column_name)"
        " from information_schema.columns"
        " where table_schema not in ('pg_catalog', 'information_schema')"
        " and column_name not like '\\_sdc\\_%'"
        " and column_name not in ('transformation_updated_at', 'fetched_at',"
        " 'loaded_at')"
        " and column_name not like 'dbt\\_%'"
        " and table_name not in ('extractions', 'stg_spacex__extractions')"
        " and table_name not like 'audit\\_%'"
        " group by 1", database)
    return {table: server.value(
        "select md5(coalesce(string_agg(t::text, '|' order by t::text), ''))"
        f" from (select {names} from {table}) t", database)
        for table, names in columns}


class RunScript(unittest.TestCase):
    def setUp(self):
        self.project = MeltanoProject()
        self.addCleanup(self.project.remove)

    def run_script(self, *arguments, server=None, **variables):
        output, status = self.project.call(
            ["scripts/run", *arguments], server, **variables)
        self.assertEqual(0, status, output)
        return output

    def test_another_run_leaves_all_content_as_it_was(self):
        server = start_server()
        self.addCleanup(server.remove)
        with served_url() as url:
            url = url.replace("//", "//me:hush@")
            first = self.run_script(server=server, TAP_SPACEX_API_URL=url)
            before = contents(server, "spacex_sample")
            second = self.run_script(server=server, TAP_SPACEX_API_URL=url)
            self.assert_contents(before, server)
            # What the tap remembers is of no use to an empty database.
            server.query("drop schema tap_spacex cascade", "spacex_sample")
            third = self.run_script(server=server, TAP_SPACEX_API_URL=url)
            self.assert_contents(before, server)
        self.assertIn("tap_spacex.starlink", before)
        self.assertIn("analytics.mart_starlink_42k_answer", before)
        self.assertNotIn("--full-refresh", second)
        for output in (first, second, third):
            self.assertNotIn("hush", output)
            self.assertIn("3,268", output)
            self.assertIn("42,000", output)
            self.assertIn("SAMPLE DATA", output)
            self.assertRegex(output, r"of it: report +\d")
            page = self.project.folder / "output/sample/report.html"
            self.assertIn(f"The page, for any browser: {page}\n", output)
            self.assertIn("<title>Sample data: ", page.read_text())
            # Which a browser compares with the page: see ../report.
            self.assertIn("\n" + page.with_name("report.html.txt").read_text()
                          + "\n", output)

    def assert_contents(self, before, server):
        after = contents(server, "spacex_sample")
        self.assertEqual(before.keys(), after.keys())
        self.assertEqual([], [table for table in before
                              if before[table] != after[table]])

    def test_without_a_server_it_starts_its_own_and_the_sample_api(self):
        self.addCleanup(self.project.call,
                        ["scripts/postgres", "stop", ".local/postgres"])
        # With the sample's own catalogues.
        output = self.run_script(
            "--env", "sample", TAP_SPACEX_CATALOGUE_URL="",
            TAP_SPACEX_LAUNCH_LOG_URL="", TAP_SPACEX__SELECT='["*.*"]')
        self.assertIn("SAMPLE DATA", output)
        text = " ".join(output.split())
        for words in (
                "11,057 Starlink satellites are in orbit on 2026-08-22",
                "The catalogue itself lists 10,977 in orbit; 80 of young",
                "Launched since: 163 satellites on 6 launches, 2026-08-25 to"
                " 2026-09-28: Starlink Group 10-49 (29), Starlink Group 15-22"
                " (27), Starlink Group 15-23 (27), Starlink Group 15-24 (27),"
                " Starlink Group 15-27 (27), Starlink Group 31-1 (26)."):
            self.assertIn(words, text)
        # Each scenario with the number that it is about.
        self.assertRegex(output, r" authorised_cap +\| +19408 \|")
        self.assertRegex(output, r"\* \w+ +\| +42000 \|")
        # Afterwards, by hand.
        shell = ". scripts/env sample && psql -X -A -t -c '{}'"
        databases, status = self.project.call(
            ["bash", "-c", shell.format("select datname from pg_database")])
        self.assertEqual(0, status, databases)
        for environment in ENVIRONMENTS:
            self.assertIn(f"spacex_{environment}", databases)
        rows, _ = self.project.call(
            ["bash", "-c",
             shell.format("select count(*) from tap_spacex.starlink")])
        self.assertIn("\n3526\n", rows)
        # By cron, whose shell is no bash; prod must not see the sample API.
        printed, status = self.project.call(
            ["/bin/sh", "-c", "scripts/with_env sample"
             " sh -c 'meltano --version; env'"])
        self.assertEqual(0, status, printed)
        self.assertIn("meltano, version", printed)
        self.assertIn("MELTANO_ENVIRONMENT=sample", printed)
        self.assertNotIn("TAP_SPACEX_API_URL", printed)

    def test_sample_data_never_gets_into_prod(self):
        server = start_server()
        self.addCleanup(server.remove)
        with served_url() as url:
            output, status = self.project.call(
                ["scripts/run", "--env", "prod"], server,
                TAP_SPACEX_API_URL=url)
        self.assertEqual(1, status, output)
        # What is to be changed, not what is set already.
        self.assertRegex(output.splitlines()[-1],
                         f"TAP_SPACEX_API_URL .{url}. is that of a sample API.*"
                         "'prod'.*unset it")
        self.assertEqual("0", server.value(
            "select count(*) from pg_namespace where nspname = 'tap_spacex'",
            "spacex_prod"))

    def environment_printed(self, name, server=None, **variables):
        return self.project.call(["scripts/print_environment", name], server,
                                 **variables)

    def test_sample_data_never_gets_into_a_database_of_the_users(self):
        server = start_server()
        self.addCleanup(server.remove)
        for command in (["scripts/print_environment"], ["scripts/run"]):
            with served_url() as url:
                output, status = self.project.call(
                    command, server, TAP_SPACEX_API_URL=url,
                    TARGET_POSTGRES_DATABASE="analytics_prod")
            self.assertEqual(1, status, output)
            self.assertIn("analytics_prod", output.splitlines()[-1])
        self.assertEqual("0", server.value(
            "select count(*) from pg_database where datname = 'analytics_prod'"))
        output, status = self.environment_printed(
            "sample", server, TARGET_POSTGRES_DATABASE="spacex_sample")
        self.assertEqual(0, status, output)

    def test_private_server_that_fails_is_not_replaced_by_another(self):
        output, status = self.environment_printed(
            "sample", POSTGRES_BINDIR="/nonexistent", PGUSER="me",
            PGHOST="db.prod.example", PGPORT="5432")
        self.assertEqual(1, status, output)
        self.assertNotIn("db.prod.example", output)
        self.assertIn("/nonexistent", output)

    def test_connection_url_is_refused_by_name(self):
        output, status = self.environment_printed(
            "sample", TARGET_POSTGRES_SQLALCHEMY_URL="postgresql://me:hush@there/x")
        self.assertEqual(1, status)
        self.assertIn("TARGET_POSTGRES_SQLALCHEMY_URL", output)
        self.assertNotIn("hush", output)

    def test_environment_is_there_where_the_api_is_not(self):
        server = start_server()
        self.addCleanup(server.remove)
        silent = "http://127.0.0.1:1"
        for name in ("dev", "staging", "prod"):
            output, status = self.environment_printed(
                name, server, TAP_SPACEX_API_URL=silent)
            self.assertEqual(0, status, output)
            self.assertIn(f"export MELTANO_ENVIRONMENT={name}\n", output)
            self.assertIn(f"export TAP_SPACEX_API_URL={silent}\n", output)
            self.assertIn("warning", output)
        output, status = self.project.call(
            ["scripts/run", "--env", "prod"], server, TAP_SPACEX_API_URL=silent)
        self.assertEqual(1, status, output)
        self.assertIn(silent, output)
        with served_url() as url:
            output, status = self.environment_printed(
                "prod", server, TAP_SPACEX_API_URL=url)
        self.assertEqual(1, status, output)

    def test_address_that_is_empty_is_none(self):
        server = start_server()
        self.addCleanup(server.remove)
        (self.project.folder / ".env").write_text("TAP_SPACEX_API_URL=\n")
        output, status = self.environment_printed("sample", server)
        self.assertEqual(0, status, output)
        self.assertRegex(output, r"export TAP_SPACEX_API_URL=http://127\.0\.0\.1:\d")

    def test_port_of_the_sample_api_may_be_taken(self):
        server = start_server()
        self.addCleanup(server.remove)
        with socket.create_server(("127.0.0.1", 8414), backlog=64):
            output, status = self.environment_printed("sample", server)
        self.assertEqual(1, status, output)
        self.assertIn("8414", output.splitlines()[-1])

    def test_unknown_environment_and_option(self):
        for options in (["--env", "nowhere"], ["--env=nowhere"], ["--env"]):
            output, status = self.project.call(["scripts/run", *options])
            self.assertEqual(2, status)
            self.assertIn("nowhere" if len(options[-1]) > 5 else "dev", output)
            # Before anything is set up.
            self.assertEqual(1, output.count("\n"), output)
        for command in (". scripts/env nowhere && echo went on",
                        "scripts/with_env nowhere echo went on"):
            output, status = self.project.call(["bash", "-c", command])
            self.assertEqual(1, status)
            self.assertNotIn("went on", output)
        output, status = self.project.call(["scripts/run", "--nonsense"])
        self.assertEqual(2, status)
        self.assertIn("--nonsense", output)

    def test_failed_job_ends_with_one_clear_line(self):
        with served_url() as url:
            output, status = self.project.call(
                ["scripts/run"], TAP_SPACEX_API_URL=url,
                TARGET_POSTGRES_HOST="127.0.0.1", TARGET_POSTGRES_PORT="1",
                TARGET_POSTGRES_USER="nobody")
        self.assertEqual(1, status)
        self.assertIn("127.0.0.1:1", output.splitlines()[-1])
        self.assertIn("Connection refused", output.splitlines()[-1])

    def test_terminated_script_ends_all_it_started(self):
        script = self.popen_sample_run(start_new_session=True)
        for line in script.stdout:
            if "--environment=sample" in line:
                break
        script.terminate()
        # Ends when the last process that could write is gone.
        script.stdout.read()
        self.assertEqual(143, script.wait())
        script.stdout.close()

    def popen_sample_run(self, **options):
        server = start_server()
        self.addCleanup(server.remove)
        environment = clean_environment() | {
            "TARGET_POSTGRES_HOST": server.socket_folder,
            "TARGET_POSTGRES_PORT": str(server.port),
            "TARGET_POSTGRES_USER": server.user}
        return subprocess.Popen(
            ["scripts/run", "--env", "sample"], cwd=self.project.folder,
            env=environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, **options)

    def test_sample_api_goes_when_the_script_is_killed(self):
        script = self.popen_sample_run()
        for line in script.stdout:
            if "SAMPLE DATA" in line:
                break
        [sample] = self.samples_of(script.pid)
        os.kill(script.pid, signal.SIGKILL)
        script.wait()
        wait_until(lambda: self.zombie(sample), "the end of the sample API")
        script.stdout.close()

    def samples_of(self, parent):
        children = subprocess.run(["ps", "-o", "pid=,args=", "--ppid",
                                   str(parent)], stdout=subprocess.PIPE,
                                  text=True, check=True).stdout
        return [int(line.split()[0]) for line in children.splitlines()
                if "sample/serve.py" in line]

    @staticmethod
    def zombie(process):
        try:
            with open(f"/proc/{process}/stat") as stat:
                return stat.read().rsplit(")", 1)[1].split()[0] == "Z"
        except FileNotFoundError:
            return True


if __name__ == "__main__":
    unittest.main()
