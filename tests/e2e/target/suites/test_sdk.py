"""The Meltano SDK's tests for targets, driven against our executable."""

from executable import ExecutableTarget
from singer_sdk.testing import get_target_test_class

import suite_server

TestSdk = get_target_test_class(
    target_class=ExecutableTarget,
    config={
        **suite_server.connection(),
        "default_target_schema": "sdk",
        # encoded_string_data has a NUL, which no text of PostgreSQL can hold.
        "sanitize_null_text_characters": True,
    })
