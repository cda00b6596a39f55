"""The same streams through MeltanoLabs' target and ours: what differs is
declared (differences.json), and nothing else differs."""

import sys
import unittest

import cases
import comparison
import declared
import programs
import tables
from postgres_server import PostgresServer


class DifferentialTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer(tcp=True)
        cls.addClassCleanup(cls.server.remove)
        for database in ("meltanolabs", "ours"):
            cls.server.create_database(database)
        cls.reader = tables.Sessions(cls.server)
        cls.addClassCleanup(cls.reader.close)
        cls.meltanolabs = programs.MeltanoLabs(cls.server, "meltanolabs")
        cls.addClassCleanup(cls.meltanolabs.close)
        # Once for both tests, since they are most of the time.
        cls.theirs = {case.name: cls.see("meltanolabs", cls.meltanolabs, case, case.runs)
                      for case in cases.all_cases()}

    @classmethod
    def see(cls, database, target, case, runs):
        """Sends the runs one after the other; stops after one that fails, as a job
        would."""
        done, states, errors = [], [], ""
        settings = cases.filled(
            case.settings, programs.connection_settings(cls.server, database))
        for messages in runs:
            outcome = target.run(messages, settings, case.environment)
            done.append(outcome.is_done)
            states.append(outcome.states[-1] if outcome.states else None)
            errors = outcome.errors.strip().rsplit("\n", 1)[-1]
            if not outcome.is_done:
                break
        return comparison.Seen(
            done, states, tables.read_schema(cls.reader, database, case.schema),
            errors)

    def test_only_declared_differences(self):
        expected = declared.lines_by_case(declared.load())
        program = programs.Ours(self.server, "ours")
        for case in cases.all_cases():
            with self.subTest(case.name):
                theirs = self.theirs[case.name]
                ours = self.see("ours", program, case, case.runs)
                self.assertEqual(
                    expected.pop(case.name, []),
                    comparison.differences(theirs, ours),
                    f"\ntheirs: {theirs.errors}\nours: {ours.errors}")
        self.assertEqual({}, expected, "declared for cases that do not exist")

    def test_their_tables_are_taken_over(self):
        """After a table's first run by MeltanoLabs' target, it makes no
        difference which of the two goes on."""
        skipped = declared.lines_by_case(declared.load())
        chosen = [case for case in cases.all_cases()
                  if case.name not in skipped
                  and case.settings["default_target_schema"] == case.schema
                  and self.first_run(case)]
        self.reader.close()
        self.server.create_database("taken_over", "template meltanolabs")
        program = programs.Ours(self.server, "taken_over")
        for case in chosen:
            with self.subTest(case.name):
                rest = case.runs[1:] or case.runs
                theirs = self.see("meltanolabs", self.meltanolabs, case, rest)
                ours = self.see("taken_over", program, case, rest)
                self.assertEqual([], comparison.differences(theirs, ours),
                                 ours.errors)
        print(f"{len(chosen)} tables taken over", file=sys.stderr)
        self.assertGreater(len(chosen), 100)

    def first_run(self, case):
        """Whether it ends well. Where it was the only one, it has been done."""
        if len(case.runs) > 1:
            case.schema = f"again_{case.schema}"
            case.settings["default_target_schema"] = case.schema
            return self.see("meltanolabs", self.meltanolabs, case,
                            case.runs[:1]).done == [True]
        return self.theirs[case.name].done == [True]


if __name__ == "__main__":
    unittest.main()
