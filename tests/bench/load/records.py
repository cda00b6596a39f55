"""Singer input for the benchmark: ten columns, about 370 bytes a record."""

import hashlib
import json

STREAM = "measured"
PROPERTIES = {
    "id": {"type": "integer"},
    "name": {"type": "string"},
    "email": {"type": ["string", "null"]},
    "comment": {"type": ["string", "null"]},
    "amount": {"type": "number"},
    "quantity": {"type": "integer"},
    "created_at": {"type": "string", "format": "date-time"},
    "day": {"type": "string", "format": "date"},
    "active": {"type": "boolean"},
    "address": {"type": "object", "properties": {
        "city": {"type": "string"}, "zip": {"type": "string"},
        "position": {"type": "array", "items": {"type": "number"}}}},
}


def record(number):
    digest = hashlib.md5(str(number).encode()).hexdigest()
    return {
        "id": number,
        "name": f"Name {digest[:12]}",
        "email": f"{digest[:10]}@example.org" if number % 10 else None,
        "comment": f"some words of comment, \"quoted\" {digest} ü€",
        "amount": int(digest[:7], 16) / 100,
        "quantity": int(digest[7:11], 16),
        "created_at": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}T"
                      f"{number % 24:02}:{number % 60:02}:07.125Z",
        "day": f"2023-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "active": number % 3 == 0,
        "address": {"city": f"City {digest[3:9]}", "zip": digest[:5],
                    "position": [number % 180 / 2, number % 90 / 4]},
    }


def write(path, count, keys):
    with open(path, "w", encoding="utf-8") as file:
        def line(message):
            file.write(json.dumps(message) + "\n")
        line({"type": "SCHEMA", "stream": STREAM, "key_properties": keys,
              "schema": {"type": "object", "properties": PROPERTIES}})
        for number in range(count):
            line({"type": "RECORD", "stream": STREAM,
                  "record": record(number),
                  "time_extracted": "2024-05-01T12:00:00.000000+00:00"})
        line({"type": "STATE", "value": {"count": count}})
