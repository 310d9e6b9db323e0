"""`python docs/schema.py` writes docs/report.schema.json, what `--json` gives."""

from pathlib import Path

from grader.reports.json_document import schema

PAGE = Path(__file__).with_name("report.schema.json")

if __name__ == "__main__":
    PAGE.write_bytes(schema() + b"\n")
