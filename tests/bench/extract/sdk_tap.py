"""The stream starlink by the Meltano SDK, as its cookiecutter would have it.

    python sdk_tap.py --config CONFIG     (in the SDK's environment)

One GET of the whole collection, the replication date lifted as our tap does.
"""

import json
from pathlib import Path

from singer_sdk import RESTStream, Tap

PROJECT = Path(__file__).resolve().parents[3]
SCHEMA = PROJECT / "tap-spacex" / "src" / "streams" / "schemas" / "starlink.json"


class Starlink(RESTStream):
    name = "starlink"
    path = "/v4/starlink"
    primary_keys = ("id",)
    records_jsonpath = "$[*]"
    schema = json.loads(SCHEMA.read_text())

    @property
    def url_base(self):
        return self.config["api_url"]

    def post_process(self, row, context=None):
        created = (row["spaceTrack"] or {}).get("CREATION_DATE")
        row["space_track_creation_date"] = created and created + "Z"
        return row


class SdkTap(Tap):
    name = "tap-spacex"
    config_jsonschema = {"type": "object", "properties": {
        "api_url": {"type": "string"}}}

    def discover_streams(self):
        return [Starlink(self)]


if __name__ == "__main__":
    SdkTap.cli()
