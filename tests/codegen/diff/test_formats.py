"""The three formats: what is committed for the small document, and what holds for any difference."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from codegen import diff
from codegen.diff.words import lines, sentence
from tests.codegen.documents import STRING, array, enum, query, ref, resource, things
from tests.codegen.golden import DIFFERENCES, differences
from tests.codegen.lowered import lowered

VOID = {"meta", "input", "br"}


def found(old: dict[str, Any], new: dict[str, Any]) -> diff.Difference:
    return diff.compare(lowered(old), lowered(new))


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return differences()


@pytest.mark.parametrize("name", ["mini.md", "mini.json", "mini.html"])
def test_the_golden_records_are_what_the_difference_gives(name: str, made: dict[str, str]) -> None:
    committed = (DIFFERENCES / name).read_text("utf-8")
    assert made[name] == committed, "look at the change, then run `make golden`"


NOTHING = found(things(), things())
SOMETHING = found(
    things(None, None, query("sort", array(enum("a", "b")))),
    things({"x": STRING}, None, query("sort", array(enum("a")))),
)


def test_no_change_says_so_in_each_format() -> None:
    words = "No change: the SDK is the same from both documents."
    assert diff.markdown(NOTHING) == f"# App Store Connect API 0.9 → 0.9\n\n{words}\n"
    assert words in diff.html(NOTHING)
    assert "<details" not in diff.html(NOTHING)
    document = json.loads(diff.as_json(NOTHING))
    assert (document["changes"], document["breaking"], document["groups"]) == (0, 0, [])


def test_markdown_for_a_changelog_has_no_title_and_lower_headings() -> None:
    text = diff.markdown(SOMETHING, level=3)
    assert text.startswith("1 of 3 changes can break code. The SDK has 5 methods and 1 class, and had ")
    assert re.findall(r"^#+ .*", text, re.MULTILINE) == [
        "#### Breaking changes",
        "##### `asc.things` · `Thing`",
        "#### Other changes",
        "##### `asc.things` · `Thing`",
    ]


def test_a_changelog_has_all_that_breaks_then_what_is_new_and_says_where_the_rest_is() -> None:
    old = things({f"old{number}": STRING for number in range(3)})
    members = {f"new{letter}": enum("A") for letter in "abcdefghijklmnopqrstuvwxyz"}
    fields = [query(f"filter[{name}]", array(STRING)) for name in members]
    new = things(members, None, *fields, **{f"Other{letter}": resource(f"others{letter}") for letter in "AB"})
    lines_of = diff.changelog(found(old, new)).splitlines()
    assert lines_of[0].endswith("5 methods and 1 class.")
    texts = lines_of[2:]
    assert [text.startswith("- **Breaking:**") for text in texts] == [True, True, *[False] * (len(texts) - 2)]
    assert [text.split(":")[0] for text in texts[2:5]] == ["- New class", "- New class", "- New fields of `Thing`"]
    assert len(texts) < 60


def test_a_changelog_of_much_says_how_much_is_left_out() -> None:
    new = things(**{f"Other{number}": resource(f"others{number}", {"a": STRING}) for number in range(60)})
    text = diff.changelog(found(things(), new))
    assert text.count("\n- New class: ") == 50
    assert text.endswith("\n- 10 more: `python -m codegen diff` lists them")


def test_what_breaks_is_told_first() -> None:
    text = diff.markdown(SOMETHING)
    assert text.index("`sort` in `asc.things.list`: gone `b`") < text.index("New field of `Thing`: `x`")


def test_json_has_a_documented_form() -> None:
    document = json.loads(diff.as_json(SOMETHING))
    assert list(document) == ["format", "old", "new", "changes", "breaking", "counts", "groups"]
    assert document["format"] == 1
    assert document["old"] == {"version": "0.9", "sha256": "0" * 64, "methods": 5, "classes": 1}
    assert document["counts"]["arguments"] == {
        "breaking": 1,
        "new": 1,
        "gone": 0,
        "renamed": 0,
        "changed": 1,
        "deprecated": 0,
    }
    group = document["groups"][0]
    assert (group["name"], group["classes"], group["breaking"]) == ("things", ["Thing"], 1)
    assert group["changes"][0] == {
        "what": "parameter",
        "kind": "members",
        "name": "sort",
        "places": ["asc.things.list"],
        "old": "",
        "new": "",
        "added": [],
        "removed": ["b"],
        "breaking": True,
        "text": "`sort` in `asc.things.list`: gone `b`",
    }


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (
            diff.Change("method", "accepted", "asc.a.b", new="202"),
            "`asc.a.b` may answer 202: accepted, and not done yet",
        ),
        (diff.Change("method", "accepted", "asc.a.b"), "`asc.a.b` no longer answers 202"),
        (
            diff.Change("method", "path", "asc.a.b", (), "GET /v1/x", "GET /v2/x"),
            "`asc.a.b` sends `GET /v2/x`, was `GET /v1/x`",
        ),
        (diff.Change("method", "returns", "asc.a.b", (), "None", "App"), "`asc.a.b` returns `App`, was `None`"),
        (
            diff.Change("method", "media_type", "asc.a.b", (), "text/csv", "gzip"),
            "`asc.a.b` answers with `gzip`, was `text/csv`",
        ),
        (diff.Change("method", "renamed", "asc.a.c", (), "asc.a.b", "asc.a.c"), "`asc.a.b` is now `asc.a.c`"),
        (diff.Change("field", "renamed", "y", ("App",), "x", "y"), "`x` of `App` is now `y`"),
        (
            diff.Change("argument", "path", "url", ("asc.a.b",), "uRL", "url"),
            "`url` of `asc.a.b` is Apple's `url`, was `uRL`",
        ),
        (
            diff.Change("parameter", "maximum", "limit", ("asc.a.b",), "", "50"),
            "`limit` in `asc.a.b`: at most 50, no maximum before",
        ),
        (
            diff.Change("parameter", "maximum", "limit", ("asc.a.b",), "50", ""),
            "`limit` in `asc.a.b`: no maximum, at most 50 before",
        ),
        (
            diff.Change("parameter", "added", "x", ("asc.a.b",), new="required"),
            "New required argument of `asc.a.b`: `x`",
        ),
        (diff.Change("argument", "not_nullable", "x", ("asc.a.b",)), "May no longer be None in `asc.a.b`: `x`"),
        (diff.Change("class", "undeprecated", "App"), "No longer deprecated: `App`"),
        (diff.Change("class", "type", "App", (), "apps", "programs"), "`App`: `programs`, was `apps`"),
    ],
)
def test_a_change_is_one_sentence(change: diff.Change, text: str) -> None:
    assert sentence(change) == text


class Page(HTMLParser):
    """What is open while it is read, and everything that would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.fetched: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href", "action", "srcset")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_whole_and_fetches_nothing(made: dict[str, str]) -> None:
    page = Page()
    page.feed(made["mini.html"])
    page.close()
    assert (page.open, page.wrong, page.fetched) == ([], [], [])
    assert "url(" not in made["mini.html"]
    assert "@import" not in made["mini.html"]


ODD = ["<script>alert(1)</script>", "a`b", "\u202e", "", " ", "{{ 1 }}", "&amp;", "new\nline", "\ud800"]


def test_members_of_any_text_do_no_harm() -> None:
    odd = found(things({"s": enum("A")}), things({"s": enum("A", *ODD)}))
    page = Page()
    page.feed(diff.html(odd))
    assert "script" in page.text
    assert page.open == []
    assert diff.html(odd).count("<script>") == 1
    (line,) = {line.text for line in lines(odd.changes) if "Thing`:" in line.text}
    assert line == (
        "`s` in `Thing`: new `<script>alert(1)</script>`, `'a`b'`, `'\\u202e'`, `''`, `' '`, "
        "`{{ 1 }}`, `&amp;`, `'new\\nline'`, `'\\ud800'`"
    )
    for written in (diff.markdown(odd), diff.as_json(odd), diff.html(odd)):
        written.encode()


def test_more_than_three_places_are_counted_and_the_page_lists_them() -> None:
    def document(*members: str) -> dict[str, Any]:
        fields = query("fields[things]", array(enum(*members)))
        made = things(None, None, fields)
        for number in range(4):
            path = made["paths"].setdefault(f"/v1/others{number}", {})
            path["get"] = {**made["paths"]["/v1/things"]["get"], "operationId": f"others{number}_getCollection"}
        return made

    shared = found(document("a"), document("a", "b"))
    (line,) = [line for line in lines(shared.changes) if "fields_things" in line.text]
    assert line.text == "`fields_things` in `asc.others0.list`, `asc.others1.list` and 3 more: new `b`"
    assert "all 5 places" in diff.html(shared)
    assert "<code>asc.things.list</code>" in diff.html(shared)


def test_several_names_that_have_the_same_to_say_are_one_sentence() -> None:
    old = things({"a": enum("X"), "b": enum("X")}, Other=resource("others"))
    new = things({"a": enum("X", "Y"), "b": enum("X", "Y"), "c": ref("Icon"), "d": STRING}, Icon={"type": "string"})
    texts = [line.text for line in lines(found(old, new).changes)]
    assert "New fields of `Thing`: `c`, `d`" in texts
    assert "`a`, `b` in `Thing`: new `Y`" in texts
    assert "Gone: `Other`" in texts
