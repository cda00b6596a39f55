"""Says in words where two targets differ on one case."""

import dataclasses


@dataclasses.dataclass
class Seen:
    """What a target made of a case."""

    done: list  # of each run: whether it ended well
    states: list  # of each run: the last STATE written, or None
    tables: dict  # name → tables.Table
    errors: str = ""  # the last run's last line, for people; never compared


def _ends(seen):
    return "done" if all(seen.done) else f"fails in run {len(seen.done)}"


def _shown(value):
    if value is None:
        return "NULL"
    return value if len(value) <= 60 else f"{value[:60]}… ({len(value)})"


def _change(what, theirs, ours):
    return [] if theirs == ours else [f"{what}: {theirs} → {ours}"]


def differences(theirs, ours):
    """One line each, sorted; empty: the same."""
    found = _change("ends", _ends(theirs), _ends(ours))
    # Of a run that fails, only rows are compared: when a table is made relative
    # to the error is nobody's promise.
    failed = not (all(theirs.done) and all(ours.done))
    if not failed:
        found += _change("last STATE", theirs.states[-1], ours.states[-1])
    for name in sorted({*theirs.tables, *ours.tables}):
        found += _table_differences(
            name, theirs.tables.get(name), ours.tables.get(name), failed)
    return sorted(found)


def _table_differences(name, theirs, ours, failed):
    if theirs is None or ours is None:
        rows = len((theirs or ours).rows)
        if failed and rows == 0:
            return []
        made = f"table with {rows} rows"
        return _change(name, made if theirs else "no table",
                       made if ours else "no table")
    found = []
    if not failed:
        found += _change(f"{name} key", ", ".join(theirs.primary_key) or "none",
                         ", ".join(ours.primary_key) or "none")
        found += _column_differences(name, theirs, ours)
    return found + _row_differences(name, theirs, ours)


def _column_differences(name, theirs, ours):
    common = [column for column in theirs.column_names()
              if column in ours.column_names()]
    found = []
    order = [column for column in ours.column_names() if column in common]
    found += _change(f"{name} column order", ", ".join(common),
                     ", ".join(order))
    for column in sorted({*theirs.column_names(), *ours.column_names()}):
        kinds = []
        for table in (theirs, ours):
            [kind] = [each.type + (" not null" if each.is_not_null else "")
                      for each in table.columns
                      if each.name == column] or ["no column"]
            kinds.append(kind)
        found += _change(f"{name}.{column}", *kinds)
    return found


def _row_differences(name, theirs, ours):
    if len(theirs.rows) != len(ours.rows):
        return [f"{name}: {len(theirs.rows)} rows → {len(ours.rows)} rows"]
    found = []
    for number, (their_row, our_row) in enumerate(
            zip(theirs.rows, ours.rows), 1):
        their_values = dict(zip(theirs.column_names(), their_row))
        our_values = dict(zip(ours.column_names(), our_row))
        for column in their_values:
            if column in our_values:
                found += _change(f"{name}.{column} of row {number}",
                                 _shown(their_values[column]),
                                 _shown(our_values[column]))
    return found
