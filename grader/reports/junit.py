"""What was proved as JUnit XML, which CI systems read."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from grader.reports.quoting import plain


@dataclass(frozen=True, slots=True)
class TestCase:
    """One line of a CI system's table."""

    suite: str
    group: str
    name: str
    failure: str = ""
    """Why it failed; empty if it did not."""


def render(cases: Iterable[TestCase]) -> bytes:
    """Return test cases as XML, a suite for each assignment."""
    suites: dict[str, list[TestCase]] = {}
    for case in cases:
        suites.setdefault(case.suite, []).append(case)
    root = ET.Element("testsuites")
    for name, members in suites.items():
        failures = sum(bool(each.failure) for each in members)
        suite = ET.SubElement(
            root,
            "testsuite",
            name=plain(name),
            tests=str(len(members)),
            failures=str(failures),
            errors="0",
            skipped="0",
        )
        for each in members:
            group = plain(f"{name}.{each.group}")
            element = ET.SubElement(
                suite, "testcase", classname=group, name=plain(each.name)
            )
            if each.failure:
                lines = each.failure.splitlines()
                failure = ET.SubElement(element, "failure", message=plain(lines[0]))
                failure.text = "\n".join(map(plain, lines))
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
