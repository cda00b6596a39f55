"""The answer in words and in a handful of figures, and where it comes from."""

import dataclasses
import datetime

from .errors import ReportError
from .table import Table, percent, table_of, text_of

KINDS = {
    "public": "read from the public source",
    "facts": "frozen public facts",
    "synthetic": "synthetic: nothing of it is true",
    "file": "read from a file"}
OUTCOMES = {"reached": "reached", "never_at_this_rate": "never at this rate",
            "beyond_horizon": "not by the end of the forecast",
            "already_reached": "already reached",
            "insufficient_data": "too little data"}


@dataclasses.dataclass(frozen=True)
class Answer:
    # The mart's own sentences: the answer, today's rate, what came since, who says
    # so.
    text: str
    rate: str | None
    since: str | None
    source: str
    # Of the data that the count of satellites comes from.
    kind: str
    as_of: datetime.date | None
    target: int
    # Label and figure.
    figures: list[tuple[str, str]]
    scenarios: Table
    transformed_at: datetime.datetime
    # What was read, and what is wrong with it.
    lineage: Table
    quality: Table
    # Names the assumptions and the build in downloads.
    run: str

    @property
    def is_sample(self):
        return self.kind in ("facts", "synthetic")

    @property
    def question(self):
        return (f"When will there be {self.target:,} Starlink satellites in"
                " orbit, and after how many launches?")

    @property
    def warning(self):
        """What comes before all else where the data is no news."""
        if self.kind == "synthetic":
            return "Made from synthetic data: nothing of it is true."
        if self.kind == "facts":
            return (f"Made from the project’s frozen facts, as of {self.as_of},"
                    " not from live sources.")
        return None

    @property
    def basis(self):
        """Today's rate, what came since, and who says so: each a paragraph."""
        return list(filter(None, (self.rate, self.since, self.source)))


def chance(row, year):
    share = row[f"prob_reached_by_{year}"]
    if share is None:
        return None
    if 0 < share < 0.005:
        return "under 1 %"
    return "over 99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"


def simulated(row):
    return row["interval_method"].startswith("quantiles")


def launches_of(required):
    """Launches from now for the target by the year that is nearest to 2040, by
    what they are launched with."""
    if not required:
        return []
    lives = sorted({row["life_years"] for row in required})
    year = min((row["by_year"] for row in required),
               key=lambda each: abs(each - 2040))
    return [(f"launches from now for it by {year}: {row['option_name']}",
             row["launches"]) for row in required if row["by_year"] == year
            and row["life_years"] == lives[len(lives) // 2]]


def figures_of(row, required):
    return [(label, text_of(value)) for label, value in (
        (f"in orbit on {row['as_of_date']}", row["satellites_in_orbit"]),
        *((f"chance of {row['target_satellites']:,} by {year}",
           chance(row, year)) for year in (2035, 2040, 2050)),
        *launches_of(required),
        ("launches in the twelve months before", row["ttm_launches"]))]


def when(row):
    """The day of the median future, or why there is none."""
    return row["reach_date_p50"] or OUTCOMES[row["outcome"]]


def scenarios_of(rows):
    return table_of("When is the target reached? By scenario", {
        "Scenario": "scenario_name",
        "Reached": when,
        "Launches needed": "launches_needed_p50",
        "Settles at": "saturation_level",
        # Of one path a chance would be 0 or 100 %, and no knowledge.
        "Chance by 2040": lambda row: chance(row, 2040) if simulated(row)
        else None,
        "by 2050": lambda row: chance(row, 2050) if simulated(row) else None,
        "Target": "target_satellites"}, rows)


def minute(instant):
    return instant and f"{instant.astimezone(datetime.timezone.utc):%Y-%m-%d %H:%M}"


def lineage_of(rows):
    return table_of("What was read", {
        "Stream": "stream",
        "Kind": lambda row: KINDS.get(row["source_kind"], row["source_kind"]),
        "From": "url", "Outcome": "outcome",
        "Read at": lambda row: minute(row["fetched_at"]),
        "As of": lambda row: minute(row["as_of"]), "Documents": "documents", "Records": "records",
        "What went wrong": "problem"}, rows)


def quality_of(rows):
    return table_of("What is wrong with the data", {
        "Check": "description", "Stream": "stream", "Rows": "rows_checked",
        "Flagged": "rows_flagged",
        "Share": lambda row: percent(row["rows_flagged"] / row["rows_checked"])
        if row["rows_checked"] else None}, rows)


def read_answer(marts):
    rows = marts.rows("answer")
    if not rows or not rows[0]["is_headline"]:
        raise ReportError(
            "mart_starlink_42k_answer has no headline: build the marts,"
            " meltano invoke dbt-postgres:build")
    headline = rows[0]
    built = headline["transformation_updated_at"].astimezone(
        datetime.timezone.utc)
    return Answer(
        text=headline["answer_text"], rate=headline["rate_text"],
        since=headline["since_text"],
        source=headline["source_text"], kind=headline["data_source"],
        as_of=headline["as_of_date"], target=headline["target_satellites"],
        figures=figures_of(headline, marts.rows("required")),
        scenarios=scenarios_of(rows), transformed_at=built,
        lineage=lineage_of(marts.rows("lineage")),
        quality=quality_of(marts.rows("quality")),
        run=f"{built:%Y%m%dT%H%M%SZ}-{headline['assumptions_hash'][:8]}")
