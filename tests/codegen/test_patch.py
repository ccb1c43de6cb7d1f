"""A patch changes what it names, refuses what it does not expect, and says when Apple has mended it."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

import pytest

from codegen.errors import CodegenError
from codegen.fetch import load
from codegen.patch import Result, apply, load_patches, parse_patch
from codegen.read import read
from tests.apple_document import ROOT, find_older_document
from tests.codegen.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

PATCHES = load_patches(ROOT / "spec/patches")
PLATFORM = {"type": "string", "enum": ["IOS", "MAC_OS"]}


def patched(document: dict[str, Any], change: str, versions: str = "*") -> tuple[dict[str, Any], tuple[Result, ...]]:
    """The schemas of the document with one change, and what the change did."""
    text = f'why = "x"\nsource = ["y"]\nversions = "{versions}"\n[[change]]\n{change}'
    before = copy.deepcopy(document)
    done = apply(document, [parse_patch("X.toml", text)], document["info"]["version"])
    assert document == before
    return done.document["components"]["schemas"], done.results


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ('expect = ["IOS"]\nadd = ["SERVICES", "IOS"]', ["IOS", "MAC_OS", "SERVICES"]),
        ('remove = ["IOS"]', ["MAC_OS"]),
        ('remove = ["IOS"]\nadd = ["TV_OS"]', ["MAC_OS", "TV_OS"]),
    ],
)
def test_members_of_a_list_are_added_and_removed(change: str, wanted: list[str]) -> None:
    schemas, results = patched(tiny(P=PLATFORM), f'at = "/components/schemas/P/enum"\n{change}')
    assert schemas["P"] == {"type": "string", "enum": wanted}
    assert results == (Result("X.toml", "/components/schemas/P/enum", 1, 1),)


def test_an_object_leaves_a_list_by_some_of_its_members() -> None:
    at = "/paths/~1v1~1apps/get/parameters"
    done = apply(
        tiny(),
        [
            parse_patch(
                "X.toml",
                f'why="x"\nsource=["y"]\nversions="*"\n[[change]]\nat="{at}"\nremove=[{{name="fields[apps]"}}]',
            )
        ],
        "1",
    )
    assert done.document["paths"]["/v1/apps"]["get"]["parameters"] == []


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ("set = { nullable = true }", {"type": "string", "format": "uri", "nullable": True}),
        ('expect = { format = "uri" }\nset = { format = "date" }', {"type": "string", "format": "date"}),
        ('expect = { format = "uri" }\ndrop = ["format"]', {"type": "string"}),
    ],
)
def test_members_of_an_object_are_set_and_dropped(change: str, wanted: dict[str, Any]) -> None:
    schemas, results = patched(tiny(P={"type": "string", "format": "uri"}), f'at = "/components/schemas/P"\n{change}')
    assert schemas["P"] == wanted
    assert results[0].changed == 1


def test_what_stands_beside_a_reference_can_be_patched() -> None:
    reference = {"$ref": "#/components/schemas/App"}
    schemas, _ = patched(tiny(P=reference), 'at = "/components/schemas/P"\nset = { nullable = true }')
    assert schemas["P"] == {**reference, "nullable": True}


def test_one_rule_changes_all_places_and_counts_them() -> None:
    schemas, results = patched(
        tiny(A1=PLATFORM, A2=PLATFORM, B={}), 'at = "/components/schemas/A*/enum"\nremove = ["IOS"]'
    )
    assert schemas["A1"] == schemas["A2"] == {"type": "string", "enum": ["MAC_OS"]}
    assert (results[0].matches, results[0].changed) == (2, 2)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            'at = "/components/schemas/Q/enum"\nadd = ["A"]',
            "Q/enum matches nothing; the document has /components/schemas at most",
        ),
        (
            'at = "/components/schemas/P/enum"\nexpect = ["TV_OS"]\nadd = ["A"]',
            "['TV_OS'] is expected, the document has ['IOS', 'MAC_OS']",
        ),
        ('at = "/components/schemas/P"\nadd = ["A"]', "this is no list, but {'type': 'string'"),
        ('at = "/components/schemas/P/enum"\nset = { a = 1 }', "this is no object, but ['IOS', 'MAC_OS']"),
        ('at = "/components/schemas/P"\nset = { type = "array" }', "type is 'string', where None is expected"),
        (
            'at = "/components/schemas/P"\nexpect = { type = "object" }\ndrop = ["type"]',
            "type is 'string', where 'object' is expected",
        ),
        ('at = "/components/schemas/*/enum"\nmatches = 2\nadd = ["A"]', "changes 1 places, where 2 are expected"),
    ],
)
def test_a_change_that_does_not_fit_is_left_out_and_says_what_was_found(change: str, problem: str) -> None:
    document = tiny(P=PLATFORM)
    schemas, results = patched(document, change)
    assert schemas == document["components"]["schemas"]
    assert problem in results[0].problem
    assert not results[0].mended


@pytest.mark.parametrize(
    "change",
    [
        'at = "/components/schemas/P/enum"\nexpect = ["GONE"]\nadd = ["IOS"]',
        'at = "/components/schemas/P/enum"\nremove = ["TV_OS"]',
        'at = "/components/schemas/P"\nexpect = { type = "object" }\nset = { type = "string" }\ndrop = ["format"]',
        'at = "/components/schemas/P*/enum"\nmatches = 5\nadd = ["IOS"]',
    ],
)
def test_a_document_that_already_is_as_the_patch_wants_is_mended(change: str) -> None:
    document = tiny(P=PLATFORM)
    schemas, results = patched(document, change)
    assert schemas == document["components"]["schemas"]
    assert results[0].mended


@pytest.mark.parametrize(
    ("versions", "applies"),
    [
        ("*", True),
        (">=4.4.1", True),
        (">=4.4", True),
        (">4.4.1", False),
        ("<4.4.1", False),
        ("<=4.4.1.0", True),
        ("==4.4.1", True),
        ("!=4.4.1", False),
        (">=3.7, <4.4.1", False),
        (">=3.7,<4.10", True),
        (">=4.10", False),
    ],
)
def test_a_patch_is_for_versions(versions: str, applies: bool) -> None:
    _, results = patched(tiny("4.4.1", P=PLATFORM), 'at = "/components/schemas/P/enum"\nadd = ["A"]', versions)
    assert bool(results) is applies


def test_a_version_that_is_no_number_is_refused() -> None:
    with pytest.raises(CodegenError, match=r"info\.version of the document is '4\.4-beta', not a number"):
        patched(tiny("4.4-beta"), 'at = "/components"\nset = { a = 1 }', ">=1.8")


GOOD = {"why": '"x"', "source": '["y"]', "versions": '"*"', "change": '[{ at = "/a", add = ["b"] }]'}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"why": ""}, "X.toml: "),
        ({"why": '""'}, "X.toml: a patch needs why"),
        ({"source": "[]"}, "X.toml: a patch needs source"),
        ({"source": '"y"'}, "X.toml: source has the wrong type"),
        ({"change": "[]"}, "X.toml: a patch needs change"),
        ({"extra": "1"}, "X.toml: extra is no member of a patch"),
        ({"versions": '"newer than 3"'}, 'X.toml: versions = "newer than 3" is no range'),
        ({"versions": '">=3,"'}, "is no range"),
        ({"change": '[{ at = "a", add = ["b"] }]'}, "X.toml, change 1: at has to be a JSON pointer"),
        ({"change": '[{ at = "/a" }]'}, "a change has add or remove"),
        ({"change": '[{ at = "/a", add = ["b"], set = { c = 1 } }]'}, "a change has add or remove"),
        ({"change": '[{ at = "/a", add = ["b"], expect = { c = 1 } }]'}, "expect is a list here"),
        ({"change": '[{ at = "/a", set = { b = 1 }, expect = ["c"] }]'}, "expect is a table here"),
        ({"change": '[{ at = "/a", ad = ["b"] }]'}, "ad is no member of a patch"),
    ],
)
def test_a_file_that_is_no_patch_is_refused_by_name(changed: dict[str, str], message: str) -> None:
    text = "\n".join(f"{name} = {value}" for name, value in {**GOOD, **changed}.items())
    with pytest.raises(CodegenError, match=re.escape(message)):
        parse_patch("X.toml", text)


def test_patches_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    text = "\n".join(f"{name} = {value}" for name, value in GOOD.items())
    for name in ("b.toml", "a.toml", "README.md"):
        (tmp_path / name).write_text(text)
    assert [patch.name for patch in load_patches(tmp_path)] == ["a.toml", "b.toml"]
    assert load_patches(tmp_path / "none") == ()


@pytest.mark.parametrize("version", ["1.8", "3.7.0", "4.3", "4.4.1"])
def test_every_patch_of_a_version_of_apples_is_needed_and_fits(version: str, apple_document: Path) -> None:
    path = find_older_document(apple_document, version)
    if path is None:
        pytest.skip(f"{version} of Apple's document is not on this machine")
    source = load(path)
    done = apply(source.document, PATCHES, source.version)
    assert done.results
    assert [result for result in done.results if result.problem or result.mended] == []
    read(done.document)


def test_every_patch_of_ours_is_applied_to_some_version_at_hand() -> None:
    versions = ("1.8", "3.7.0", "4.3", "4.4.1")
    assert len(PATCHES) > 10
    assert [patch.name for patch in PATCHES if not any(patch.applies_to(version) for version in versions)] == []
