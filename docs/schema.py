"""`python docs/schema.py` writes the schemas: what `--json` gives, of each command."""

from pathlib import Path

from grader.export import diff_document, json_document
from grader.reports.json_document import schema

FOLDER = Path(__file__).parent
PAGES = {
    FOLDER / "report.schema.json": schema,
    FOLDER / "gradebook.schema.json": json_document.schema,
    FOLDER / "diff.schema.json": diff_document.schema,
}

if __name__ == "__main__":
    for page, schema_of in PAGES.items():
        page.write_bytes(schema_of() + b"\n")
