"""What the environment says: where the marts are and where the page goes.

The variables are dbt's own, so that the page is read from where dbt wrote;
Meltano sets them from the settings of the plugin `report`.
"""

import dataclasses
import pathlib

from .errors import SettingsError


@dataclasses.dataclass(frozen=True)
class Settings:
    # Connection parameters by libpq's names; absent is libpq's own default.
    connection: dict[str, str]
    # PostgreSQL schema of the marts.
    schema: str
    # The page's file.
    path: pathlib.Path


CONNECTION = {"host": "DBT_POSTGRES_HOST", "port": "DBT_POSTGRES_PORT",
              "user": "DBT_POSTGRES_USER", "password": "DBT_POSTGRES_PASSWORD",
              "dbname": "DBT_POSTGRES_DBNAME"}


def read_settings(environment):
    """Settings of a mapping of variables; SettingsError where one is wrong."""
    connection = {name: environment[variable]
                  for name, variable in CONNECTION.items()
                  if environment.get(variable)}
    port = connection.get("port", "5432")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise SettingsError(
            f"port {port!r} is no port: set TARGET_POSTGRES_PORT to 1 … 65535")
    path = pathlib.Path(environment.get("REPORT_PATH")
                        or "output/report.html")
    if path.is_dir():
        raise SettingsError(
            f"path {str(path)!r} is a folder: set REPORT_PATH to a file")
    return Settings(connection,
                    environment.get("DBT_POSTGRES_SCHEMA") or "analytics", path)
