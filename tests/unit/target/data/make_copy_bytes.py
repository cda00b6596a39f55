#!/usr/bin/env python3
"""Writes copy_bytes.tsv: what PostgreSQL's own binary COPY makes of values.

    eval "$(scripts/postgres start DIR | sed 's/^/export /')"
    python3 tests/unit/target/data/make_copy_bytes.py \
        > tests/unit/target/data/copy_bytes.tsv

Each case is a column type, the value as JSON (as a tap would write it) and the
SQL that is the same value. The bytes are those of

    COPY (SELECT <sql>) TO STDOUT (FORMAT binary)

without header (19 bytes), field count (2) and trailer (2): the field's length
and content, in hexadecimal.
"""

import json
import subprocess

BIG = "123456789012345678901234567890"
TEXT = "'" + "quote '' double \" back \\ brace {} comma ," + "'"


def numeric(token: str) -> tuple[str, str, str]:
    return ("numeric", token, f"'{token}'::numeric")


def timestamp(text: str, sql: str) -> tuple[str, str, str]:
    return ("timestamp", json.dumps(text), f"timestamp '{sql}'")


CASES = [
    ("smallint", "-32768", "(-32768)::smallint"),
    ("smallint", "32767", "32767::smallint"),
    ("integer", "-2147483648", "(-2147483648)::integer"),
    ("integer", "2147483647", "2147483647"),
    ("bigint", "0", "0::bigint"),
    ("bigint", "-0", "0::bigint"),
    ("bigint", "9223372036854775807", "9223372036854775807"),
    ("bigint", "-9223372036854775808", "(-9223372036854775808)::bigint"),
    ("bigint", "3.0", "3::bigint"),
    ("bigint", "1e2", "100::bigint"),
    ("bigint", "1.5e1", "15::bigint"),
    ("bigint", "-12000e-3", "(-12)::bigint"),
    ("bigint", '"5"', "5::bigint"),
    numeric("0"), numeric("-0"), numeric("0.0"), numeric("0.1000"),
    numeric("1.5e3"), numeric("1.5E-3"), numeric("1e400"), numeric("1e-400"),
    numeric("5e-324"), numeric(BIG), numeric("-" + BIG), numeric("1e0"),
    numeric("0.00000000000000000000000000001"), numeric("9999"),
    numeric("10000"), numeric("99990000"), numeric("100000000.00010000"),
    numeric("12345678901234567890.12345678901234567890"),
    numeric("0.0001"), numeric("0.00001"), numeric("-1234.5"),
    numeric("100"), numeric("1e4"), numeric("1.0e4"), numeric("123e-2"),
    numeric("3.141592653589793238462643383279"),
    ("numeric", "NaN", "'NaN'::numeric"),
    ("numeric", "Infinity", "'Infinity'::numeric"),
    ("numeric", "-Infinity", "'-Infinity'::numeric"),
    ("numeric", '"12.50"', "'12.50'::numeric"),
    ("numeric", '"+.5"', "'+.5'::numeric"),
    ("numeric(10,2)", '"12.5"', "'12.5'::numeric"),
    ("boolean", "true", "true"), ("boolean", "false", "false"),
    ("text", '""', "''::text"), ("text", '"plain"', "'plain'::text"),
    ("text", json.dumps("é漢😀\n\t\\"), "E'é漢😀\\n\\t\\\\'::text"),
    ("text", '"raw é漢😀"', "'raw é漢😀'::text"),
    ("text", '"\\/\\b\\f"', "E'/\\b\\f'::text"),
    ("text", "12.50", "'12.50'::text"), ("text", "true", "'true'::text"),
    ("text", '{"a":[1,"x\\n"]}', "E'{\"a\":[1,\"x\\\\n\"]}'::text"),
    ("time with time zone", '"10:00:00.5+05:30"', "timetz '10:00:00.5+05:30'"),
    ("time with time zone", '"10:00-08"', "timetz '10:00-08'"),
    ("time with time zone", '"T10:00:00Z"', "timetz '10:00+00'"),
    ("time with time zone", '"10:00:00"', "timetz '10:00+00'"),
    ("timestamp with time zone", '"2021-01-02T03:04:05.6+09:00"',
     "timestamptz '2021-01-01 18:04:05.6+00'"),
    timestamp("2000-01-01T00:00:00Z", "2000-01-01 00:00:00"),
    timestamp("1999-12-31T23:59:59.999999Z", "1999-12-31 23:59:59.999999"),
    timestamp("2021-01-02T03:04:05+05:30", "2021-01-01 21:34:05"),
    timestamp("2021-01-02T03:04:05.678-12:00", "2021-01-02 15:04:05.678"),
    timestamp("2021-01-02 03:04", "2021-01-02 03:04:00"),
    timestamp("2021-01-02T03", "2021-01-02 03:00:00"),
    timestamp("20210102T030405Z", "2021-01-02 03:04:05"),
    timestamp("20210102T030405.5+0100", "2021-01-02 02:04:05.5"),
    timestamp("2021-W01-6T03:04:05", "2021-01-09 03:04:05"),
    timestamp("2021W016", "2021-01-09 00:00:00"),
    timestamp("2020-W53-7", "2021-01-03 00:00:00"),
    timestamp("2021-01-02", "2021-01-02 00:00:00"),
    timestamp("2021-01-02T03:04:05,1234567Z", "2021-01-02 03:04:05.123456"),
    timestamp("0001-01-01T00:00:00Z", "0001-01-01 00:00:00"),
    timestamp("0001-01-01T00:00:00+01:00", "0001-12-31 23:00:00 BC"),
    timestamp("9999-12-31T23:59:59.999999Z", "9999-12-31 23:59:59.999999"),
    timestamp("2024-02-29T12:00:00.000001Z", "2024-02-29 12:00:00.000001"),
    timestamp("2021-01-02T03:04:05+00:00:01.5", "2021-01-02 03:04:03.5"),
    ("date", '"2000-01-01"', "date '2000-01-01'"),
    ("date", '"1969-07-20"', "date '1969-07-20'"),
    ("date", '"20240229"', "date '2024-02-29'"),
    ("date", '"2021-W01-1"', "date '2021-01-04'"),
    ("time", '"00:00:00"', "time '00:00:00'"),
    ("time", '"23:59:59.999999"', "time '23:59:59.999999'"),
    ("time", '"12:30"', "time '12:30'"),
    ("time", '"12:30:15+02:00"', "time '12:30:15'"),
    ("uuid", '"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"',
     "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid"),
    ("uuid", '"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"',
     "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid"),
    ("uuid", '"{a0eebc999c0b4ef8bb6d6bb9bd380a11}"',
     "'{a0eebc999c0b4ef8bb6d6bb9bd380a11}'::uuid"),
    ("jsonb", '"text"', "'\"text\"'::jsonb"), ("jsonb", "{}", "'{}'::jsonb"),
    ("jsonb", "1.10", "'1.10'::jsonb"), ("jsonb", "true", "'true'::jsonb"),
    ("jsonb", '{"a": [1, null]}', "'{\"a\": [1, null]}'::jsonb"),
    ("bytea", '"00ffA5"', "'\\x00ffa5'::bytea"),
    ("bytea", '"\\\\xDEADBEEF"', "'\\xdeadbeef'::bytea"),
    ("bytea", '""', "''::bytea"),
    ("text[]", "[]", "'{}'::text[]"),
    ("text[]", '["a",null,"","{b}","c\\"d"]',
     "ARRAY['a',NULL,'','{b}','c\"d']::text[]"),
    ("text[]", '"alone"', "ARRAY['alone']::text[]"),
    ("text[]", '[1.50,true]', "ARRAY['1.50','true']::text[]"),
    ("bigint[]", "[[1,2],[3,null]]", "'{{1,2},{3,NULL}}'::bigint[]"),
    ("bigint[]", " [ [[[[[7]]]]] ]", "'{{{{{{7}}}}}}'::bigint[]"),
    ("text[]", '[["a","b","c"],["d","{","\\""]]',
     "'{{a,b,c},{d,\"{\",\"\\\"\"}}'::text[]"),
    ("numeric[]", "[[1.50],[2]]", "'{{1.50},{2}}'::numeric[]"),
    ("jsonb[]", "[[1,2],[3,4]]", "'{{1,2},{3,4}}'::jsonb[]"),
    ("jsonb[]", "[[1,[2]],[{},null]]",
     "ARRAY[['1','[2]'],['{}',NULL]]::jsonb[]"),
    ("jsonb[]", "[1,[2]]", "ARRAY['1','[2]']::jsonb[]"),
    ("bigint[]", "[1,-2,null]", "ARRAY[1,-2,NULL]::bigint[]"),
    ("integer[]", "[1]", "ARRAY[1]::integer[]"),
    ("numeric[]", "[0.10,1e2]", "ARRAY['0.10','1e2']::numeric[]"),
    ("boolean[]", "[true,false]", "ARRAY[true,false]"),
    ("jsonb[]", '[{"a": 1},null,[2]]',
     "ARRAY['{\"a\": 1}',NULL,'[2]']::jsonb[]"),
]


def field_bytes(sql: str) -> bytes:
    statement = f"COPY (SELECT {sql}) TO STDOUT (FORMAT binary)"
    output = subprocess.run(
        ["psql", "-X", "-q", "-d", "postgres", "-c", statement],
        check=True, stdout=subprocess.PIPE).stdout
    return output[21:-2]


def main() -> None:
    print("# Made by make_copy_bytes.py, which see. Type, JSON, SQL, bytes.")
    for column_type, value, sql in CASES:
        print(column_type, value, sql, field_bytes(sql).hex(), sep="\t")


if __name__ == "__main__":
    main()
