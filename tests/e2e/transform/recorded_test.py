"""The project on the API's recorded answers."""

import unittest

from documents_case import FrozenApi
from transform_run import NO_RECORDED, RECORDED


@unittest.skipUnless(RECORDED.is_dir(), NO_RECORDED)
class RecordedAnswers(FrozenApi, unittest.TestCase):
    origin = "a file"

    @classmethod
    def api_url(cls):
        return RECORDED.as_uri()


if __name__ == "__main__":
    unittest.main()
