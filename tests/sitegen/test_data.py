"""operations.json, the finder's table and llms.txt have everything, in the form that they promise."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from asc_sdk.api._operations import OPERATIONS
from sitegen.llms import Link, llms_txt
from sitegen.surface import Surface

KEYS = ["operationId", "http", "path", "call", "parameters", "returns", "deprecated", "page"]


def rows(reference: dict[str, str]) -> list[dict[str, Any]]:
    operations: list[dict[str, Any]] = json.loads(reference["operations.json"])["operations"]
    return operations


def test_every_operation_is_there(reference: dict[str, str]) -> None:
    whole = json.loads(reference["operations.json"])
    assert (whole["format"], list(whole)) == (1, ["format", "document", "operations"])
    found = Counter(row["operationId"] for row in whole["operations"])
    assert found == Counter(operation.id for operation in OPERATIONS)
    if whole["document"] == "4.4.1":
        assert (len(found), found.total()) == (1263, 1271)


def test_a_row_says_what_it_promises(reference: dict[str, str]) -> None:
    for row in rows(reference):
        assert list(row) == KEYS
        for one in row["parameters"]:
            assert one.keys() <= {"name", "type", "required", "wire", "maximum"}, row
            assert "Unset" not in one["type"]
    row = next(row for row in rows(reference) if row["operationId"] == "apps_builds_getToManyRelated")
    assert (row["http"], row["path"], row["returns"]) == ("GET", "/v1/apps/{id}/builds", "Page[Build]")
    assert row["call"].startswith("asc.apps.list_builds(id, fields_builds=...")
    assert row["parameters"][0] == {"name": "id", "type": "str", "required": True}
    limit = {"name": "limit", "type": "int", "required": False, "wire": "limit", "maximum": 200}
    assert limit in row["parameters"]


def test_a_row_leads_to_its_method(reference: dict[str, str]) -> None:
    for row in rows(reference):
        page, anchor = row["page"].split(".html#")
        assert f"{{ #{anchor}" in reference[f"{page}.md"]


def test_required_arguments_come_first(reference: dict[str, str]) -> None:
    for row in rows(reference):
        required = {one["name"] for one in row["parameters"] if one["required"]}
        named = re.findall(r"(\w+)=\.\.\.", row["call"])
        assert [name in required for name in named] == sorted((name in required for name in named), reverse=True)


def test_the_finder_knows_every_method(reference: dict[str, str]) -> None:
    table = reference["reference/operations.js"]
    found = json.loads(table.removeprefix("window.ascOperations = ").removesuffix(";\n"))
    assert [row[0] for row in found] == [row["operationId"] for row in rows(reference)]
    assert all(f"reference/{row[4]}" == other["page"] for row, other in zip(found, rows(reference), strict=True))


def test_llms_txt_has_the_form_of_llmstxt_org(surface: Surface, reference: dict[str, str]) -> None:
    text = llms_txt(surface, [Link("Quickstart", "quickstart.md", "From a key to a call")])
    lines = text.splitlines()
    assert lines[0] == "# asc_sdk"
    assert lines[2].startswith("> ")
    assert "- [Quickstart](quickstart.md): From a key to a call" in lines
    sections = text.split("\n## ")[1:]
    assert (sections[0].split("\n")[0], sections[-1].split("\n")[0]) == ("Guides", "Optional")
    for section in sections:
        entries = section.splitlines()[2:]
        assert entries
        assert all(re.fullmatch(r"- \[[^]]+\]\([^)]+\)(: .+)?", entry) for entry in entries if entry), section
    linked = set(re.findall(r"\(([^)]+)\)", "\n".join(sections))) - {"quickstart.md"}
    assert linked <= reference.keys()
    assert len([one for one in linked if "/clients/" in one]) == len(surface.clients)
