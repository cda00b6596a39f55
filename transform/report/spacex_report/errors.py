"""What ends the program, each with its exit status; the text is one line."""


class ReportError(Exception):
    """The page could not be made."""

    exit_status = 1


class SettingsError(ReportError):
    """A setting has a value that cannot be meant."""

    exit_status = 2
