"""Patterns mean what they mean in Python's re, the engine of MeltanoLabs' target: ten
thousand made-up expressions and their texts.

    PATTERN_SEED=… makes others; the seed is printed.
"""

import json
import os
import random
import re
import subprocess
import unittest
import warnings

from expressions import Expressions

COUNT = 10_000
TEXTS = 12


def expected(expression, texts):
    """What re says, as search.cpp would: the first characters of its line."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = re.compile(expression)
    except (re.error, OverflowError, ValueError):
        return "refused"
    return "".join("1" if compiled.search(text) else "0" for text in texts)


def is_alike(expression, text):
    """But for what re itself changes, or PCRE2 cannot have otherwise."""
    # Before 3.14, re does not find \B in a text that is empty.
    if "\\B" in expression and not text:
        return False
    # A reference without regard to case: to re, these are not their other forms.
    refers = re.search(r"\\[1-9]|\(\?P=", expression)
    return not (refers and set("ςſıİµ") & set(text))


class LikePython(unittest.TestCase):
    def test_ten_thousand_expressions_find_what_re_finds(self):
        seed = os.environ.get("PATTERN_SEED") or "20261128"
        print("PATTERN_SEED=" + seed, flush=True)
        make = Expressions(random.Random(seed))
        cases = []
        for _ in range(COUNT):
            expression, characters = make.make()
            texts = [text for text in make.texts(characters, TEXTS)
                     if is_alike(expression, text)]
            cases.append((expression, texts))
        answers = self.search(cases)
        self.assertEqual(len(answers), COUNT)

        kinds = {"refused": 0, "not supported": 0, "found": 0, "not found": 0}
        wrong = []
        for (expression, texts), answer in zip(cases, answers):
            kind = answer.partition(": ")[0]
            if kind == "not supported":
                kinds[kind] += 1
                continue
            right = expected(expression, texts)
            if kind != right:
                wrong.append(f"{expression!r} {texts!r}: {answer}, re: {right}")
            elif kind == "refused":
                kinds[kind] += 1
            else:
                kinds["found"] += kind.count("1")
                kinds["not found"] += kind.count("0")
        self.assertEqual(wrong, [], f"{len(wrong)} wrong, seed {seed}")
        # That there was something to compare.
        print(kinds, flush=True)
        self.assertGreater(kinds["found"], COUNT)
        self.assertGreater(kinds["not found"], COUNT)
        self.assertGreater(kinds["refused"], COUNT // 100)
        self.assertLess(kinds["not supported"], COUNT // 50)

    def search(self, cases):
        lines = "".join(json.dumps([expression, *texts]) + "\n" for expression, texts in cases)
        run = subprocess.run([os.environ["SEARCH"]], input=lines.encode(), capture_output=True,
                             check=True)
        return run.stdout.decode().splitlines()


if __name__ == "__main__":
    unittest.main()
