"""spacex-report: reads the marts, writes the page and its first screen as text
beside it, says where it is."""

import os
import sys

from .answer import read_answer
from .errors import ReportError, SettingsError
from .first_screen import first_screen
from .marts import Marts
from .page import render
from .sections import ANSWER, MORE
from .settings import read_settings


def write(path, page):
    """Replaces the file as a whole: a reader sees the old page or the new."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            unfinished.write_text(page, encoding="utf-8")
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise ReportError(f"cannot write {path}: {error.strerror}") from error


def run(arguments, environment):
    if arguments:
        raise SettingsError(
            f"no argument {arguments[0]!r}: all settings are variables, see"
            " transform/report/README.md")
    settings = read_settings(environment)
    with Marts(settings.connection, settings.schema) as marts:
        answer = read_answer(marts)
        page = render(answer, [section(marts) for section in ANSWER],
                      [section(marts) for section in MORE])
    write(settings.path.with_name(f"{settings.path.name}.txt"),
          first_screen(answer))
    write(settings.path, page)
    print(f"report written: {settings.path}", file=sys.stderr)


def main():
    try:
        run(sys.argv[1:], os.environ)
    except ReportError as error:
        print(f"spacex-report: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
