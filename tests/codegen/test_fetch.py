"""Where a document comes from, how it is recorded, and each way in which it can be no document."""

from __future__ import annotations

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from codegen.errors import CodegenError
from codegen.fetch import DOCUMENT, LOCK, fetch, load, lock_of, parse, read_lock
from tests.codegen.tiny import as_json, as_zip, tiny

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def server() -> Iterator[tuple[str, dict[str, tuple[int, dict[str, str], bytes]]]]:
    """A server on loopback: its address, and what it answers by path."""
    answers: dict[str, tuple[int, dict[str, str], bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answers[self.path]
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", answers
        running.shutdown()
        thread.join()


def test_a_json_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "any name"
    path.write_bytes(as_json(tiny()))
    source = load(path)
    assert (source.version, source.document) == ("4.4.1", tiny())
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_zip_is_read_whatever_else_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "document.zip"
    path.write_bytes(as_zip({"read.me": b"hello", "openapi.json": as_json(tiny()), "__MACOSX/._openapi.json": b"junk"}))
    # The hash is that of the JSON file, so a document is the same one zipped and not.
    assert load(path) == parse(as_json(tiny()), "")


def test_a_url_is_read_and_its_progress_reported(
    server: tuple[str, dict[str, tuple[int, dict[str, str], bytes]]],
) -> None:
    url, answers = server
    body = as_zip({"openapi.oas.json": as_json(tiny())})
    answers["/moved"] = (302, {"Location": "/document.zip"}, b"")
    answers["/document.zip"] = (200, {}, body)
    steps: list[tuple[int, int | None]] = []
    source = load(f"{url}/moved", on_progress=lambda done, total: steps.append((done, total)))
    assert source.document == tiny()
    assert steps[-1] == (len(body), len(body))


def test_an_answer_that_is_no_success_names_the_url_and_the_status(
    server: tuple[str, dict[str, tuple[int, dict[str, str], bytes]]],
) -> None:
    url, answers = server
    answers["/gone"] = (404, {}, b"")
    with pytest.raises(CodegenError, match=f"{url}/gone: the server answered 404"):
        load(f"{url}/gone")


def test_a_server_that_is_not_there_is_one_line() -> None:
    with pytest.raises(CodegenError, match=r"^http://127\.0\.0\.1:9/x\.json: "):
        load("http://127.0.0.1:9/x.json")


def test_a_page_in_place_of_a_document_is_refused(
    server: tuple[str, dict[str, tuple[int, dict[str, str], bytes]]],
) -> None:
    url, answers = server
    answers["/login"] = (200, {"Content-Type": "text/html"}, b"<html>")
    with pytest.raises(CodegenError, match="/login: this is not JSON"):
        load(f"{url}/login")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "this is not JSON: Expecting value"),
        (b'{"openapi": "3.0.1", ', "this is not JSON"),
        (b"\xff\xd8\xff\xe0\x00", "this is not JSON in UTF-8"),
        (b"[]", "no OpenAPI document"),
        (b'{"swagger": "2.0"}', "no OpenAPI document"),
        (b'{"openapi": "3.1.0"}', r"this is OpenAPI 3\.1\.0; the generator reads OpenAPI 3\.0"),
        (b'{"openapi": "3.0.1"}', r"no info\.version"),
        (b'{"openapi": "3.0.1", "info": {"version": "1"}}', "no paths"),
        (b'{"openapi": "3.0.1", "openapi": "3.0.2"}', "the member 'openapi' twice"),
        (b"PK\x03\x04 and then nothing of a zip", "the zip cannot be read"),
        (as_zip({"read.me": b""}), "the zip holds no JSON file"),
        (as_zip({"b.json": b"{}", "a.json": b"{}"}), r"the zip holds 2 JSON files \(a\.json, b\.json\)"),
        (as_zip({"a.json": b"{"}), r"a\.json: this is not JSON"),
    ],
)
def test_what_is_no_document_is_refused_by_name(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    path.write_bytes(content)
    with pytest.raises(CodegenError, match=message) as caught:
        load(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read_is_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(CodegenError, match=str(tmp_path)):
        load(tmp_path / name)


def test_the_lock_names_the_document_by_its_bytes_and_by_its_meaning() -> None:
    compact = lock_of(parse(as_json(tiny()), ""), "2026-01-02")
    turned = json.dumps(dict(reversed(tiny().items())), indent=2).encode()
    spaced = lock_of(parse(turned, ""), "2026-01-02")
    assert (compact.version, compact.operations, compact.schemas) == ("4.4.1", 1, 1)
    assert compact.sha256 != spaced.sha256
    assert compact.canonical_sha256 == spaced.canonical_sha256


def test_fetching_writes_the_document_as_it_came_and_its_lock(tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    path.write_bytes(as_json(tiny()) + b"\n")
    lock, before = fetch(path, tmp_path, today="2026-01-02")
    assert before is None
    assert (tmp_path / DOCUMENT).read_bytes() == path.read_bytes()
    assert read_lock(tmp_path / LOCK) == lock
    assert lock.date == "2026-01-02"
    assert sorted(entry.name for entry in (tmp_path / "spec").iterdir()) == ["document.json", "lock.json"]


def test_fetching_the_same_document_again_leaves_the_lock_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    path.write_bytes(as_json(tiny()))
    fetch(path, tmp_path, today="2026-01-02")
    first = (tmp_path / LOCK).read_bytes()
    lock, before = fetch(path, tmp_path, today="2026-03-04")
    assert lock == before
    assert (tmp_path / LOCK).read_bytes() == first


def test_other_content_under_the_same_number_is_another_document(tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    path.write_bytes(as_json(tiny()))
    fetch(path, tmp_path, today="2026-01-02")
    path.write_bytes(as_json(tiny(Other={"type": "string"})))
    lock, before = fetch(path, tmp_path, today="2026-03-04")
    assert before is not None
    assert (before.version, lock.version) == ("4.4.1", "4.4.1")
    assert lock.sha256 != before.sha256
    assert lock.date == "2026-03-04"


@pytest.mark.parametrize("content", [b"{", as_json({**tiny(), "webhooks": {}})])
def test_a_document_that_is_refused_leaves_everything_as_it_was(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    path.write_bytes(as_json(tiny()))
    fetch(path, tmp_path, today="2026-01-02")
    before = {name: (tmp_path / name).read_bytes() for name in (DOCUMENT, LOCK)}
    path.write_bytes(content)
    with pytest.raises(CodegenError):
        fetch(path, tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in (DOCUMENT, LOCK)} == before


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    path.write_bytes(as_json(tiny()))
    (tmp_path / "spec").write_text("a file where the folder should be")
    with pytest.raises(CodegenError, match="cannot write"):
        fetch(path, tmp_path)


@pytest.mark.parametrize("content", ["{", "[]", '{"version": "1"}'])
def test_a_lock_that_is_none_says_what_to_run(content: str, tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    path.write_text(content)
    with pytest.raises(CodegenError, match="codegen fetch"):
        read_lock(path)


def test_a_missing_lock_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(CodegenError, match=r"lock\.json is missing: run .*codegen fetch"):
        read_lock(tmp_path / "lock.json")
