"""Expressions of the stream maps' language from its grammar, and records for them."""

import json

WORDS = ["", "a", "Ab", "hello World", "x_y-z", "  padded ", "ÄÖü ß", "İstanbul",
         "ΑΣ ΣΑΣ", "naïve café", "日本 語", "😀 ok", "12", "-7", "3.5", "1e3", "٣٤",
         "²", "ǆ", "tab\tnew\nline", "a,b,,c", "2024-02-29", "2024-02-29T10:11:12Z",
         "quote'd", 'dou"ble', "back\\slash", "%s-%d", "true", "\x00", "null",
         "user@example.com", "ﬁn", "Ǆ Ǉ", "a\r\nb\x1cc", "\x7f", "{\"k\": [1, 2.5]}"]
DATES = ["2024-02-29", "2023-12-31", "20240101", "2024-W01-1", "1999-1-1", "2024-13-01"]
MOMENTS = ["2024-02-29T10:11:12", "2024-02-29 23:59:59.123456", "2023-01-01T00:00Z",
           "2024-06-30T12:00:00+02:00", "2024-06-30T12:00:00.5-05:30",
           "2024-03-10T02:30:00,25", "20240310T023000", "2024-02-30T00:00:00", "1970-01-01",
           "0001-01-01T00:00:00", "9999-12-31T23:59:59", "2024-01-01T10:00:00+00:00:01"]
FORMATS = ["%Y-%m-%d", "%d/%m/%y %H:%M", "%B %d, %Y", "%a %j %U %p %I", "%H:%M:%S.%f %z",
           "%Y%m%dT%H%M%S%z", "%%x", "%e-%b", "%G-W%V-%u", "%c", "%x %X", ""]
PARSES = [("2024-02-29", "%Y-%m-%d"), ("29/02/24 10:11", "%d/%m/%y %H:%M"),
          ("March 5, 2023", "%B %d, %Y"), ("Mar  5 2023 01:02PM", "%b %d %Y %I:%M%p"),
          ("2024-01-01T00:00:00+0130", "%Y-%m-%dT%H:%M:%S%z"), ("12", "%j"),
          ("2024-01-01 00:00:00.5", "%Y-%m-%d %H:%M:%S.%f"), ("Tue", "%a"), ("x", "%Y"),
          ("2024 060", "%Y %j"), ("2024-01-01Z", "%Y-%m-%d%z"), ("1 1", "%m %d"),
          ("111", "%m%d"), ("20240101 UTC", "%Y%m%d %Z"), ("2023-02-29", "%Y-%m-%d")]
FILLS = ["", ", 'é'", ", '*'"]
DUMPS = ["", "", ", default=str", ", sort_keys=True", ", indent=2", ", ensure_ascii=False",
         ", separators=(',', ':')"]
NAMES = {"int": ["i", "j", "big"], "dec": ["price", "rate"], "str": ["s", "t", "name"],
         "bool": ["flag"], "list": ["xs", "words"], "dict": ["d", "record", "_"],
         "none": ["nothing"], "any": ["i", "s", "price", "flag", "nothing", "xs", "d",
                                      "missing", "t"]}


def record(random):
    def number():
        return random.choice([0, 1, -1, 2, 3, 7, 10, 255, -128, 1000, 2**31, 10**18,
                              random.randint(-10**6, 10**6)])

    def decimal():
        return random.choice([0.0, 1.5, -2.25, 0.1, 3.14159, 1e-7, 1.0, 1e22, 12345.678,
                              -0.0, random.uniform(-1000, 1000)])
    text = {
        "i": number(), "j": number(), "big": random.choice([2**70, -10**30, 10**25 + 1]),
        "price": decimal(), "rate": decimal(), "s": random.choice(WORDS),
        "t": random.choice(WORDS), "name": random.choice(WORDS),
        "flag": random.choice([True, False]), "nothing": None,
        "xs": [number() for _ in range(random.randint(0, 5))],
        "words": [random.choice(WORDS) for _ in range(random.randint(0, 4))],
        "d": {"a": number(), "b": random.choice(WORDS), "c": {"x": decimal()},
              "k v": [1, None]},
        "when": random.choice(MOMENTS), "day": random.choice(DATES)}
    if random.random() < 0.1:
        text[random.choice(list(text))] = None
    return text


class Generator:
    """Makes expressions of a wanted type; now and then of another, to see errors."""

    def __init__(self, random):
        self.random = random
        self.bound = []

    def expression(self):
        kind = self.random.choice(["int", "num", "str", "str", "bool", "list", "dict", "any",
                                   "time", "str", "tuple", "bytes"])
        text = self.make(kind, self.random.choice([1, 2, 2, 3, 3, 4]))
        return text if self.random.random() > 0.1 else self.mistyped(text)

    def mistyped(self, text):
        """The expression with one slip of the keyboard: most are wrong syntax."""
        at = self.random.randrange(len(text) + 1)
        width = self.random.choice([0, 0, 1, 1, 2, 5])
        slip = self.random.choice(["", "", "(", ")", "[", "]", ",", ".", " ", ":", "'", "x", "1",
                                   " if ", " not ", "-", "*", "=", "!", "#", "f'", "{", "}",
                                   " in ", "\\", "\n", "_", ".0", "e", "0", " for ", "**", "@", ";"])
        return text[:at] + slip + text[at + width:]

    def make(self, kind, depth):
        random = self.random
        if random.random() < 0.03:
            kind = random.choice(["int", "num", "str", "bool", "list", "dict", "any", "time",
                                  "none", "tuple"])
        if depth > 0 and random.random() < 0.12:
            return self.of_any_kind(kind, depth - 1)
        return getattr(self, "make_" + kind)(depth)

    def pick(self, *options):
        chosen = self.random.choice(options)
        return chosen() if callable(chosen) else chosen

    def of_any_kind(self, kind, depth):
        m = self.make
        return self.pick(
            lambda: f"({m(kind, depth)} if {m('bool', depth)} else {m(kind, depth)})",
            lambda: f"({m('any', depth)} and {m(kind, depth)})",
            lambda: f"({m(kind, depth)} or {m(kind, depth)})",
            lambda: f"[{m(kind, depth)}, {m(kind, depth)}][{self.pick('0', '1', '-1', 'flag')}]",
            lambda: f"{{'k': {m(kind, depth)}}}['k']",
            lambda: f"{{'k': {m(kind, depth)}}}.get('k')",
            lambda: f"record.get({m('str', 0)}, {m(kind, depth)})",
            lambda: f"({m(kind, depth)})")

    def name(self, kind):
        return self.random.choice(NAMES[kind])

    def quoted(self, text=None):
        text = self.random.choice(WORDS) if text is None else text
        return self.pick(lambda: repr(text), lambda: repr(text), lambda: json.dumps(text)
                         if "\\/" not in text else repr(text))

    def make_none(self, depth):
        return self.pick("None", "nothing", "record.get('nope')")

    def make_any(self, depth):
        kind = self.random.choice(["int", "num", "str", "bool", "list", "dict", "none",
                                   "time", "tuple", "bytes", "name"])
        return self.name("any") if kind == "name" else self.make(kind, depth)

    def make_int(self, depth):
        if depth <= 0:
            return self.pick("0", "1", "-1", "2", "7", "1_000", "0xFF", "0b101", "0o17",
                             "10**20", lambda: self.name("int"), lambda: self.name("int"),
                             "record['i']", "record.j", "d.a", "_['j']", "True")
        m = lambda kind: self.make(kind, depth - 1)
        return self.pick(
            lambda: f"{m('int')} {self.pick('+', '-', '*', '//', '%', '&', '|', '^')} {m('int')}",
            lambda: f"({m('int')} {self.pick('+', '-', '*', '//', '%')} {m('int')})",
            lambda: f"{m('int')} ** {self.pick('0', '1', '2', '5', '-1', 'flag')}",
            lambda: f"({m('int')}) {self.pick('<<', '>>')} {self.pick('0', '1', '8', '70', '-1')}",
            lambda: f"{self.pick('-', '+', '~')}{m('int')}",
            lambda: f"int({m('num')})", lambda: f"int({m('str')})",
            lambda: f"int({m('str')}, {self.pick('10', '16', '2', '0', '36', '8')})",
            lambda: f"({m('int')}).bit_length()",
            lambda: f"{m('str')}.{self.pick('count', 'find', 'rfind', 'index', 'rindex')}({m('str')}"
                    f"{self.pick('', '', ', 1', ', 1, 4', ', -3', ', None, -1')})",
            lambda: f"{m('list')}.count({m('int')})", lambda: f"{m('list')}.index({m('int')})",
            lambda: f"{m('list')}[{m('int')}]",
            lambda: f"({m('time')}).{self.pick('year', 'month', 'day', 'hour', 'second', 'microsecond')}",
            lambda: f"({m('time')}).{self.pick('weekday', 'isoweekday', 'toordinal')}()",
            lambda: f"{self.delta(depth - 1)}.{self.pick('days', 'seconds', 'microseconds')}",
            lambda: f"randint({self.pick('10', '7', '2.5')})")

    def make_num(self, depth):
        if depth <= 0:
            return self.pick("1.5", "0.1", ".5", "2.", "1e3", "1e-7", "1e22", "-0.0", "3.0",
                             lambda: self.name("dec"), lambda: self.name("dec"),
                             lambda: self.name("int"), "record['price']", "d['c'].x", "d.c['x']")
        m = lambda kind: self.make(kind, depth - 1)
        return self.pick(
            lambda: f"{m('num')} {self.pick('+', '-', '*', '/', '//', '%')} {m('num')}",
            lambda: f"float({m('num')}) {self.pick('+', '-', '*', '/', '//', '%')} float({m('num')})",
            lambda: f"({m('num')} {self.pick('+', '-', '*', '/')} {m('int')})",
            lambda: f"{m('int')} / {m('int')}", lambda: f"-{m('num')}", lambda: f"+{m('num')}",
            lambda: f"float({m('num')})", lambda: f"float({m('str')})",
            lambda: f"float({m('num')}) ** {self.pick('2', '0.5', '-1', '0')}",
            lambda: f"json.loads({self.quoted(self.pick('1.5', '[1]', '12', '1e3', 'NaN', '{'))})",
            lambda: f"({m('delta')}).total_seconds()", lambda: f"{m('delta')} / {m('delta')}",
            lambda: f"({self.aware(depth - 1)}).timestamp()", "rand()",
            lambda: f"({m('int')}).{self.pick('real', 'imag', 'numerator', 'denominator')}",
            lambda: m("int"))

    def make_bool(self, depth):
        if depth <= 0:
            return self.pick("True", "False", "flag", "flag", "record['flag']")
        m = lambda kind: self.make(kind, depth - 1)
        compare = lambda: self.pick("<", "<=", ">", ">=", "==", "!=")
        return self.pick(
            lambda: f"{m('num')} {compare()} {m('num')}",
            lambda: f"{m('num')} {compare()} {m('int')} {compare()} {m('num')}",
            lambda: f"{m('str')} {compare()} {m('str')}",
            lambda: f"{m('any')} {self.pick('==', '!=')} {m('any')}",
            lambda: f"{m('list')} {compare()} {m('list')}",
            lambda: f"{m('time')} {compare()} {m('time')}",
            lambda: f"{m('delta')} {compare()} {m('delta')}",
            lambda: f"{m('str')} {self.pick('in', 'not in')} {m('str')}",
            lambda: f"{m('any')} {self.pick('in', 'not in')} {m('list')}",
            lambda: f"{m('str')} {self.pick('in', 'not in')} {m('dict')}",
            lambda: f"{m('int')} in {{1, 2, {m('int')}}}",
            lambda: f"{m('any')} {self.pick('is', 'is not')} {self.pick('None', 'True', 'False')}",
            lambda: f"not {m('any')}", lambda: f"bool({m('any')})",
            lambda: f"{m('bool')} {self.pick('and', 'or')} {m('bool')}",
            lambda: f"{m('str')}.{self.pick('startswith', 'endswith')}({m('str')}{self.pick('', ', 1', ', 1, 3')})",
            lambda: f"{m('str')}.startswith(({m('str')}, {m('str')}))",
            lambda: m("str") + "." + self.pick(
                "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "islower", "isnumeric",
                "isprintable", "isspace", "istitle", "isupper") + "()",
            lambda: f"{{{m('int')}}}.issubset({m('list')})",
            lambda: f"float({m('num')}).is_integer()",
            lambda: f"{{{m('int')}, {m('int')}}} {self.pick('<=', '<', '==', '!=')} {{{m('int')}}}")

    def make_str(self, depth):
        if depth <= 0:
            return self.pick(self.quoted, self.quoted, lambda: self.name("str"),
                             lambda: self.name("str"), "record['s']", "record.name", "d['b']",
                             "d.b", "when", "r'a\\nb'", "'a' \"b\"", "'''x\ny'''", "u'u'",
                             "'\\x41\\u00e9\\101'")
        m = lambda kind: self.make(kind, depth - 1)
        return self.pick(
            lambda: f"{m('str')} + {m('str')}", lambda: f"{m('str')} * {self.pick('0', '2', '3', '-1', 'flag')}",
            lambda: f"str({m('any')})", lambda: f"str({m('any')})",
            lambda: f"{self.pick('md5', 'sha256')}({m('str')})",
            lambda: m("str") + "." + self.pick(
                "upper", "lower", "title", "capitalize", "casefold", "swapcase", "strip",
                "lstrip", "rstrip", "expandtabs") + "()",
            lambda: f"{m('str')}.{self.pick('strip', 'lstrip', 'rstrip')}({m('str')})",
            lambda: f"{m('str')}.replace({m('str')}, {m('str')}{self.pick('', '', ', 1', ', 0', ', -1')})",
            lambda: f"{m('str')}.{self.pick('center', 'ljust', 'rjust')}({self.pick('0', '5', '12', '13')}{self.pick(*FILLS)})",
            lambda: f"{m('str')}.zfill({self.pick('0', '4', '9')})",
            lambda: f"{m('str')}.{self.pick('removeprefix', 'removesuffix')}({m('str')})",
            lambda: f"{m('str')}.join({self.pick('words', lambda: m('str'), lambda: 'str(x) for x in ' + m('list'))})",
            lambda: f"{m('str')}[{m('int')}]", lambda: f"{m('str')}[{self.slice()}]",
            lambda: f"{m('str')}.encode().decode()", lambda: f"{m('str')}.encode('utf-8').hex()",
            lambda: self.fstring(depth - 1), lambda: self.fstring(depth - 1),
            lambda: f"f'{{{self.spaced(m('num'))}:{self.number_spec()}}}'",
            lambda: f"f'{{{self.spaced(m('int'))}:{self.number_spec()}}}'",
            lambda: f"f'{{{self.spaced(m('str'))}:{self.text_spec()}}}'",
            lambda: self.percent(depth - 1),
            lambda: f"json.dumps({m('any')}{self.pick(*DUMPS)})",
            lambda: f"({m('time')}).isoformat()", lambda: f"({m('time')}).strftime({self.random.choice(FORMATS)!r})",
            lambda: f"{self.aware(depth - 1)}.isoformat({self.pick('', repr(' '), 'timespec=' + repr(self.pick('auto', 'seconds', 'minutes', 'hours', 'milliseconds', 'microseconds')))})",
            lambda: f"{m('str')}.{self.pick('split', 'rsplit')}({self.pick('', lambda: m('str'))})[{self.pick('0', '-1', '1')}]",
            lambda: f"{m('str')}.{self.pick('partition', 'rpartition')}({m('str')})[{self.pick('0', '1', '2')}]",
            lambda: f"{m('list')}[{m('int')}]")

    @staticmethod
    def spaced(text):
        """Fit for an f-string of Python 3.11: no quotes, backslashes or braces."""
        plain = not any(c in text for c in "'\"\\\n{}#!")
        return f"({text})" if plain else "price"

    def fstring(self, depth):
        parts = []
        for _ in range(self.random.randint(0, 3)):
            parts.append(self.pick("x", "{{", "}}", "é ", lambda: "{" + self.spaced(
                self.make("any", depth)) + self.pick("", "", "!r", "!s") + "}",
                "{s}", "{i=}", "{price:.2f}", "{s:>{i}}", "{ name }", "{flag}"))
        return "f'" + "".join(parts) + "'"

    def number_spec(self):
        pick = self.pick
        return (pick("", "", "*<", ">", "^", "=", "0=", "é>") + pick("", "", "+", " ", "-") +
                pick("", "", "#") + pick("", "", "0") + pick("", "8", "12", "1", "25") +
                pick("", "", ",", "_") + pick("", "", ".0", ".1", ".2", ".5") +
                pick("", "", "f", "d", "e", "g", "%", "x", "X", "b", "o", "s", "F", "G", "E", "n"))

    def text_spec(self):
        pick = self.pick
        return (pick("", "", "*<", ">", "^", "=", "é^") + pick("", "", "", "0", "+") +
                pick("", "8", "12", "1") + pick("", "", ".0", ".1", ".5") +
                pick("", "s", "d"))

    def percent(self, depth):
        m = lambda kind: self.make(kind, depth)
        return self.pick(
            lambda: f"'%s' % {m('str')}", lambda: f"'%d|%5d|%-5d|%05d|%+d' % ({', '.join(m('int') for _ in range(5))})",
            lambda: f"'%.2f %8.3f %e %g' % ({', '.join(m('num') for _ in range(4))})",
            lambda: f"'%x %X %o %#x' % ({', '.join(m('int') for _ in range(4))})",
            lambda: f"'%(a)s %(b)r' % {m('dict')}", lambda: f"'%s %r %%' % ({m('any')}, {m('str')})",
            lambda: f"'%10s|%-8.2s|' % ({m('str')}, {m('str')})", lambda: f"'%c' % {m('int')}",
            lambda: f"{m('str')} % {m('any')}", lambda: f"'%*d' % ({self.pick('5', '-5')}, {m('int')})")

    def slice(self):
        part = lambda: self.pick("", "", "0", "1", "-1", "3", "-3", "100", "i", "None")
        return part() + ":" + part() + self.pick("", "", ":", ":" + part(), ":-1", ":2")

    def make_list(self, depth):
        if depth <= 0:
            return self.pick("[]", "xs", "xs", "words", "[1, 2, 3]", "['a', 'b']", "[None, 1.5]",
                             "d['k v']")
        m = lambda kind: self.make(kind, depth - 1)
        return self.pick(
            lambda: f"[{m('any')}, {m('any')}]", lambda: f"[*{m('list')}, {m('any')}]",
            lambda: f"{m('list')} + {m('list')}", lambda: f"{m('list')} * {self.pick('0', '2', '-1')}",
            lambda: f"{m('list')}[{self.slice()}]", lambda: f"list({self.pick(lambda: m('str'), lambda: m('dict'), lambda: m('list'), lambda: m('tuple'))})",
            lambda: f"{m('str')}.{self.pick('split', 'rsplit')}({self.pick('', lambda: m('str'), 'None, 1', lambda: m('str') + ', 1', 'maxsplit=2')})",
            lambda: f"{m('str')}.splitlines({self.pick('', 'True')})",
            lambda: f"[x for x in {m('list')}]", lambda: f"[x for x in {m('list')} if x]",
            lambda: f"[x + {m('int')} for x in xs if x > {m('int')}]",
            lambda: f"[(x, y) for x in {m('list')} for y in {m('list')} if x != y]",
            lambda: f"[k for k, v in {m('dict')}.items() if v]",
            lambda: f"list(x for x in {m('list')})", lambda: f"[v for v in {m('dict')}.values()]",
            lambda: f"[w.upper() for w in words if {m('str')} in w]",
            lambda: f"json.loads(json.dumps({m('list')}))",
            lambda: f"[a for a, b in [(1, 2), {m('any')}]]")

    def make_tuple(self, depth):
        if depth <= 0:
            return self.pick("()", "(1,)", "(1, 'a')", "1, 2")
        m = lambda kind: self.make(kind, depth - 1)
        return self.pick(lambda: f"({m('any')}, {m('any')})", lambda: f"({m('any')},)",
                         lambda: f"tuple({m('list')})", lambda: f"({m('tuple')}) + ({m('tuple')})",
                         lambda: f"({m('tuple')})[{self.slice()}]",
                         lambda: f"{m('str')}.partition({m('str')})")

    def make_dict(self, depth):
        if depth <= 0:
            return self.pick("{}", "d", "record", "_", "{'a': 1}", "d.c", "{1: 'x', 'y': None}",
                             "dict(a=1, b='z')")
        m = lambda kind: self.make(kind, depth - 1)
        return self.pick(
            lambda: f"{{{m('str')}: {m('any')}, {m('str')}: {m('any')}}}",
            lambda: f"{{**{m('dict')}, {m('str')}: {m('any')}}}",
            lambda: f"{{k: v for k, v in {m('dict')}.items() if k != {m('str')}}}",
            lambda: f"{{x: {m('any')} for x in {m('list')}}}",
            lambda: f"dict({m('dict')}, z={m('any')})", lambda: f"dict([({m('str')}, {m('any')})])",
            lambda: f"({m('dict')} | {m('dict')})", lambda: f"dict.fromkeys({m('list')}, {m('any')})",
            lambda: f"json.loads(json.dumps({m('dict')}))", lambda: f"{m('dict')}.copy()")

    def make_bytes(self, depth):
        return self.pick("b'ab'", "b'\\x00\\xff'", lambda: f"{self.make('str', 0)}.encode()",
                         "b'ab'[0]", "b'ab' + b'c'", "rb'\\n'", "b'xyz'[1:]")

    def moment(self):
        return self.pick(lambda: f"datetime.datetime.fromisoformat({self.random.choice(MOMENTS)!r})",
                         "datetime.datetime.fromisoformat(when)",
                         "datetime.datetime(2024, 2, 29, 12, 30)",
                         "datetime.datetime(2023, 1, 31, 23, 59, 59, 999999, tzinfo=datetime.timezone.utc)",
                         lambda: "datetime.datetime.strptime({!r}, {!r})".format(*self.random.choice(PARSES)),
                         "datetime.datetime.fromtimestamp(1700000000.5, datetime.timezone.utc)",
                         "datetime.datetime.utcfromtimestamp(i)",
                         "datetime.datetime.fromtimestamp(float(price), tz=datetime.timezone.utc)")

    def aware(self, depth):
        return self.pick("datetime.datetime.fromisoformat('2024-06-30T12:00:00.25+02:00')",
                         "datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)",
                         f"({self.moment()}).replace(tzinfo=datetime.timezone(datetime.timedelta(hours=-3)))",
                         "datetime.datetime.fromtimestamp(j, datetime.timezone.utc)")

    def make_time(self, depth):
        if depth <= 0:
            return self.pick(self.moment, self.moment, lambda: f"datetime.date.fromisoformat({self.random.choice(DATES)!r})",
                             "datetime.date(2024, 2, 29)", "datetime.date.fromisoformat(day)",
                             "datetime.time(10, 30)", "datetime.date.min", "datetime.datetime.max",
                             "datetime.time.fromisoformat('10:11:12.5Z')")
        m = lambda kind: self.make(kind, depth - 1)
        return self.pick(
            lambda: f"{m('time')} {self.pick('+', '-')} {m('delta')}", lambda: f"({m('time')}).date()",
            lambda: f"({m('time')}).time()",
            lambda: f"({m('time')}).replace({self.pick('year=2023', 'day=31', 'month=2', 'hour=5', 'tzinfo=None', '2020, 1, 1')})",
            lambda: f"({self.aware(depth - 1)}).astimezone(datetime.timezone(datetime.timedelta(hours={self.pick('1', '-5', '5.5', '25')})))",
            lambda: f"datetime.datetime.combine({m('time')}, datetime.time(1, 2, 3))",
            lambda: f"({self.aware(depth - 1)}).{self.pick('utcoffset', 'tzname', 'timetz')}()",
            lambda: f"datetime.date.fromordinal({self.pick('1', '738000', '0', 'i')})",
            lambda: self.make_delta(depth - 1))

    def delta(self, depth):
        return self.make_delta(depth)

    def make_delta(self, depth):
        if depth <= 0:
            return self.pick("datetime.timedelta(days=1)", "datetime.timedelta(hours=1.5)",
                             "datetime.timedelta(1, 2, 3)", "datetime.timedelta(minutes=-5)",
                             "datetime.timedelta(microseconds=1.5)", "datetime.timedelta(seconds=i)",
                             "datetime.timedelta(weeks=2, milliseconds=0.0015)", "datetime.timedelta()")
        m = lambda kind: self.make(kind, depth - 1)
        return self.pick(
            lambda: f"({m('time')} - {m('time')})", lambda: f"({m('delta')} {self.pick('+', '-')} {m('delta')})",
            lambda: f"({m('delta')} * {self.pick('2', '-1', '0.5', '1.0000001', 'i')})",
            lambda: f"({m('delta')} / {self.pick('2', '3', '0', '0.7')})",
            lambda: f"({m('delta')} // {self.pick('2', '7')})", lambda: f"-{m('delta')}",
            lambda: f"({m('delta')} % {m('delta')})")
