"""The project on the sample API's documents, which are made from public facts:
the true answer, as of autumn 2022."""

import unittest

from bodies import sample_url
from documents_case import FrozenApi


class SampleDocuments(FrozenApi, unittest.TestCase):
    origin = "frozen public facts, not live"

    @classmethod
    def api_url(cls):
        return sample_url(cls)


if __name__ == "__main__":
    unittest.main()
