"""People on crewed missions."""

from ..section import API, Chart, Section
from ..table import table_of


def crew(marts):
    rows = marts.rows("crew")
    return Section("crew", "People", [Chart(
        "crew-by-mission", f"{len(rows)} missions with crew",
        f"{sum(row['crew'] for row in rows)} seats on {len(rows)} missions.",
        None, table_of("Crew per mission", {
            "Mission": "launch_name", "Day": "launched_on",
            "People": "crew", "Agencies": "agencies", "Names": "names"},
            rows), API, is_wide=True)])
