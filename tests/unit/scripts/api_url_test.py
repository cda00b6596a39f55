"""No password of an API's address is shown, however it is written."""

import sys
import unittest

from project import PROJECT, ScriptsFolder

# As the tap shows them (http::without_secrets), or less.
SHOWN = {
    "https://api.spacexdata.com": "https://api.spacexdata.com",
    "http://me:zyx@host:80/a": "http://host:80/a",
    "http://me@host": "http://host",
    "http://:zyx@host": "http://host",
    # What must be percent-encoded, and is not.
    "http://user:z@yx@host": "http://host",
    "http://user:z@y@x@host/a": "http://host/a",
    "http://user:z/yx@host": "http://host",
    "http://user:z/y@x/a@host": "http://host",
    "http://user:z?yx@host": "http://…",
    "http://user:z#yx@host": "http://…",
    "http://user:/zyx@host/x": "http://host/x",
    # What must not be, and is.
    "http://me:z%40yx@host": "http://host",
    "http://me:zyx%40host/a": "http://host/a",
    "http://me%3Azyx@host": "http://host",
    "https://host/a?token=zyx": "https://host/a",
    "https://host/a?token=z@yx": "https://…",
    "https://host/a#zyx": "https://host/a",
    "https://me:zyx@host?token=zyx": "https://host",
    "HTTPS://me:zyx@Host": "HTTPS://Host",
    "http://me:zyx@[::1]:80/a": "http://[::1]:80/a",
    "file:///srv/a@b": "file:///srv/a@b",
    "file:///srv/a?b#c": "file:///srv/a?b#c",
    "file://me:zyx@host/srv": "file://host/srv",
    "FILE:///srv": "FILE:///srv",
    "me:zyx@host/a": "host/a",
    "ftp://me:zyx@host": "ftp://host",
    "http://me:zyx@": "http://",
}


class Shown(unittest.TestCase):
    def setUp(self):
        self.scripts = ScriptsFolder(self)

    def run_script(self, name, url):
        return self.scripts.call(sys.executable, "-B",
                                 str(PROJECT / "scripts" / name), stdin=url + "\n")

    def test_without_user_password_query_and_fragment(self):
        for url, expected in SHOWN.items():
            with self.subTest(url):
                self.assertEqual((expected + "\n", 0),
                                 self.run_script("api_url.py", url))

    def test_nothing_of_it_is_in_what_the_probe_says(self):
        # Port 1 has no server: where the probe does open a connection, it fails.
        for url in SHOWN:
            if "zyx" not in url and "yx" not in url:
                continue
            url = url.replace("Host", "host").replace("host", "127.0.0.1:1")
            with self.subTest(url):
                output, status = self.run_script("probe_api.py", url)
                self.assertEqual(1, status, output)
                self.assertNotIn("yx", output)
                self.assertEqual(1, output.count("\n"), output)

    def test_the_probe_names_what_the_tap_refuses(self):
        for url, why in (("http://u:zy/x@host", "percent-encoded"),
                         ("http://host/?q=1", "query or fragment"),
                         ("http://host/#f", "query or fragment"),
                         ("http://host:zyx", "port"),
                         ("http://[::1", "no URL")):
            with self.subTest(url):
                output, status = self.run_script("probe_api.py", url)
                self.assertEqual(1, status)
                self.assertIn(why, output)
                self.assertNotIn("zyx", output.split(": ", 1)[1])


if __name__ == "__main__":
    unittest.main()
