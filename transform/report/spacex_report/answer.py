"""The answer in words and in a handful of figures."""

import dataclasses
import datetime

from .errors import ReportError
from .table import Table, percent, table_of, text_of

SOURCES = {
    "public": "the public SpaceX API",
    "facts": "the project's sample API: sample data",
    "file": "recorded answers of the SpaceX API",
    "other": "another API than the public one",
    "unknown": "an unknown source"}
OUTCOMES = {"reached": "reached", "never_at_this_rate": "never at this rate",
            "beyond_horizon": "not by the end of the forecast",
            "already_reached": "already reached",
            "insufficient_data": "too little data"}


@dataclasses.dataclass(frozen=True)
class Answer:
    # The mart's own sentence.
    text: str
    is_sample: bool
    source: str
    as_of: datetime.date | None
    target: int
    # Label and figure.
    figures: list[tuple[str, str]]
    scenarios: Table
    transformed_at: datetime.datetime


def when(row):
    """The day of the median future, or why there is none."""
    return row["reach_date_p50"] or OUTCOMES[row["outcome"]]


def figures_of(row):
    return [(label, text_of(value)) for label, value in (
        ("when, in the median future", when(row)),
        ("chance of reaching it by 2050",
         percent(row["prob_reached_by_2050"])),
        (f"launches a year to hold {row['target_satellites']:,}",
         row["required_launches_per_year"]),
        ("in orbit", row["satellites_in_orbit"]),
        ("launched", row["satellites_launched"]),
        ("decayed", row["satellites_decayed"]),
        ("launches in the twelve months before", row["ttm_launches"]),
        ("satellites per launch", row["satellites_per_launch"]))]


def scenarios_of(rows):
    return table_of("When is the target reached? By scenario", {
        "Scenario": "scenario_name",
        "Reached": when,
        "Launches needed": "launches_needed_p50",
        "Settles at": "saturation_level",
        "Launches a year to hold it": "required_launches_per_year",
        "Chance by 2040": lambda row: percent(row["prob_reached_by_2040"]),
        "by 2100": lambda row: percent(row["prob_reached_by_2100"]),
        "Target": "target_satellites"}, rows)


def read_answer(marts):
    rows = marts.rows("answer")
    if not rows or not rows[0]["is_headline"]:
        raise ReportError(
            "mart_starlink_42k_answer has no headline: build the marts,"
            " meltano invoke dbt-postgres:build")
    headline = rows[0]
    return Answer(
        headline["answer_text"], headline["data_source"] == "facts",
        SOURCES.get(headline["data_source"], headline["data_source"]),
        headline["as_of_date"], headline["target_satellites"],
        figures_of(headline), scenarios_of(rows),
        headline["transformation_updated_at"].astimezone(
            datetime.timezone.utc))
