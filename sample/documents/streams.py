"""All bodies of the sample API: which path holds which documents."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from documents import (company, constellation, hardware, launches, payloads,
                       places, starlink, vehicles)
from documents.facts import Facts
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


def write_bodies(directory: Path, satellites: int | None = None) -> None:
    """Writes every body as `directory`/<path>.json.

    `satellites` replaces the constellation of the facts by a synthetic one.
    """
    facts = Facts()
    for path, stream in STREAMS.items():
        texts = map(encode, stream.documents(facts))
        _write(directory, path, texts, is_object=stream.is_object)
    chosen = constellation.catalogued(facts) if satellites is None \
        else constellation.synthetic(facts, satellites)
    _write(directory, STARLINK, map(starlink.document, chosen))


def _write(directory: Path, path: str, texts: Iterator[str],
           is_object: bool = False) -> None:
    target = directory / f"{path}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as body:
        if is_object:
            body.write(next(texts))
        else:
            _write_array(body, texts)


def _write_array(body: TextIO, texts: Iterator[str]) -> None:
    body.write("[")
    separator = ""
    while batch := list(islice(texts, DOCUMENTS_PER_WRITE)):
        body.write(separator + ",".join(batch))
        separator = ","
    body.write("]")
