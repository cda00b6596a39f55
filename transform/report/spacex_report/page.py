"""Puts sections together to one HTML page that needs nothing else."""

import importlib.resources
import json
import re

import jinja2
import markupsafe

from .answer import Answer
from .charts.svg import HALF, NARROW, WIDE, draw
from .section import Chart, Section

TEMPLATE = importlib.resources.files(__package__) / "template"


# Days and shares, which must not break into two lines.
WHOLE = re.compile(r"\d{4}-\d\d-\d\d|\d[\d.]* %")


def compact(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def unbroken(text: str) -> markupsafe.Markup:
    return markupsafe.Markup(WHOLE.sub(
        r'<span class="whole">\g<0></span>', str(markupsafe.escape(text))))


def drawn(chart: Chart) -> dict:
    """The chart for a phone and for a wider screen, of which one is shown, and
    what the pointer is told over either."""
    narrow = draw(chart.plot, chart.key, NARROW)
    roomy = draw(chart.plot, chart.key, WIDE if chart.is_wide else HALF)
    return {"stops": compact(roomy.stops), "drawings": [
        {"width": width, "svg": markupsafe.Markup(drawing.svg),
         "box": compact(drawing.box)}
        for width, drawing in (("narrow", narrow), ("roomy", roomy))]}


def render(answer: Answer, answers: list[Section],
           more: list[Section]) -> str:
    """The page; the same for the same marts."""
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, loader=jinja2.DictLoader(
            {"page.html": (TEMPLATE / "page.html").read_text()}))
    environment.filters |= {"drawn": drawn, "unbroken": unbroken}
    return environment.get_template("page.html").render(
        answer=answer, sections=answers + more, more=more[0].key,
        style=markupsafe.Markup((TEMPLATE / "page.css").read_text()),
        script=markupsafe.Markup((TEMPLATE / "page.js").read_text()))
