"""All bodies of the sample API: which path holds which documents."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from documents import (catalogues, company, constellation, hardware, launches,
                       payloads, places, starlink, vehicles)
from documents.facts import Facts
from documents.invented import without_invented
from documents.json_text import encode

# Documents joined per write: the text of a million is never held at once.
DOCUMENTS_PER_WRITE = 1000


class Stream(NamedTuple):
    documents: Callable[[Facts], Iterable[dict]]
    is_object: bool = False  # one object instead of an array


STREAMS = {
    "v4/capsules": Stream(hardware.capsules),
    "v4/company": Stream(company.company, is_object=True),
    "v4/cores": Stream(hardware.cores),
    "v4/crew": Stream(hardware.crew),
    "v4/dragons": Stream(vehicles.dragons),
    "v4/history": Stream(company.history),
    "v4/landpads": Stream(places.landpads),
    "v4/launches": Stream(launches.v4_launches),
    "v5/launches": Stream(launches.v5_launches),
    "v4/launchpads": Stream(places.launchpads),
    "v4/payloads": Stream(payloads.payloads),
    "v4/roadster": Stream(company.roadster, is_object=True),
    "v4/rockets": Stream(vehicles.rockets),
    "v4/ships": Stream(hardware.ships),
}
STARLINK = "v4/starlink"
CATALOGUE = "pub/satcat.csv"
LAUNCH_LOG = "space/gcat/tsv/derived/launchlog.tsv"
# Of a synthetic constellation, which ends when the API's data end.
SYNTHETIC_AS_OF = f"{constellation.NEWEST}T12:00:00Z"


def write_bodies(directory: Path, satellites: int | None = None) -> None:
    """Writes the API's bodies as `directory`/<path>.json, the satellite
    catalogue and the launch log beside them, and the kind of all of it as
    `directory`/.kind.

    `satellites` replaces the constellation of the facts by a synthetic one.
    Then all documents are complete, with what the facts do not tell invented;
    as facts, that is null.
    """
    facts = Facts()
    if satellites is None:
        _write_facts(directory, facts)
    else:
        _write_synthetic(directory, facts, satellites)


def _write_facts(directory: Path, facts: Facts) -> None:
    for path, stream in STREAMS.items():
        documents = map(partial(without_invented, Path(path).name),
                        stream.documents(facts))
        _write(directory, path, documents, is_object=stream.is_object)
    _write_texts(directory, STARLINK,
                 map(starlink.fact, constellation.catalogued(facts)))
    _write_catalogues(
        directory,
        catalogues.catalogue_lines(catalogues.catalogued(facts)),
        catalogues.CATALOGUE_AS_OF,
        catalogues.log_lines(catalogues.flown(facts), catalogues.LOG_AS_OF),
        catalogues.LOG_AS_OF)
    (directory / ".kind").write_text("facts\n", encoding="utf-8")


def _write_synthetic(directory: Path, facts: Facts, count: int) -> None:
    for path, stream in STREAMS.items():
        _write(directory, path, stream.documents(facts),
               is_object=stream.is_object)
    satellites = partial(constellation.synthetic, facts, count)
    _write_texts(directory, STARLINK, map(starlink.document, satellites()))
    _write_catalogues(
        directory,
        catalogues.catalogue_lines(catalogues.synthetic(satellites())),
        SYNTHETIC_AS_OF,
        catalogues.log_lines(catalogues.synthetic_flown(satellites()),
                             SYNTHETIC_AS_OF), SYNTHETIC_AS_OF)
    (directory / ".kind").write_text("synthetic\n", encoding="utf-8")


def _write_catalogues(directory: Path, catalogue: Iterator[str],
                      catalogue_as_of: str, log: Iterator[str],
                      log_as_of: str) -> None:
    """Each with the instant that it is as of in a file .origin beside it."""
    for path, lines, as_of in ((CATALOGUE, catalogue, catalogue_as_of),
                               (LAUNCH_LOG, log, log_as_of)):
        target = directory / path
        with _opened(target) as body:
            body.writelines(lines)
        target.with_name(f"{target.name}.origin").write_text(
            f"{as_of}\n", encoding="utf-8")


def _write(directory: Path, path: str, documents: Iterable[dict],
           is_object: bool = False) -> None:
    texts = map(encode, documents)
    if is_object:
        with _opened(directory / f"{path}.json") as body:
            body.write(next(texts))
    else:
        _write_texts(directory, path, texts)


def _write_texts(directory: Path, path: str, texts: Iterator[str]) -> None:
    with _opened(directory / f"{path}.json") as body:
        body.write("[")
        separator = ""
        while batch := list(islice(texts, DOCUMENTS_PER_WRITE)):
            body.write(separator + ",".join(batch))
            separator = ","
        body.write("]")


def _opened(target: Path) -> TextIO:
    target.parent.mkdir(parents=True, exist_ok=True)
    return target.open("w", encoding="utf-8", newline="")
