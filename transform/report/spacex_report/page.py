"""Puts sections together to one HTML page that needs nothing else."""

import importlib.resources

import jinja2
import markupsafe
import plotly.offline

from .answer import Answer
from .section import Section

TEMPLATE = importlib.resources.files(__package__) / "template"


def figure_json(figure):
    """A figure for a script element: nothing in it can end the element."""
    return markupsafe.Markup(figure.to_json().replace("<", "\\u003c"))


def render(answer: Answer, sections: list[Section]) -> str:
    """The page; the same for the same marts."""
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, loader=jinja2.DictLoader(
            {"page.html": (TEMPLATE / "page.html").read_text()}))
    environment.filters["figure_json"] = figure_json
    return environment.get_template("page.html").render(
        answer=answer, sections=sections,
        style=markupsafe.Markup((TEMPLATE / "page.css").read_text()),
        script=markupsafe.Markup((TEMPLATE / "page.js").read_text()),
        plotly=markupsafe.Markup(plotly.offline.get_plotlyjs()))
