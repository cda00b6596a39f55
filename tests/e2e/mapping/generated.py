"""Stream maps, schemas and records at random, as people write them and worse."""

import json

STREAMS = ["users", "public-orders", "orders", "order_items", "a[b", "Über"]
PATTERNS = ["*", "order*", "public-*", "[ou]*", "[!o]*", "?sers", "*-orders",
            "a[[]b", "users[", "[a-z]*", "ORDERS", "o*r*s", "[]a]*", "*[!s]"]
NAMES = ["id", "name", "email", "created_at", "user", "address", "tags", "a", "b",
         "a__b", "user__name", "userName", "unit_price_in_cents", "straße", "self",
         "with space", "0th", "class", "_x", "__y", "quoted\"name", "b_", "B"]
SEPARATORS = ["__", "_", ".", "", "-"]
LITERALS = ["'text'", "\"double\"", "'it''s'", "1", "0", "-5", "1.50", "True", "None",
            "'straße'", "'with \\'quote\\''", "''", "[1, 'a', None]", "{'k': 1}"]


class Number(str):
    """A number with its digits."""


def json_text(value, random):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(
            json_text(key, random) + ":" + json_text(item, random)
            for key, item in value.items()) + "}"
    if isinstance(value, list):
        space = " " if random.random() < 0.1 else ""
        return "[" + ("," + space).join(json_text(item, random) for item in value) + "]"
    return json.dumps(value, ensure_ascii=random.random() < 0.5)


def text(random):
    return random.choice([
        "", "a", "Alice", "alice@example.com", "2024-02-29", "2024-02-29T12:30:00",
        "2024-02-29T12:30:00+02:00", "12", "-3", "1.5", "x" * random.randrange(40),
        "straße", "日本", "😀", "tab\tline\nquote\"back\\slash", "del\x7f", "NULL", "a,b,c",
        "\u2028", "/"])


def number(random):
    return Number(random.choice([
        "0", "-0", "1", "-17", "42", "9007199254740993", "123456789012345678901234567890",
        "1.5", "1.50", "-0.0", "0.1", "1e5", "1E-7", "1.25e+3", "0.000001", "0.0000001",
        "100.00", "12345678901234567890.123456789"]))


def value(random, depth=0):
    kind = random.randrange(10 if depth < 3 else 7)
    if kind < 3:
        return text(random)
    if kind < 5:
        return number(random)
    if kind == 5:
        return None
    if kind == 6:
        return random.random() < 0.5
    if kind == 7:
        return [value(random, depth + 1) for _ in range(random.randrange(4))]
    return {random.choice(NAMES): value(random, depth + 1)
            for _ in range(random.randrange(4))}


def type_of(random, name):
    nullable = random.random() < 0.5
    if nullable:
        return random.choice([[name, "null"], ["null", name]])
    return random.choice([name, [name]])


def scalar_schema(random):
    schema = {"type": type_of(random, random.choice(
        ["string", "string", "integer", "number", "boolean"]))}
    if "string" in schema["type"] and random.random() < 0.3:
        schema["format"] = random.choice(["date-time", "date"])
    if random.random() < 0.1:
        schema["description"] = "what it is"
    if random.random() < 0.1:
        schema = dict(reversed(schema.items()))
    return schema


def typeless_schema(random):
    alternatives = [random.choice([
        {"type": "string"}, {"type": "string", "format": "date-time"}, {},
        scalar_schema(random), {"type": "array"},
        {"type": "object", "properties": {"x": {"type": "string"}}},
        {"type": "null"}, {"const": 1}]) for _ in range(random.randrange(3))]
    return random.choice([
        {}, {"description": "anything"},
        {random.choice(["anyOf", "oneOf"]): alternatives},
        {"description": "first", "anyOf": alternatives},
        {"enum": ["a", "b"]}])


def property_schema(random, depth):
    kind = random.random()
    if kind < 0.55:
        return scalar_schema(random)
    if kind < 0.65:
        return {"type": type_of(random, "array"), "items": scalar_schema(random)}
    if kind < 0.72:
        return typeless_schema(random)
    if kind < 0.77:
        return {"type": ["string", "object", "null"]}
    schema = {"type": type_of(random, "object")}
    if random.random() < 0.8 and depth < 4:
        schema["properties"] = properties(random, depth + 1)
    return schema


def properties(random, depth=0):
    names = random.sample(NAMES, random.randrange(1, 8 if depth == 0 else 4))
    if random.random() < 0.1:
        names.append("long_name_of_a_property_" * random.randrange(1, 12))
    return {name: property_schema(random, depth) for name in names}


def schema(random):
    result = {"type": "object", "properties": properties(random)}
    if random.random() < 0.3:
        names = list(result["properties"])
        result["required"] = random.sample(names, random.randrange(len(names) + 1))
    if random.random() < 0.1:
        result["additionalProperties"] = False
    return result


def matching(random, schema):
    """A value that is mostly as the schema says."""
    types = schema.get("type", "any")
    name = types if isinstance(types, str) else random.choice(types)
    if random.random() < 0.1 or name == "any":
        return value(random)
    if name == "string":
        return text(random)
    if name in ("integer", "number"):
        return number(random)
    if name == "boolean":
        return random.random() < 0.5
    if name == "array":
        return [value(random, 2) for _ in range(random.randrange(3))]
    if name == "object":
        return record(random, schema.get("properties", {}))
    return None


def record(random, properties):
    result = {}
    for name, schema in properties.items():
        if random.random() < 0.9:
            result[name] = matching(random, schema)
    while random.random() < 0.15:
        result[random.choice(NAMES)] = value(random)
    return result


def identifier(random, names):
    words = [name for name in names if name.isidentifier() and name != "class"]
    return random.choice(words) if words and random.random() < 0.9 else "a"


def expression(random, names):
    """One as people write them; most work on most records."""
    name = identifier(random, names)
    other = identifier(random, names)
    key = random.choice(names)
    return random.choice([
        name, name, other, "self", "record", "_", random.choice(LITERALS),
        random.choice(LITERALS), f"md5({name})", f"md5(str({name}))",
        f"sha256(str({name}))", f"str({name})", f"int({name})", f"float({name})",
        f"bool({name})", "config['x']", "config.get('y', 'z')", f"_[{key!r}]",
        f"record.get({key!r})", f"record.get({key!r}, 'none')", f"record[{key!r}]",
        f"{name} if {name} else {other}", f"{name}.lower()", f"{name}.strip().upper()",
        f"{name}.split(',')[0]", f"{name}.replace('a', 'b')", f"f'{{{name}}}-{{{other}}}'",
        "__stream_name__", "__original_stream_name__ + '-x'", f"{name} is None",
        f"{name} == {other}", f"len({name})" if random.random() < 0.1 else f"not {name}",
        f"json.dumps({name})" if random.random() < 0.3 else f"json.dumps({{'a': 1}})",
        f"datetime.date.fromisoformat('2024-02-29')", f"{name} + 1", f"{name}[0:3]",
        f"datetime.datetime.fromisoformat({name})" if random.random() < 0.3 else name,
        "datetime.datetime(2024, 1, 2, 3, 4, 5)", f"str({name})[:2]",
        f"[x for x in {name}]" if random.random() < 0.3 else f"{name} and {other}",
        f"{name} or 'nothing'", f"'a' in str({name})", "not valid (" if
        random.random() < 0.2 else "1 + 1", f"{name} in ('a', 'Alice', 1)",
        f"(1, {name})", "datetime.datetime(2024, 1, 2).date()", "'pre-' + str(self)"])


def property_rules(random, names):
    rules = {}
    for _ in range(random.randrange(5)):
        known = random.random() < 0.7
        name = random.choice(names) if known else random.choice(NAMES + ["new"])
        rules[name] = (random.choice([None, "__NULL__"]) if random.random() < 0.3
                       else expression(random, names))
    return rules


def stream_map(random, names, streams):
    if random.random() < 0.07:
        return random.choice([None, "__NULL__"])
    rules = property_rules(random, names)
    if random.random() < 0.2:
        rules["__filter__"] = random.choice([None, expression(random, names)])
    if random.random() < 0.15:
        rules["__else__"] = random.choice([None, "__NULL__"])
    if random.random() < 0.2:
        keys = random.sample(names, random.randrange(min(3, len(names) + 1)))
        rules["__key_properties__"] = random.choice([None, keys, keys])
    kind = random.random()
    if kind < 0.2:
        rules["__source__"] = random.choice(streams + PATTERNS)
    elif kind < 0.4:
        rules["__alias__"] = random.choice([
            "people", "'quoted'", "'x_' + __stream_name__", "__stream_name__.upper()",
            "__stream_name__.split('-')[0]", "my-stream", "a b", "str", "md5", " people ",
            "__stream_name__[::-1]", "f'{__stream_name__}_v2'"])
    items = list(rules.items())
    random.shuffle(items)
    return dict(items)


def settings(random, names, stream):
    result = {}
    if random.random() < 0.8:
        keys = random.sample([stream, stream, *PATTERNS, *STREAMS, "copy"],
                             random.randrange(1, 4))
        result["stream_maps"] = {
            key: stream_map(random, names, [stream]) for key in keys}
        if random.random() < 0.1:
            result["stream_maps"]["__else__"] = random.choice([None, "__NULL__"])
        result["stream_map_config"] = {"x": random.choice(["v", 1, None, [1]])}
    if random.random() < 0.5:
        result["flattening_enabled"] = True
        result["flattening_max_depth"] = random.randrange(4)
        if random.random() < 0.3:
            result["flattening_separator"] = random.choice(SEPARATORS)
        if random.random() < 0.3:
            result["flattening_max_key_length"] = random.choice([1, 5, 8, 12, 20, 63, 255])
    return result


def case(random):
    stream = random.choice(STREAMS)
    whole = schema(random)
    names = list(whole["properties"])
    keys = random.sample(names, random.randrange(min(3, len(names) + 1)))
    return {"config": settings(random, names, stream), "stream": stream,
            "schema": json.dumps(whole, ensure_ascii=False), "key_properties": keys,
            "records": [json_text(record(random, whole["properties"]), random)
                        for _ in range(random.randrange(1, 4))]}
