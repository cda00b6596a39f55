"""The page's first screen as text, for a terminal: the same words."""

import textwrap

from .answer import Answer

WIDTH = 78


def paragraph(text):
    return textwrap.fill(text, WIDTH, break_on_hyphens=False)


def first_screen(answer: Answer) -> str:
    labels = [label for label, _ in answer.figures]
    width = max(map(len, labels), default=0)
    parts = [paragraph(answer.question), paragraph(answer.text), "\n".join(
        f"{label:<{width}}  {value}" for label, value in answer.figures),
        *map(paragraph, answer.basis)]
    if answer.warning:
        parts.insert(0, paragraph(f"Sample data. {answer.warning}"))
    return "\n\n".join(parts) + "\n"
