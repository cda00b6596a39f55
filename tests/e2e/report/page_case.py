"""What holds of the page, whatever data it is made from."""

import subprocess

from browser import Browser
from report_run import Warehouse, make_page, report
from transform_run import RUN

CHARTS = {
    "forecast-fan", "forecast-scenarios", "past-forecasts", "errors", "in-orbit",
    "launch-sizes", "cadence", "versions", "launches-by-year", "launches-by-pad",
    "mass-by-orbit", "mass-by-customer", "core-intervals", "reuse", "landings"}
# A chart for each generation of which enough was seen.
SURVIVAL = "survival-"
PHONE, DESKTOP = 390, 1280
WIDTHS = (PHONE, DESKTOP)

# Of each chart as it is shown: how many shapes are drawn, what of its text stands
# out beyond its card, and which names of marks touch each other.
LOOK_AT_CHARTS = """
return Object.fromEntries([...document.querySelectorAll(".chart")].map((chart) => {
  const drawing = [...chart.querySelectorAll("svg")].filter(
    (each) => each.getBoundingClientRect().width > 0);
  const edge = chart.closest(".card").getBoundingClientRect();
  const texts = drawing.flatMap((each) => [...each.querySelectorAll("text")])
    .map((label) => [label.textContent, label.getBoundingClientRect()]);
  const cut = texts.filter(([, box]) => box.left < edge.left
      || box.right > edge.right || box.top < edge.top
      || box.bottom > edge.bottom).map(([text]) => text);
  const touching = texts.flatMap(([one, a], index) =>
    texts.slice(index + 1).filter(([, b]) => Math.min(a.right, b.right)
        - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom)
        - Math.max(a.top, b.top) > 4).map(([other]) => [one, other]));
  const shapes = drawing.flatMap((each) => [...each.querySelectorAll("path, use")])
    .filter((shape) => /--(series|band|text|muted)/.test(
      shape.outerHTML + shape.parentElement.getAttribute("style"))).length;
  return [chart.closest("article").id,
          {drawings: drawing.length, shapes, cut, touching}];
}));
"""
# What the pointer is told over the middle of the chart's frame.
POINT = """
const drawing = [...document.querySelectorAll("#in-orbit [data-box]")].find(
  (each) => each.getBoundingClientRect().width > 0);
drawing.scrollIntoView({block: "center"});
const box = drawing.getBoundingClientRect();
drawing.dispatchEvent(new PointerEvent("pointermove", {
  clientX: box.left + box.width / 2, clientY: box.top + box.height / 2}));
return document.querySelector(".tip").innerText;
"""
# What a button hands out, by the page's own function.
CSV = """
return csv(document.querySelector("#versions table"),
           [...document.querySelectorAll("#credits li")].map(
             (line) => line.textContent));
"""
# As on a page of A4.
ON_PAPER = "document.body.style.width = '700px';"
# Open tables wider than their box: their last columns are out of sight.
CLIPPED = """
return [...document.querySelectorAll(".scroll")].filter((box) =>
  !box.closest("details") && box.getBoundingClientRect().width > 0
  && box.scrollWidth > box.clientWidth + 1)
  .map((box) => box.getAttribute("aria-label"));
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
        line: style("#in-orbit .roomy path[style*=series-1]").stroke,
        label: style("#in-orbit .roomy text").fill};
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

    def test_a_terminal_is_told_the_same_in_the_same_words(self):
        self.browser.open(self.path)
        screen = " ".join(self.browser.visible_text(each)
                          for each in ("#sample-data", "header")
                          if self.browser.count(each))
        text = self.path.with_name(f"{self.path.name}.txt").read_text()
        self.assertEqual(screen.split(), text.split())
        self.assertLess(max(map(len, text.splitlines())), 80)

    def test_days_and_shares_do_not_break(self):
        self.browser.open(self.path, PHONE)
        heights = self.browser.ask(
            "return [...document.querySelectorAll('.whole')].map((each) =>"
            " each.getClientRects().length)")
        self.assertEqual({1}, set(heights))

    def test_every_chart_is_drawn_whole(self):
        for width in WIDTHS:
            self.browser.open(self.path, width)
            charts = self.browser.ask(LOOK_AT_CHARTS)
            self.assertEqual(CHARTS, {key for key in charts
                                      if not key.startswith(SURVIVAL)})
            self.assertGreater(len(charts), len(CHARTS))
            for key, chart in charts.items():
                with self.subTest(width=width, chart=key):
                    self.assertEqual(1, chart["drawings"])
                    self.assertGreater(chart["shapes"], 0)
                    self.assertEqual([], chart["cut"])
                    self.assertEqual([], chart["touching"])

    def test_the_pointer_is_told_the_marts_numbers(self):
        for width in WIDTHS:
            with self.subTest(width=width):
                self.browser.open(self.path, width)
                month, *lines = self.browser.ask(POINT).splitlines()
                [counted] = self.warehouse.query(
                    "select in_orbit, launched_to_date, decayed_to_date"
                    " from analytics.fct_starlink_constellation_monthly"
                    f" where month_end = '{month}'")
                self.assertEqual(
                    [f"{name}: {int(value):,}" for name, value in zip(
                        ("in orbit", "launched", "decayed"), counted)], lines)

    def test_each_chart_says_whose_data_it_is_and_hands_it_out(self):
        self.browser.open(self.path)
        charts = self.browser.count("article.card, #scenarios .card")
        self.assertEqual(charts, self.browser.count("button[data-csv]"))
        self.assertEqual(charts, self.browser.count(".origin"))
        self.assertIn("CC BY 4.0", self.browser.visible_text("#credits"))
        text = self.browser.ask(CSV)
        lines = text.split("\r\n")
        self.assertIn("CC BY 4.0", text)
        self.assertEqual("", lines.pop())
        heads, *rows = [line for line in lines if not line.startswith("# ")]
        self.assertTrue(heads.startswith("Generation,"))
        self.assertEqual(
            [[name, str(number)] for name, number in self.warehouse.query(
                "select generation, launches from"
                " analytics.rpt_starlink_generations"
                " order by first_launched_on, generation")],
            [[row.split(",")[0], row.split(",")[3]] for row in rows])

    def test_no_open_table_hides_columns(self):
        for width in WIDTHS:
            with self.subTest(width=width):
                self.browser.open(self.path, width)
                self.assertEqual([], self.browser.ask(CLIPPED))

    def test_nothing_is_clipped_in_print(self):
        self.browser.open(self.path, DESKTOP)
        self.browser.print_media()
        self.browser.ask(ON_PAPER)
        self.assertEqual([], self.browser.ask(CLIPPED))

    def test_page_is_small(self):
        self.assertLess(self.path.stat().st_size, 1_000_000)

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
        self.browser.prefer("dark")
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
                ("#errors", "fct_starlink_forecast_accuracy"
                 " where measure = 'in_orbit'"),
                ("#goals", "fct_starlink_forecast_goals"),
                ("#assumptions", "fct_starlink_assumptions"),
                ("#versions", "rpt_starlink_generations"),
                ("#streams", "audit_extractions"),
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
        self.assertEqual({"report.html", "report.html.txt", "again.html",
                          "again.html.txt"},
                         {each.name for each in again.parent.iterdir()})
