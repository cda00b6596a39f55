"""The page's first screen as text, for a terminal: the same words."""

import textwrap

from .answer import Answer

WIDTH = 78


def paragraph(text):
    return textwrap.fill(text, WIDTH, break_on_hyphens=False)


def figures(pairs):
    """Labels with their figures in a column; a long label takes two lines."""
    longest = max((len(label) for label, _ in pairs), default=0)
    room = WIDTH - 2 - max((len(value) for _, value in pairs), default=0)
    width = min(longest, room)
    lines = []
    for label, value in pairs:
        *above, last = textwrap.wrap(label, width, break_on_hyphens=False)
        lines += [*above, f"{last:<{width}}  {value}"]
    return "\n".join(lines)


def first_screen(answer: Answer) -> str:
    parts = [paragraph(answer.question), paragraph(answer.text),
             figures(answer.figures), *map(paragraph, answer.basis)]
    if answer.warning:
        parts.insert(0, paragraph(f"Sample data. {answer.warning}"))
    return "\n\n".join(parts) + "\n"
