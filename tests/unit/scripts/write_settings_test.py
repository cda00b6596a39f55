"""What the programs say of their settings is written into meltano.yml as text."""

import sys
import unittest

from project import PROJECT

sys.path.insert(0, str(PROJECT / "scripts"))

import write_settings  # noqa: E402

BEFORE = """\
plugins:
  loaders:
  - name: target-postgres
    settings:
    - name: host
      label: Where it is
      description: Old.
      value: ours
    - name: gone
      label: Gone
      description: Not there any more.
    - name: port
      label: Port
      # Why it has no value.
      description: >-
        Old, and
        long.
  utilities:
"""
AFTER = """\
plugins:
  loaders:
  - name: target-postgres
    settings:
    - name: host
      label: Where it is
      description: Host.
      value: ours
    - name: new_one
      label: New one
      kind: options
      sensitive: true
      description: >-
        A description with more words in it than one line of eighty columns has
        room for: it is folded.
      value: "a"
      options:
      - {label: a, value: a}
      - {label: b, value: b}
    - name: port
      label: Port
      # Why it has no value.
      description: Port.
  utilities:
"""
KNOWN = {
    "host": {"type": ["string", "null"], "description": "Host."},
    "new_one": {
        "type": ["string", "null"], "secret": True, "default": "a",
        "enum": ["a", "b"], "description":
            "A description with more words in it than one line of eighty columns"
            " has room for: it is folded."},
    "port": {"type": ["integer", "null"], "description": "Port."},
    "for_others": {"type": ["boolean", "null"],
                   "description": "Changes nothing: it is for others."},
}


class WriteSettings(unittest.TestCase):
    def write(self, text):
        return "\n".join(write_settings.write_plugin(
            text.split("\n"), "target-postgres", KNOWN))

    def test_descriptions_are_the_programs(self):
        self.assertEqual(AFTER, self.write(BEFORE))

    def test_what_was_written_stays(self):
        self.assertEqual(AFTER, self.write(AFTER))


if __name__ == "__main__":
    unittest.main()
