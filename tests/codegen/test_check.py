"""`check` names what differs and what to run, and is silent where all is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegen.check import blamed, check
from codegen.errors import CodegenError
from codegen.fetch import Source, lock_of, parse
from codegen.generate import Generated
from codegen.patch import Patch, Result, parse_patch
from codegen.write import write
from tests.codegen.tiny import as_json, tiny

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEAD = '"""Generated from a test."""\n'
FILES = {"models/app.py": HEAD, "api/__init__.py": HEAD}
NEEDED = Result("App.toml", "/components/schemas/App", 1, 1)
MENDED = Result("App.toml", "/components/schemas/App", 1, 0)
RUN = "run `python -m codegen generate` with this document (4.4.1) and commit the result"


def source() -> Source:
    return parse(as_json(tiny()), "")


def check_after(committed: dict[str, str], tmp_path: Path, result: Result = NEEDED) -> list[str]:
    package = tmp_path / "asc_sdk"
    write(committed, package)
    return check(source(), Generated(FILES, (result,)), package, lock_of(source(), "2026-01-02"))


def test_nothing_is_wrong_where_all_is_as_generated(tmp_path: Path) -> None:
    assert check_after(FILES, tmp_path) == []


def test_a_file_that_differs_is_named_with_what_to_run(tmp_path: Path) -> None:
    committed = {**FILES, "models/app.py": f"{HEAD}X = 1\n"}
    assert check_after(committed, tmp_path) == ["asc_sdk/models/app.py is not what the document gives", RUN]


def test_a_file_that_is_not_generated_any_more_is_named(tmp_path: Path) -> None:
    committed = {**FILES, "models/old.py": HEAD}
    assert check_after(committed, tmp_path) == ["asc_sdk/models/old.py is not generated any more", RUN]
    assert (tmp_path / "asc_sdk/models/old.py").exists()


def test_many_files_are_counted(tmp_path: Path) -> None:
    lines = check_after({**FILES, **{f"models/old_{number:02}.py": HEAD for number in range(12)}}, tmp_path)
    assert lines[0].startswith("asc_sdk/models/old_00.py")
    assert lines[-2:] == ["... and 2 more files like these", RUN]
    assert len(lines) == 12


def test_a_patch_that_apple_has_mended_is_named(tmp_path: Path) -> None:
    assert check_after(FILES, tmp_path, MENDED) == [
        "spec/patches/App.toml: /components/schemas/App is mended by Apple in 4.4.1: "
        'end its versions with "<4.4.1", or delete it'
    ]


def test_a_patch_that_no_longer_fits_is_harmful_and_no_file_is_compared(tmp_path: Path) -> None:
    misfit = Result(
        "App.toml", "/components/schemas/App", 1, 0, "/components/schemas/App: name is 1, where 2 is expected"
    )
    assert check_after({}, tmp_path, misfit) == [
        "spec/patches/App.toml is harmful in 4.4.1: /components/schemas/App: name is 1, where 2 is expected: change it "
        'to what Apple has today, or end its versions with "<4.4.1"',
        "mend the patches, then run `python -m codegen check` again: no file was compared so far",
    ]


def patch(name: str, versions: str = "*") -> Patch:
    change = '[[change]]\nat = "/a"\nadd = ["b"]'
    return parse_patch(name, f'why = "x"\nsource = ["y"]\nversions = "{versions}"\n{change}')


GOOD, BAD, OLDER = patch("good.toml"), patch("bad.toml"), patch("older.toml", "<4")
REFUSED = CodegenError("GET /v1/x: missing a rule")


def blame(works_without: Sequence[Patch], patches: Sequence[Patch]) -> str:
    def works(some: Sequence[Patch]) -> None:
        if any(found in works_without for found in some):
            raise REFUSED

    return str(blamed(source(), patches, REFUSED, works))


def test_a_patch_is_to_blame_where_the_document_is_taken_without_it() -> None:
    assert blame([BAD], [OLDER, GOOD, BAD]) == (
        "spec/patches/bad.toml is harmful in 4.4.1: this document is refused with it, and taken without it: "
        "GET /v1/x: missing a rule"
    )


def test_no_patch_is_to_blame_where_two_are_or_none_is() -> None:
    assert blame([BAD, GOOD], [GOOD, BAD]) == str(REFUSED)

    def never(some: Sequence[Patch]) -> None:
        raise REFUSED

    assert blamed(source(), [GOOD, BAD], REFUSED, never) is REFUSED


def test_a_lock_of_another_document_is_named(tmp_path: Path) -> None:
    package = tmp_path / "asc_sdk"
    write(FILES, package)
    lock = lock_of(parse(as_json(tiny("4.4")), ""), "2026-01-02")
    (line,) = check(source(), Generated(FILES, (NEEDED,)), package, lock)
    assert line.startswith("spec/lock.json records 4.4 (")
    assert "version, sha256, canonical_sha256 differ: run `python -m codegen fetch --from`" in line
