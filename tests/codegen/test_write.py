"""A package is brought to what was generated: all of it or nothing, and never a file of somebody else's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from codegen.errors import CodegenError
from codegen.write import Changes, compare, format_files, write

HEAD = '"""Generated from a test."""\n'
FILES = {"models/app.py": f"{HEAD}X = {{'a':1}}\n", "api/__init__.py": HEAD, "api/apps.py": f"{HEAD}Y=1\n"}


def contents(package: Path) -> dict[str, str]:
    return {
        path.relative_to(package).as_posix(): path.read_text() for path in sorted(package.rglob("*")) if path.is_file()
    }


def handwritten(folder: Path) -> Path:
    package = folder / "handwritten"
    for name, text in {
        "__init__.py": "from .api.apps import Y\nfrom .core.thing import Z\n",
        "core/__init__.py": "",
        "core/thing.py": "Z = 2\n",
        "core/__pycache__/thing.pyc": "old",
        "py.typed": "",
        "models/left_over.py": "not copied\n",
    }.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return package


def test_files_are_formatted_with_the_settings_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Settings where the command runs, or where the package lies, are not ours.
    (tmp_path / "ruff.toml").write_text("line-length = 40\n[format]\nquote-style = 'single'\n")
    monkeypatch.chdir(tmp_path)
    long = ", ".join(f"'name_{number}'" for number in range(9))
    done = format_files({"api/apps.py": f"{HEAD}NAMES = [{long}]\n"})
    assert done == {"api/apps.py": (HEAD + "\nNAMES = [" + long.replace("'", '"') + "]\n").encode()}


def test_a_new_package_is_written_whole(tmp_path: Path) -> None:
    package = tmp_path / "deep/er/package"
    assert write(FILES, package) == Changes(("api/__init__.py", "api/apps.py", "models/app.py"), (), 0)
    assert contents(package) == {
        "models/app.py": f'{HEAD}\nX = {{"a": 1}}\n',
        "api/__init__.py": HEAD,
        "api/apps.py": f"{HEAD}\nY = 1\n",
    }
    assert [path.name for path in package.parent.iterdir()] == ["package"]
    assert package.stat().st_mode & 0o777 == package.parent.stat().st_mode & 0o777


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    package = tmp_path / "package"
    write(FILES, package)
    before = {path: path.stat().st_mtime_ns for path in package.rglob("*.py")}
    assert not write(FILES, package)
    changes = write({**FILES, "api/apps.py": f"{HEAD}Y = 2\n"}, package)
    assert changes == Changes(("api/apps.py",), (), 2)
    assert {path.name for path, time in before.items() if path.stat().st_mtime_ns != time} == {"apps.py"}


def test_what_is_gone_is_deleted_and_nothing_else_is_touched(tmp_path: Path) -> None:
    package = tmp_path / "package"
    write({**FILES, "models/old/gone.py": HEAD}, package)
    for name in ("client.py", "models/__pycache__/app.pyc", "models/.hidden", "reports/gone.py"):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text("handwritten")
    changes = write({name: text for name, text in FILES.items() if name != "api/apps.py"}, package)
    assert changes == Changes((), ("api/apps.py", "models/old/gone.py"), 2)
    assert sorted(contents(package)) == [
        "api/__init__.py",
        "client.py",
        "models/.hidden",
        "models/__pycache__/app.pyc",
        "models/app.py",
        "reports/gone.py",
    ]
    assert not (package / "models/old").exists()


def test_a_file_that_is_not_generated_is_never_deleted(tmp_path: Path) -> None:
    package = tmp_path / "package"
    write(FILES, package)
    (package / "models/mine.py").write_text("# written by hand\n# generated: no\n")
    before = contents(package)
    with pytest.raises(CodegenError, match=r"models/mine\.py is not generated, so it is not deleted"):
        write({**FILES, "api/apps.py": f"{HEAD}Y = 2\n"}, package)
    assert contents(package) == before


@pytest.mark.parametrize("fails_at", [1, 2, 3, 4])
def test_an_error_in_the_middle_leaves_the_package_as_it_was(
    fails_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    write({**FILES, "models/gone.py": HEAD}, package)
    before = contents(package)
    real, calls = Path.replace, 0

    def replace(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == fails_at:
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(CodegenError, match="No space left on device; nothing was changed"):
        write({**FILES, "api/apps.py": f"{HEAD}Y = 2\n", "models/new.py": HEAD}, package)
    assert contents(package) == before
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_text_that_is_no_python_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    package = tmp_path / "package"
    with pytest.raises(CodegenError, match=r"a template made what ruff cannot format: .*apps\.py") as caught:
        write({**FILES, "api/apps.py": f"{HEAD}def\n"}, package)
    assert "/tmp" not in str(caught.value)
    assert not package.exists()


@pytest.mark.parametrize("name", ["client.py", "models/../client.py", "/etc/passwd", "reports/x.py"])
def test_a_path_outside_of_the_generated_folders_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CodegenError, match="generated files are in models and api only"):
        write({name: HEAD}, tmp_path / "package")


def test_a_file_that_does_not_say_that_it_is_generated_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodegenError, match=r"api/apps\.py: the first line does not say"):
        write({"api/apps.py": "X = 1\n"}, tmp_path / "package")


def test_a_folder_elsewhere_gets_a_complete_package_under_any_name(tmp_path: Path) -> None:
    package = tmp_path / "anything"
    changes = write(FILES, package, handwritten=handwritten(tmp_path))
    assert sorted(contents(package)) == [
        "__init__.py",
        "api/__init__.py",
        "api/apps.py",
        "core/__init__.py",
        "core/thing.py",
        "models/app.py",
        "py.typed",
    ]
    assert len(changes.written) == 7
    code = "import anything; print(anything.Y, anything.Z)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "1 2\n"


def test_a_complete_package_can_be_written_again(tmp_path: Path) -> None:
    package, source = tmp_path / "anything", handwritten(tmp_path)
    write(FILES, package, handwritten=source)
    (source / "core/thing.py").write_text("Z = 3\n")
    assert write(FILES, package, handwritten=source) == Changes(("core/thing.py",), (), 6)


def test_an_empty_folder_is_good_and_a_foreign_one_is_not(tmp_path: Path) -> None:
    source = handwritten(tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert write(FILES, empty, handwritten=source)
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("three years of work")
    with pytest.raises(CodegenError, match="foreign is not empty and holds no generated package"):
        write(FILES, foreign, handwritten=source)
    assert contents(foreign) == {"thesis.txt": "three years of work"}
    with pytest.raises(CodegenError, match=r"thesis\.txt is a file"):
        write(FILES, foreign / "thesis.txt", handwritten=source)


def test_comparing_changes_nothing(tmp_path: Path) -> None:
    package = tmp_path / "package"
    assert compare(format_files(FILES), package).written == tuple(sorted(FILES))
    assert not package.exists()


def test_what_is_built_on_the_models_of_another_document_is_not_type_checked(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    built = '"""Prices."""\n\nif TYPE_CHECKING:\n    from ..models import App\n'
    (own / "pricing.py").write_text(built)
    (own / "errors.py").write_text('"""Errors of models."""\n')
    for same, mark in ((True, ""), (False, "# type: ignore\n")):
        package = tmp_path / f"package_{same}"
        write({"models/app.py": "# Generated.\n"}, package, handwritten=own, same_document=same)
        written = (package / "pricing.py").read_text()
        assert written.startswith(f'{mark}"""' if same else mark)
        assert written.endswith(built)
        assert (package / "errors.py").read_text() == '"""Errors of models."""\n'
