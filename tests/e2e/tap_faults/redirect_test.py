"""A16: redirects are followed as far as they are harmless."""

import unittest

from tap_runs import Tap, TapTest, catalog_of, crew, scripted_api

GOOD = {"body": {"json": crew(3)}}


def to(location: str, status: int = 301) -> dict:
    return {"status": status, "headers": {"Location": location},
            "body": "moved"}


class Redirects(TapTest):
    def test_each_kind_is_followed_by_get(self):
        for status in (301, 302, 303, 307, 308):
            with self.subTest(status):
                outcome = self.sync({"/v4/crew": [to("{base}/new", status)],
                                     "/new": [GOOD]})
                self.assert_done(outcome, 3)
                self.assertEqual(["GET", "GET"],
                                 [r["method"] for r in self.requests])

    def test_relative_location(self):
        outcome = self.sync({"/v4/crew": [to("../v9/crew?a=b")],
                             "/v9/crew": [GOOD]})
        self.assert_done(outcome, 3)

    def test_the_etag_is_that_of_the_last_answer(self):
        moved = to("{base}/new")
        moved["headers"]["ETag"] = '"old"'
        outcome = self.sync({"/v4/crew": [moved],
                             "/new": [{**GOOD, "etag": '"new"'}]})
        self.assertEqual('"new"', outcome.bookmarks["crew"]["etag"])

    def test_loop(self):
        outcome = self.answered(to("{base}/v4/crew"))
        self.assert_failed(outcome, "(curl 47)")
        self.assertEqual([], outcome.waits)
        self.assertEqual(11, len(self.requests))

    def test_refused_schemes(self):
        for location in ("file:///etc/hostname", "ftp://127.0.0.1/crew",
                         "gopher://127.0.0.1/", "javascript:alert(1)"):
            with self.subTest(location):
                outcome = self.answered(to(location))
                self.assert_failed(outcome)
                self.assertEqual([], outcome.waits)
                self.assertEqual([], outcome.records())
                self.assertEqual(1, len(self.requests))

    def test_never_down_from_https(self):
        with scripted_api({"*": [GOOD]}) as plain:
            outcome = self.answered(to(plain.url + "/v4/crew"), tls="valid",
                                    ca_file="{ca}")
            self.assert_failed(outcome)
            self.assertEqual([], outcome.waits)
            self.assertEqual([], plain.requests)

    def test_without_a_location(self):
        outcome = self.answered({"status": 302, "body": "where?"})
        self.assert_failed(outcome, "302", "where?")

    def test_to_a_page(self):
        page = {"body": "<html>Sign in"}
        for answer, part in ((page, "answered 200"),
                             ({**page, "status": 404}, "answered 404")):
            with self.subTest(part):
                target = "{base}/login?token=hidden"
                outcome = self.sync({"/v4/crew": [to(target)],
                                     "/login": [answer]})
                self.assert_failed(outcome, part, "<html>Sign in",
                                   f"after a redirect to {self.api.url}/login",
                                   "is api_url the API's root?")
                self.assertNotIn("hidden", "".join(outcome.log))

    def test_password_stays_with_its_host(self):
        with scripted_api({"*": [GOOD]}) as other, \
                scripted_api({"*": [to(other.url + "/v4/crew")]}) as api:
            url = api.url.replace("//", "//user:hidden@")
            outcome = Tap(config=self.settings(url),
                          catalog=catalog_of("crew")).finish()
            self.assert_done(outcome, 3)
            self.assertTrue(api.header("Authorization")[0])
            self.assertEqual([None], other.header("Authorization"))
        self.assertNotIn("hidden", "".join(outcome.log))
        self.assertNotIn(b"hidden", outcome.output)


if __name__ == "__main__":
    unittest.main()
