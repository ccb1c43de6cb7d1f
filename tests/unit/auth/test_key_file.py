"""Keys from files: Apple's .p8 and fastlane's JSON."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

import pytest

from asc_sdk import ApiKey, ConfigurationError
from tests.unit.auth.keys import ISSUER, take_apart
from tests.unit.auth.test_pem import BODY, PEM


def p8(folder: Path, name: str = "AuthKey_ABC123DEFG.p8", text: str = PEM) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def fastlane(folder: Path, **fields: Any) -> Path:
    path = folder / "key.json"
    path.write_text(json.dumps({"key_id": "ABC123DEFG", "issuer_id": ISSUER, "key": PEM, **fields}))
    return path


def test_apples_file_says_its_key_id(tmp_path: Path) -> None:
    key = ApiKey.from_file(p8(tmp_path), issuer_id=ISSUER)
    assert (key.key_id, key.issuer_id) == ("ABC123DEFG", ISSUER)
    take_apart(key.token())


@pytest.mark.parametrize("name", ["AuthKey_ABC123DEFG (1).p8", "ApiKey_ABC123DEFG.p8"])
def test_other_names_of_it(tmp_path: Path, name: str) -> None:
    assert ApiKey.from_file(str(p8(tmp_path, name))).key_id == "ABC123DEFG"


def test_a_file_of_another_name_needs_the_id(tmp_path: Path) -> None:
    path = p8(tmp_path, "secret.p8")
    assert ApiKey.from_file(path, key_id="ABC123DEFG").individual
    with pytest.raises(ConfigurationError, match=r"pass key_id=, or call the file AuthKey_<id>\.p8"):
        ApiKey.from_file(path)


def test_the_home_folder_is_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    p8(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert ApiKey.from_file("~/AuthKey_ABC123DEFG.p8").key_id == "ABC123DEFG"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"is_key_content_base64": False},
        {"key": base64.b64encode(PEM.encode()).decode(), "is_key_content_base64": True},
        {"key": base64.b64encode(PEM.encode()).decode()},
        {"is_key_content_base64": True},
        {"key": PEM.replace("\n", "\\n")},
    ],
)
def test_fastlanes_file(tmp_path: Path, fields: dict[str, Any]) -> None:
    key = ApiKey.from_file(fastlane(tmp_path, **fields))
    header, claims = take_apart(key.token())
    assert (header["kid"], claims["iss"], claims["aud"]) == ("ABC123DEFG", ISSUER, "appstoreconnect-v1")


def test_its_duration_and_in_house_are_understood(tmp_path: Path) -> None:
    key = ApiKey.from_file(fastlane(tmp_path, duration=300, in_house=True))
    assert key.lifetime == 300
    assert key.enterprise
    assert ApiKey.from_file(fastlane(tmp_path, duration=1200)).lifetime == 1200
    assert ApiKey.from_file(fastlane(tmp_path, duration=None, in_house=None)).lifetime == 900
    assert not ApiKey.from_file(fastlane(tmp_path, in_house=True), enterprise=False).enterprise


def test_arguments_go_before_the_file(tmp_path: Path) -> None:
    key = ApiKey.from_file(fastlane(tmp_path), key_id="OTHER", issuer_id="11111111-1111-1111-1111-111111111111")
    assert (key.key_id, key.issuer_id) == ("OTHER", "11111111-1111-1111-1111-111111111111")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"key": None}, 'without a "key"'),
        ({"key": ""}, 'without a "key"'),
        ({"key": 5}, 'without a "key"'),
        ({"key_id": None}, "does not say its key id"),
        ({"key_id": 5}, "take text"),
        ({"key_id": ISSUER, "issuer_id": "ABC123DEFG"}, "swapped"),
        ({"key": PEM[:100]}, "half a key"),
        ({"duration": 1201}, "too long"),
        ({"duration": "long"}, "duration takes whole seconds"),
        ({"duration": True}, "duration takes whole seconds"),
        ({"duration": -5}, "duration takes whole seconds"),
        ({"duration": [1]}, "duration takes whole seconds"),
    ],
)
def test_what_is_wrong_with_it_is_named(tmp_path: Path, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        ApiKey.from_file(fastlane(tmp_path, **fields))


@pytest.mark.parametrize(
    ("text", "words"),
    [('{"key": "' + BODY[:40], "no valid JSON"), ("{" * 50_000, "no valid JSON"), ("", "empty"), ("\ufeff{]", "JSON")],
    ids=["cut", "deep", "empty", "broken"],
)
def test_broken_files_are_named_and_not_shown(tmp_path: Path, text: str, words: str) -> None:
    path = p8(tmp_path, text=text)
    with pytest.raises(ConfigurationError, match=words) as caught:
        ApiKey.from_file(path)
    assert path.name in str(caught.value)
    assert BODY[:12] not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_missing_file_a_folder_and_a_huge_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there is no such file"):
        ApiKey.from_file(tmp_path / "AuthKey_ABC123DEFG.p8")
    with pytest.raises(ConfigurationError, match="it is a folder"):
        ApiKey.from_file(tmp_path)
    with pytest.raises(ConfigurationError, match="too large"):
        ApiKey.from_file(p8(tmp_path, text="x" * 200_000))
    with pytest.raises(ConfigurationError, match="cannot be read"):
        ApiKey.from_file("a\0b")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = p8(tmp_path)
    path.chmod(0)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        ApiKey.from_file(path)


def test_a_key_in_place_of_its_path_is_not_shown() -> None:
    with pytest.raises(ConfigurationError, match="holds the key itself") as caught:
        ApiKey.from_file(PEM)
    assert BODY[:12] not in str(caught.value)
