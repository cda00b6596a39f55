"""A plot as SVG text for the page, the same bytes each time."""

import dataclasses
import io
import re

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from .axes import style
from .ink import with_variables
from .labels import name_marks
from .marks import draw_marks
from .plot import Plot
from .stops import box_of, stops_of

# Width of a drawing in its own units, at which its text is as large as the
# page's: across the page, half of it, and on a phone.
WIDE, HALF, NARROW = 1100, 540, 350
SETTINGS = {"svg.fonttype": "none", "font.family": "DejaVu Sans",
            "path.simplify": True, "figure.constrained_layout.h_pad": 0.06,
            "figure.constrained_layout.w_pad": 0.06}
# A hundredth of the drawing's unit is not seen.
LONG_NUMBER = re.compile(r"(?<![\w#-])-?\d+\.\d{3,}(?![\w-])")
POINTS = re.compile(r'<g clip-path="[^"]*">((?:\s*<use [^>]*/>){2,})\s*</g>')
STYLE = re.compile(r' style="([^"]*)"')
ID = re.compile(r'(id="|url\(#|href="#)')


@dataclasses.dataclass(frozen=True)
class Drawing:
    svg: str
    # For the page's script: see stops.py.
    box: list[float]
    stops: list


def draw(plot: Plot, key: str, width: int) -> Drawing:
    """`key` makes ids unique on the page. Text stays text, so that it is found,
    copied, and set in the reader's own font."""
    is_narrow = width == NARROW
    with matplotlib.rc_context(SETTINGS | {"svg.hashsalt": key}):
        figure = Figure(figsize=(width / 72, plot.height / 72), dpi=72,
                        layout="constrained", facecolor="none")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot(facecolor="none")
        draw_marks(axes, plot)
        style(axes, plot, is_narrow)
        name_marks(figure, axes, plot, is_narrow)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", facecolor="none",
                       metadata={"Date": None, "Creator": None})
        return Drawing(_for_page(buffer.getvalue(), f"{key}-{width}-"),
                       box_of(axes), stops_of(axes, plot))


def _for_page(svg: str, prefix: str) -> str:
    """The element alone, sized by the page, its ids unique, colours by name."""
    element = svg[svg.index("<svg"):]
    element = re.sub(r"<metadata>.*?</metadata>", "", element, flags=re.S)
    element = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", element, count=1)
    element = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", element, count=1)
    element = re.sub(r' xmlns(:\w+)?="[^"]*"| version="1.1"', "", element)
    element = element.replace("xlink:href", "href")
    # Nothing refers to a group.
    element = re.sub(r'<g id="[^"]*"', "<g", element)
    element = re.sub(r"<g/>", "", element)
    element = POINTS.sub(_points_styled_together, element)
    element = ID.sub(rf"\g<1>{prefix}", element)
    element = element.replace(" font-family: 'DejaVu Sans';", "")
    element = re.sub(r' transform="rotate\(-0 [^"]*"', "", element)
    element = LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}", element)
    element = re.sub(r"\s*\n\s*", "\n", element)
    return with_variables(element).strip()


def _points_styled_together(found: re.Match) -> str:
    """Points of one mark look alike: their style is written once."""
    group, points = found[0], found[1]
    styles = set(STYLE.findall(points))
    if len(styles) != 1:
        return group
    styled = group.replace("<g ", f'<g style="{styles.pop()}" ', 1)
    return styled.replace(points, STYLE.sub("", points))
