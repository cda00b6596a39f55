"""What holds of the page, whatever data it is made from."""

import subprocess

from browser import Browser
from report_run import Warehouse, make_page, report
from transform_run import RUN

CHARTS = {
    "in-orbit", "forecast-fan", "forecast-scenarios", "backtest-12",
    "backtest-24", "errors", "coverage", "survival-by-age", "launch-sizes",
    "cadence", "versions", "launches-by-year", "launches-by-pad",
    "mass-by-orbit", "mass-by-customer", "core-intervals", "reuse", "landings",
    "crew-by-mission"}
PHONE, DESKTOP = 390, 1280
WIDTHS = (PHONE, DESKTOP)

# Of each chart: how many traces Plotly knows, how many shapes it drew, and the
# labels that stand out beyond the chart's edge.
LOOK_AT_CHARTS = """
return Object.fromEntries([...document.querySelectorAll(
    ".chart.js-plotly-plot")].map((chart) => {
  const edge = chart.getBoundingClientRect();
  const cut = [...chart.querySelectorAll("text")].filter((label) => {
    const box = label.getBoundingClientRect();
    return box.width > 0 && (box.left < edge.left - 1
      || box.right > edge.right + 1 || box.top < edge.top - 1
      || box.bottom > edge.bottom + 1);
  }).map((label) => label.textContent);
  const shapes = [...chart.querySelectorAll(
    ".cartesianlayer .trace path, .cartesianlayer .fills path")]
    .filter((shape) => shape.getBoundingClientRect().width > 0).length;
  return [chart.closest("article").id,
          {traces: chart.data.length, shapes, cut}];
}));
"""
# Elements beyond the width given, but for what scrolls in its own box; a phone's
# innerWidth would grow with them.
TOO_WIDE = """
return [...document.querySelectorAll("body *")].filter((element) =>
  !element.closest(".scroll, .unseen, .chart")
  && element.getBoundingClientRect().right > arguments[0] + 0.5)
  .map((element) => element.outerHTML.slice(0, 100));
"""
COLOURS = """
const style = (selector) => getComputedStyle(document.querySelector(selector));
return {page: style("body").backgroundColor, text: style("body").color,
        card: style(".card").backgroundColor,
        line: style("#in-orbit .scatterlayer .trace:last-of-type .lines path")
          .stroke,
        label: style("#in-orbit .xtick text").fill};
"""
# Pairs of an element with what it is named by.
NAMES = """
const text = (id) => document.getElementById(id)?.textContent.trim() || "";
return [...document.querySelectorAll(".chart")].map((chart) =>
  [chart.getAttribute("role"), text(chart.getAttribute("aria-labelledby")),
   text(chart.getAttribute("aria-describedby"))]);
"""


class FullPage:
    """`messages()` gives what the tap says of an API with documents."""

    @classmethod
    def setUpClass(cls):
        cls.warehouse = Warehouse.of_class(cls, cls.messages())
        cls.warehouse.dbt(*RUN)
        cls.path = make_page(cls, cls.warehouse)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.quit)

    def test_console_is_silent_and_nothing_else_is_asked_for(self):
        for width in WIDTHS:
            with self.subTest(width=width):
                self.browser.open(self.path, width)
                self.assertEqual([], self.browser.messages())
                self.assertEqual([self.path.as_uri()], self.browser.requests())

    def test_answer_is_the_marts_sentence(self):
        self.browser.open(self.path)
        self.assertEqual(
            self.warehouse.value(
                "select answer_text from analytics.mart_starlink_42k_answer"
                " where is_headline"), self.browser.visible_text("#answer"))

    def test_every_chart_is_drawn_whole(self):
        for width in WIDTHS:
            self.browser.open(self.path, width)
            charts = self.browser.ask(LOOK_AT_CHARTS)
            self.assertEqual(CHARTS, set(charts))
            for key, chart in charts.items():
                with self.subTest(width=width, chart=key):
                    self.assertGreater(chart["traces"], 0)
                    self.assertGreaterEqual(chart["shapes"], chart["traces"])
                    self.assertEqual([], chart["cut"])

    def test_page_does_not_scroll_sideways(self):
        for width in WIDTHS:
            with self.subTest(width=width):
                self.browser.open(self.path, width)
                self.browser.ask("document.querySelectorAll('details')"
                                 ".forEach((each) => { each.open = true; })")
                self.assertEqual([], self.browser.ask(TOO_WIDE, width))
                self.assertEqual(width, self.browser.ask(
                    "return document.documentElement.scrollWidth"))

    def test_light_and_dark_differ_in_every_colour(self):
        self.browser.open(self.path, scheme="light")
        light = self.browser.ask(COLOURS)
        self.browser.open(self.path, scheme="dark")
        dark = self.browser.ask(COLOURS)
        for part in light:
            with self.subTest(part=part):
                self.assertNotEqual(light[part], dark[part])

    def test_charts_follow_a_change_of_scheme(self):
        self.browser.open(self.path, scheme="dark")
        dark = self.browser.ask(COLOURS)
        self.browser.open(self.path, scheme="light")
        self.browser.ask("delete document.documentElement.dataset.drawn")
        self.browser.prefer("dark")
        self.browser.wait_until_drawn()
        self.assertEqual(dark, self.browser.ask(COLOURS))

    def test_charts_have_names_and_numbers(self):
        self.browser.open(self.path)
        for role, name, text in self.browser.ask(NAMES):
            self.assertEqual("img", role)
            self.assertTrue(name)
            self.assertTrue(text)
        for key in CHARTS:
            with self.subTest(chart=key):
                self.assertGreater(
                    self.browser.count(f"#{key} details tbody tr"), 0)
        self.assertEqual(0, self.browser.count(".empty"))

    def test_tables_are_the_marts(self):
        self.browser.open(self.path)
        for selector, rows in (
                ("#scenarios", "mart_starlink_42k_answer"),
                ("#in-orbit", "fct_starlink_constellation_monthly"),
                ("#later-counts", "fct_starlink_forecast_vs_later"),
                ("#launch-sizes", "fct_starlink_launches"),
                ("#errors", "fct_starlink_forecast_accuracy"),
                ("#survival-by-age", "fct_starlink_survival"),
                ("#versions", "rpt_starlink_generations"),
                ("#crew-by-mission", "rpt_crew_by_mission")):
            with self.subTest(table=selector):
                self.assertEqual(
                    self.warehouse.value(
                        f"select count(*) from analytics.{rows}"),
                    str(self.browser.count(f"{selector} tbody tr")))

    def test_headings_go_down_by_one(self):
        self.browser.open(self.path)
        levels = self.browser.ask(
            "return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]"
            ".map((each) => Number(each.tagName[1]))")
        self.assertEqual(1, levels.count(1))
        self.assertEqual(1, levels[0])
        for above, below in zip(levels, levels[1:]):
            self.assertLessEqual(below, above + 1)

    def test_same_marts_give_the_same_page(self):
        again = self.path.with_name("again.html")
        done = report(self.warehouse.server, self.warehouse.database,
                      REPORT_PATH=str(again))
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn(f"report written: {again}", done.stderr)
        self.assertEqual("", done.stdout)
        same = subprocess.run(["cmp", self.path, again])
        self.assertEqual(0, same.returncode)
        self.assertEqual({"report.html", "again.html"},
                         {each.name for each in again.parent.iterdir()})
