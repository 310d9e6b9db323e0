"""The tables of a gradebook, as numbered steps: a book of any age takes the rest.

Nothing is ever changed or deleted. Triggers hold that against other programs, too; a
REPLACE would not fire those for deletion, so a row that is there refuses a second one.
"""

from typing import NamedTuple

APPLICATION_ID = 0x64736362
"""In the header of the file: whose it is."""


class Table(NamedTuple):
    """A table that rows are only ever added to."""

    name: str
    key: str
    """The columns of its primary key."""
    columns: str

    def statements(self) -> tuple[str, ...]:
        """Return what makes the table and guards it."""
        same = " AND ".join(f"{key} = NEW.{key}" for key in self.key.split(", "))
        there = f"EXISTS (SELECT 1 FROM {self.name} WHERE {same})"  # noqa: S608 - ours
        refuse = f"SELECT RAISE(ABORT, '{self.name} is append-only')"
        rowid = "" if self.key == "id" else ", WITHOUT ROWID"
        return (
            (
                f"CREATE TABLE {self.name} ({self.columns}, PRIMARY KEY ({self.key})) "
                f"STRICT{rowid}"
            ),
            *(
                f"CREATE TRIGGER {self.name}_no_{what.lower()} BEFORE {what} ON "
                f"{self.name} BEGIN {refuse}; END"
                for what in ("UPDATE", "DELETE")
            ),
            (
                f"CREATE TRIGGER {self.name}_no_replace BEFORE INSERT ON {self.name} "
                f"WHEN {there} BEGIN {refuse}; END"
            ),
        )


_FIRST = (
    Table("facts", "name", "name TEXT NOT NULL, value BLOB NOT NULL"),
    Table(
        "batches",
        "id",
        "id INTEGER NOT NULL, started_at TEXT NOT NULL, note TEXT NOT NULL, "
        "attempts TEXT NOT NULL CHECK (attempts IN ('last', 'best', 'all'))",
    ),
    # One row for each time that something of an assignment changed.
    Table(
        "versions",
        "id",
        "id INTEGER NOT NULL, assignment TEXT NOT NULL, title TEXT NOT NULL, "
        "due TEXT, grace_seconds REAL NOT NULL, per_day REAL NOT NULL, "
        "cap REAL NOT NULL, behaviour TEXT NOT NULL, content TEXT NOT NULL, "
        "batch INTEGER NOT NULL",
    ),
    Table(
        "exercises",
        "version, position",
        "version INTEGER NOT NULL REFERENCES versions (id), "
        "position INTEGER NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, "
        "possible REAL NOT NULL",
    ),
    # Which batch graded by which version, and so whose policy of attempts holds.
    Table(
        "sittings",
        "batch, version",
        "batch INTEGER NOT NULL, version INTEGER NOT NULL REFERENCES versions (id)",
    ),
    # One row for each time that something of a person changed.
    Table(
        "people",
        "id",
        "id INTEGER NOT NULL, identity TEXT NOT NULL, name TEXT NOT NULL, "
        "email TEXT NOT NULL, sid TEXT NOT NULL",
    ),
    Table(
        "enrolments",
        "assignment, identity",
        "assignment TEXT NOT NULL, identity TEXT NOT NULL, batch INTEGER NOT NULL",
    ),
    Table(
        "content",
        "digest",
        "digest TEXT NOT NULL, size INTEGER NOT NULL, packed BLOB NOT NULL",
    ),
    # One row for each time that what is known of an entry changed.
    Table(
        "submissions",
        "id",
        "id INTEGER NOT NULL, batch INTEGER NOT NULL REFERENCES batches (id), "
        "entry TEXT NOT NULL, assignment TEXT NOT NULL, key TEXT NOT NULL, "
        "attempt INTEGER NOT NULL, submitted_at TEXT, is_late INTEGER, "
        "main TEXT NOT NULL, digest TEXT NOT NULL, notes TEXT NOT NULL",
    ),
    Table(
        "files",
        "submission, position",
        "submission INTEGER NOT NULL REFERENCES submissions (id), "
        "position INTEGER NOT NULL, name TEXT NOT NULL, "
        "digest TEXT NOT NULL REFERENCES content (digest)",
    ),
    Table(
        "authors",
        "submission, position",
        "submission INTEGER NOT NULL REFERENCES submissions (id), "
        "position INTEGER NOT NULL, person INTEGER NOT NULL REFERENCES people (id)",
    ),
    # The entries of a source, in the order in which they were found there.
    Table(
        "sightings",
        "id",
        "id INTEGER NOT NULL, batch INTEGER NOT NULL REFERENCES batches (id), "
        "submission INTEGER NOT NULL REFERENCES submissions (id)",
    ),
    Table(
        "runs",
        "id",
        "id INTEGER NOT NULL, batch INTEGER NOT NULL REFERENCES batches (id), "
        "submission INTEGER NOT NULL REFERENCES submissions (id), "
        "version INTEGER NOT NULL REFERENCES versions (id), work TEXT NOT NULL, "
        "status TEXT NOT NULL CHECK (status IN ('graded', 'broken', 'failed')), "
        "counts INTEGER NOT NULL CHECK (counts IN (0, 1)), report BLOB, "
        "problem TEXT NOT NULL, started_at TEXT NOT NULL, seconds REAL NOT NULL, "
        "versions TEXT NOT NULL, limits TEXT NOT NULL, isolation TEXT NOT NULL, "
        "rescored INTEGER REFERENCES runs (id)",
    ),
    Table(
        "results",
        "run, position",
        "run INTEGER NOT NULL REFERENCES runs (id), position INTEGER NOT NULL, "
        "exercise TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, "
        "is_hidden INTEGER NOT NULL, is_extra INTEGER NOT NULL, "
        "points REAL NOT NULL, outcome TEXT NOT NULL, credit REAL NOT NULL",
    ),
    Table(
        "mistakes",
        "run, position",
        "run INTEGER NOT NULL REFERENCES runs (id), position INTEGER NOT NULL, "
        "exercise TEXT NOT NULL, name TEXT NOT NULL, statement TEXT NOT NULL",
    ),
)

_WHO = (
    "id INTEGER NOT NULL, batch INTEGER NOT NULL, assignment TEXT NOT NULL, "
    "identity TEXT NOT NULL, reason TEXT NOT NULL, by_whom TEXT NOT NULL, "
    "at TEXT NOT NULL"
)
"""What each decision has; the batch is the one that began last before it."""
# What is NULL lifts what was decided before.
_DECISIONS = (
    Table("overrides", "id", f"{_WHO}, exercise TEXT NOT NULL, points REAL"),
    Table("excuses", "id", f"{_WHO}, is_excused INTEGER NOT NULL"),
    Table("extensions", "id", f"{_WHO}, due TEXT"),
    Table(
        "marks",
        "id",
        f"{_WHO}, question TEXT NOT NULL, points REAL, possible REAL NOT NULL",
    ),
)

STEPS: tuple[tuple[str, ...], ...] = (
    (
        *(statement for table in _FIRST for statement in table.statements()),
        "CREATE INDEX versions_of ON versions (assignment)",
        "CREATE INDEX people_by_identity ON people (identity)",
        "CREATE INDEX submissions_of ON submissions (assignment)",
        "CREATE INDEX submissions_by_entry ON submissions (entry)",
        "CREATE INDEX authors_of ON authors (person)",
        "CREATE INDEX sightings_of ON sightings (submission)",
        "CREATE INDEX runs_of ON runs (submission)",
        "CREATE INDEX files_of ON files (digest)",
    ),
    (
        *(statement for table in _DECISIONS for statement in table.statements()),
        *(
            f"CREATE INDEX {table.name}_of ON {table.name} (assignment, identity)"
            for table in _DECISIONS
        ),
    ),
)
"""What makes version n + 1 of a version n; the first makes a new book."""
NEWEST = len(STEPS)
"""The version that this grader writes and reads."""
