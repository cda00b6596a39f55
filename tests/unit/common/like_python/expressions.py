"""Regular expressions and texts, made up."""

# What case, digits, words and spaces go by: among them letters whose other case is
# several, numbers that are no digits, marks, and spaces that few know.
CHARACTERS = [*"abcABC019_-.,:|^$[](){}?*+\\/# \t\n\rkKsS", "é", "É", "ß", "ẞ", "Σ", "σ",
              "ς", "ı", "İ", "i", "I", "漢", "あ", "😀", "٣", "²", "Ⅷ", "½", "\u0301",
              "\u203f", "\u212a", "\u017f", "ǅ", "ǆ", "\x00", "\x1c", "\x1f", "\x85",
              "\xa0", "\u180e", "\u2003", "\u2028", "\u200b", "\ufeff", "µ", "μ", "ÿ",
              "\ud7ff", "\ue000", "\U0010ffff"]
SPECIAL = set("\\.[]{}()*+?^$|")
ASSERTIONS = ["^", "$", "\\b", "\\B", "\\A", "\\Z"]
CATEGORIES = ["\\d", "\\D", "\\s", "\\S", "\\w", "\\W"]


class Expressions:
    """Makes one after the other, all of them from the random numbers it is given."""

    def __init__(self, random):
        self.random = random

    def make(self):
        """An expression and what characters it names."""
        self.groups = 0
        self.loops = 0
        self.closed = []
        self.names = []
        # Few characters, so that texts match.
        self.characters = self.random.sample(CHARACTERS, self.random.randint(1, 4))
        expression = self.some_flags() + self.alternatives(0)
        if self.random.random() < 0.1:
            expression = self.broken(expression)
        return expression, self.characters

    def texts(self, characters, count):
        """Short ones: re takes its time for what repeats within what repeats."""
        for _ in range(count):
            size = self.random.choice([0, 1, 1, 2, 3, 4, 6, 9])
            text = "".join(self.text_character(characters) for _ in range(size))
            yield text + self.random.choice(["", "", "", "\n", "\n\n"])

    def text_character(self, characters):
        if self.random.random() < 0.75:
            c = self.random.choice(characters)
            return self.random.choice([c, c, c.upper(), c.lower()])
        return self.random.choice(CHARACTERS)

    def some_flags(self):
        if self.random.random() < 0.8:
            return ""
        return "(?" + "".join(self.random.sample("imsxau", self.random.randint(1, 2))) + ")"

    def alternatives(self, depth):
        count = self.random.choice([1, 1, 1, 2, 3])
        return "|".join(self.sequence(depth) for _ in range(count))

    def sequence(self, depth):
        count = self.random.choice([0, 1, 1, 2, 2, 3, 4])
        return "".join(self.quantified(depth) for _ in range(count))

    def quantified(self, depth):
        """An item, and perhaps what repeats it."""
        quantifier = ""
        if self.random.random() < 0.35:
            quantifier = (
                ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,}", "{,2}", "{0,3}", "{1,2}?",
                 "{0}", "{,}", "*+", "++", "?+", "{2,1}", "{ 2}", "{a", "{", "{2", "**", "?*"][
                     min(int(self.random.expovariate(0.2)), 22)])
        # To PCRE2 a round that takes nothing is the last; to re, groups that it has
        # set may lead to another: nothing refers to a group from within a loop.
        self.loops += quantifier != ""
        item = self.item(depth)
        self.loops -= quantifier != ""
        if item in ASSERTIONS and self.random.random() < 0.92:
            return item
        return item + quantifier

    def item(self, depth):
        kinds = [(12, self.character), (3, lambda: self.random.choice(CATEGORIES)),
                 (1, lambda: "."), (4, self.character_class), (1, self.escape),
                 (2, lambda: self.random.choice(ASSERTIONS))]
        if depth < 3:
            kinds += [(3, lambda: self.capturing(depth)),
                      (2, lambda: self.group(depth)),
                      (2, lambda: self.look(depth))]
        if self.closed and not self.loops:
            kinds += [(2, self.reference), (1, lambda: self.conditional(depth))]
        weights, makers = zip(*kinds)
        return self.random.choices(makers, weights)[0]()

    def character(self):
        c = self.random.choice(self.characters)
        if c in SPECIAL:
            return "\\" + c if self.random.random() < 0.9 else c
        return self.written(c) if self.random.random() < 0.2 else c

    def written(self, c):
        """The character as an escape."""
        point = ord(c)
        ways = [f"\\U{point:08x}"]
        if point < 0x10000:
            ways.append(f"\\u{point:04X}")
        if point < 0x100:
            ways += [f"\\x{point:02x}", f"\\{point:03o}"]
        return self.random.choice(ways)

    def escape(self):
        return self.random.choice(
            ["\\n", "\\t", "\\r", "\\f", "\\v", "\\a", "\\0", "\\07", "\\101", "\\-", "\\/",
             "\\ ", "\\é", "\\ud83d", "\\z", "\\p{L}", "\\e", "\\h", "\\R", "\\K", "\\Q", "\\c",
             "\\G", "\\x1", "\\u12", "\\8", "\\400"])

    def character_class(self):
        items = [self.class_item() for _ in range(self.random.randint(1, 4))]
        begin = self.random.choice(["[", "[", "[^"])
        return begin + self.random.choice(["", "", "", "", "]", "-"]) + "".join(items) + "]"

    def class_item(self):
        kind = self.random.random()
        if kind < 0.45:
            c = self.random.choice(self.characters)
            return "\\" + c if c in "\\]^-[" and self.random.random() < 0.9 else c
        if kind < 0.65:
            return self.random.choice(CATEGORIES)
        if kind < 0.85:
            first, last = sorted(self.random.choices(CHARACTERS, k=2), key=ord)
            return f"{self.written(first)}-{self.written(last)}"
        return self.random.choice(
            ["a-z", "0-9", "A-Z", "-", "\\b", "\\n", "[:alpha:]", "[", "&&", "--", "||",
             "\\d-z", "z-a", "\\ud800-\\udfff", "\\B", "\\1", "\\101", "^", "\\.", "$", "~~"])

    def capturing(self, depth):
        self.groups += 1
        number = self.groups
        begin = "("
        if self.random.random() < 0.2:
            name = f"n{number}"
            begin = f"(?P<{name}>"
        inner = self.alternatives(depth + 1)
        self.closed.append(number)
        if begin != "(":
            self.names.append(name)
        return begin + inner + ")"

    def group(self, depth):
        begin = self.random.choice(
            ["(?:", "(?:", "(?:", "(?>", "(?i:", "(?s:", "(?m:", "(?-i:", "(?x:", "(?a:",
             "(?im-s:", "(?#c)(?:", "(?u:", "(?i-i:", "(?P>", "(?|", "(?<n>", "(?L:", "(?R)("][
                 min(int(self.random.expovariate(0.25)), 18)])
        return begin + self.alternatives(depth + 1) + ")"

    def look(self, depth):
        begin = self.random.choice(["(?=", "(?!", "(?<=", "(?<!"])
        if "<" in begin and self.random.random() < 0.8:
            # One width, or nearly always.
            count = self.random.randint(1, 3)
            branch = lambda: "".join(self.random.choice(
                [self.character, self.character_class,
                 lambda: self.random.choice(CATEGORIES)])() for _ in range(count))
            return begin + "|".join(branch() for _ in range(self.random.randint(1, 2))) + ")"
        return begin + self.alternatives(depth + 1) + ")"

    def reference(self):
        if self.names and self.random.random() < 0.3:
            return f"(?P={self.random.choice(self.names)})"
        if self.random.random() < 0.05:
            return f"\\{self.groups + 1}"
        return f"\\{self.random.choice(self.closed)}"

    def conditional(self, depth):
        which = self.random.choice(self.closed)
        yes, no = self.sequence(depth + 1), self.sequence(depth + 1)
        return f"(?({which}){yes}|{no})" if self.random.random() < 0.7 else f"(?({which}){yes})"

    def broken(self, expression):
        """One character more, less, or twice."""
        if not expression:
            return self.random.choice(["(", ")", "[", "*", "\\", "{", "}", "]", "(?"])
        at = self.random.randrange(len(expression))
        middle = self.random.choice(["", expression[at] * 2, expression[at] + ")", "(", "?", "\\"])
        return expression[:at] + middle + expression[at + 1:]
