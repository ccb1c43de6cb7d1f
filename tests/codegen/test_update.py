"""`update` goes from a new document to a reviewed SDK, and stops, with nothing written, where a person must decide."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen import fetch
from codegen.__main__ import main
from codegen.update import BEFORE, Choices, StopError, update, with_entry
from tests.codegen.documents import STRING, enum, things

CHANGELOG = """# Changelog

## 0.2.0 (unreleased)

- A thing of ours.

## 0.1.0

- First.
"""
PATCH = """
why = "x"
source = ["y"]
versions = ">=4.4"

[[change]]
at = "/components/schemas/Thing/properties/attributes/properties/state/enum"
expect = ["A"]
add = ["SECRET"]
"""
ATTRIBUTES: dict[str, Any] = {"name": STRING, "state": enum("A", "B")}


def written(path: Path, version: str, attributes: dict[str, Any]) -> str:
    document = {**things(attributes), "info": {"title": "A test", "version": version}}
    path.write_text(json.dumps(document))
    return str(path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository whose SDK is made from 4.4."""
    root = tmp_path / "repository"
    (root / "spec/patches").mkdir(parents=True)
    (root / "spec/patches/Thing.toml").write_text(PATCH)
    (root / "asc_sdk").mkdir()
    (root / "asc_sdk/__init__.py").write_text("")
    (root / "CHANGELOG.md").write_text(CHANGELOG)
    (root / "README.md").write_text("Every operation of Apple's document (4.4: 5 of them) is a method.\n")
    assert main(["fetch", "--from", written(tmp_path / "4.4.json", "4.4", ATTRIBUTES)], root=root) == 0
    assert main(["generate"], root=root) == 0
    return root


def state(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def stopped(root: Path, choices: Choices) -> str:
    """Asserts that it stops with nothing written, and gives what a person is told."""
    before = state(root)
    with pytest.raises(StopError) as stop:
        update(choices, root, lambda _: None)
    assert state(root) == before
    return str(stop.value)


@pytest.fixture
def newer(root: Path) -> Callable[..., str]:
    """Writes a later document than the SDK's and gives its path."""

    def made(attributes: dict[str, Any], version: str = "4.5") -> str:
        return written(root.parent / f"{version}-new.json", version, attributes)

    return made


def test_a_document_that_is_new_is_taken_over_in_all_steps(root: Path, newer: Callable[..., str]) -> None:
    old = (root / fetch.DOCUMENT).read_bytes()
    said: list[str] = []
    tested: list[Path] = []

    def test(document: Path) -> bool:
        tested.append(document)
        return True

    assert update(Choices(newer({**ATTRIBUTES, "size": STRING}), test=test), root, said.append)
    assert [line.partition(":")[0] for line in said] == [
        "fetch",
        "patches",
        "diff",
        "generate",
        "changelog",
        "tests",
    ]
    assert said[1] == "patches: 1 apply, and all are needed"
    assert said[2].startswith("diff: 2 changes, none breaks.")
    assert tested == [root / fetch.DOCUMENT]
    assert fetch.read_lock(root / fetch.LOCK).version == "4.5"
    assert (root / BEFORE).read_bytes() == old
    assert '"SECRET"' in (root / "asc_sdk/models/literals.py").read_text()
    assert "size: str | None" in (root / "asc_sdk/models/thing.py").read_text()
    assert main(["check"], root=root) == 0
    assert (root / "README.md").read_text() == "Every operation of Apple's document (4.5: 5 of them) is a method.\n"
    assert (root / "CHANGELOG.md").read_text() == CHANGELOG.replace(
        "- A thing of ours.\n",
        """- A thing of ours.

### App Store Connect API 4.4 → 4.5

2 changes, none breaks. The SDK has 5 methods and 1 class, and had 5 methods and 1 class.

- New field of `Thing`: `size`
- New argument of `asc.things.create`, `asc.things.update`: `size`
""",
    )


def test_the_same_document_says_so_and_stops(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(root)
    assert main(["update", "--from", str(root / fetch.DOCUMENT), "--no-tests"], root=root) == 0
    assert "Nothing changed: it is the document that the SDK is made from." in capsys.readouterr().out
    assert state(root) == before


def test_the_same_document_and_other_code_is_told(root: Path) -> None:
    (root / "asc_sdk/models/thing.py").write_text("# Generated.\n")
    said = stopped(root, Choices(str(root / fetch.DOCUMENT)))
    assert "asc_sdk/models/thing.py is not what the document gives" in said
    assert "run `python -m codegen generate`" in said


def test_it_stops_where_a_patch_is_mended(root: Path, newer: Callable[..., str]) -> None:
    said = stopped(root, Choices(newer({**ATTRIBUTES, "state": enum("A", "B", "SECRET")})))
    assert "spec/patches/Thing.toml: /components/schemas/Thing/" in said
    assert 'is mended by Apple in 4.5: end its versions with "<4.5", or delete it' in said


def test_it_stops_where_a_patch_matches_nothing(root: Path, newer: Callable[..., str]) -> None:
    said = stopped(root, Choices(newer({"name": STRING})))
    assert "spec/patches/Thing.toml is harmful in 4.5: /components/schemas/Thing/" in said
    assert (
        "matches nothing; the document has /components/schemas/Thing/properties/attributes/properties at most" in said
    )


def test_it_stops_where_a_patch_finds_something_else(root: Path, newer: Callable[..., str]) -> None:
    said = stopped(root, Choices(newer({**ATTRIBUTES, "state": enum("X")})))
    assert "is harmful in 4.5" in said
    assert "['A'] is expected, the document has ['X']: change it to what Apple has today" in said


def test_it_stops_where_a_patch_makes_the_document_one_that_is_refused(root: Path, newer: Callable[..., str]) -> None:
    (root / "spec/patches/Thing.toml").write_text(PATCH.replace('add = ["SECRET"]', "add = [1]"))
    said = stopped(root, Choices(newer({**ATTRIBUTES, "size": STRING})))
    assert "spec/patches/Thing.toml is harmful in 4.5: this document is refused with it, and taken without it" in said
    assert "a rule for the enum member 1, which is no string" in said


def test_it_stops_where_a_rule_is_missing(root: Path, newer: Callable[..., str]) -> None:
    said = stopped(root, Choices(newer({**ATTRIBUTES, "colour": {"type": "string", "format": "colour"}})))
    place = "components.schemas.Thing.attributes.colour"
    assert (
        f"{place}: missing a rule for the format 'colour' of string; such rules live in codegen/lower/types.py" in said
    )
    assert "docs/guides/new-apple-version.md" in said


def test_it_stops_where_code_can_break_and_goes_on_where_that_is_accepted(
    root: Path, newer: Callable[..., str]
) -> None:
    new = newer({"state": enum("A", "B")})
    said = stopped(root, Choices(new))
    assert "Code of your users can break with 4.5:" in said
    assert "  Gone from Thing: name" in said
    assert "make update ACCEPT=breaking" in said
    assert update(Choices(new, accept_breaking=True), root, lambda _: None)
    changelog = (root / "CHANGELOG.md").read_text()
    assert "- **Breaking:** Gone from `Thing`: `name`" in changelog
    assert main(["check"], root=root) == 0


def test_it_stops_where_the_document_before_is_not_at_hand(root: Path, newer: Callable[..., str]) -> None:
    new, kept = newer({**ATTRIBUTES, "size": STRING}), root.parent / "kept.json"
    (root / fetch.DOCUMENT).replace(kept)
    said = stopped(root, Choices(new))
    assert "the document before, 4.4 (" in said
    assert "Name it with --old FILE" in said
    # Another one than the recorded one is not it.
    assert "is not at hand" in stopped(root, Choices(new, old=new))
    assert update(Choices(new, old=str(kept)), root, lambda _: None)


def test_without_the_document_before_it_goes_on_where_that_is_accepted(root: Path, newer: Callable[..., str]) -> None:
    (root / fetch.DOCUMENT).unlink()
    assert update(Choices(newer(ATTRIBUTES), accept_breaking=True), root, lambda _: None)
    assert "The document before was not at hand." in (root / "CHANGELOG.md").read_text()


def test_other_content_under_the_same_number_is_another_document(root: Path, newer: Callable[..., str]) -> None:
    assert update(Choices(newer({**ATTRIBUTES, "size": STRING}, "4.4")), root, lambda _: None)
    assert "### App Store Connect API 4.4, published anew" in (root / "CHANGELOG.md").read_text()


def test_it_stops_where_tests_fail_and_keeps_what_was_written(root: Path, newer: Callable[..., str]) -> None:
    choices = Choices(newer({**ATTRIBUTES, "size": STRING}), test=lambda _: False)
    with pytest.raises(StopError, match="Tests failed"):
        update(choices, root, lambda _: None)
    assert main(["check"], root=root) == 0


def test_the_command_line_says_where_it_stops(
    root: Path, newer: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["update", "--from", newer({"name": STRING}), "--no-tests"], root=root) == 1
    assert "spec/patches/Thing.toml is harmful in 4.5" in capsys.readouterr().err
    assert main(["update", "--from", str(root / "none.json")], root=root) == 1
    assert "No such file" in capsys.readouterr().err


ENTRY = "### App Store Connect API 4.4 → 4.5\n\n- New.\n"


def test_an_entry_goes_under_the_unreleased_version() -> None:
    assert with_entry(CHANGELOG, ENTRY) == CHANGELOG.replace("of ours.\n", f"of ours.\n\n{ENTRY}")


def test_an_entry_of_the_same_heading_is_replaced() -> None:
    once = with_entry(CHANGELOG, ENTRY)
    assert with_entry(once, ENTRY) == once
    again = with_entry(with_entry(once, "### Another\n\n- Else.\n"), ENTRY.replace("New", "Newer"))
    assert again.count("4.4 → 4.5") == 1
    assert "- Newer." in again
    assert "- Else." in again
    assert "- New.\n" not in again


def test_an_unreleased_version_is_made_where_there_is_none() -> None:
    released = "# Changelog\n\n## 0.1.0\n\n- First.\n"
    assert with_entry(released, ENTRY) == f"# Changelog\n\n## Unreleased\n\n{ENTRY}\n## 0.1.0\n\n- First.\n"
    assert with_entry("# Changelog\n", ENTRY) == f"# Changelog\n\n## Unreleased\n\n{ENTRY}"
