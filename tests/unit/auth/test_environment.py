"""The key where CI systems and Apple's tools keep it, and an error that says where it was looked for."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from asc_sdk import ApiKey, AppStoreConnect, ConfigurationError
from asc_sdk._options import ENTERPRISE_BASE_URL
from tests.unit.auth.keys import ISSUER, take_apart
from tests.unit.auth.test_pem import BODY, PEM

OURS = {"ASC_KEY_ID": "OURS123456", "ASC_ISSUER_ID": ISSUER, "ASC_PRIVATE_KEY": PEM}
FASTLANE = {
    "APP_STORE_CONNECT_API_KEY_KEY_ID": "FAST123456",
    "APP_STORE_CONNECT_API_KEY_ISSUER_ID": ISSUER,
    "APP_STORE_CONNECT_API_KEY_KEY": PEM,
}
CODEMAGIC = {
    "APP_STORE_CONNECT_KEY_IDENTIFIER": "CODE123456",
    "APP_STORE_CONNECT_ISSUER_ID": ISSUER,
    "APP_STORE_CONNECT_PRIVATE_KEY": PEM,
}


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No ./private_keys, no ~/private_keys."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))


@pytest.mark.parametrize(
    ("variables", "key_id"), [(OURS, "OURS123456"), (FASTLANE, "FAST123456"), (CODEMAGIC, "CODE123456")]
)
def test_each_tools_names(variables: dict[str, str], key_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    key = ApiKey.from_env()
    header, claims = take_apart(key.token())
    assert (header["kid"], claims["iss"]) == (key_id, ISSUER)


def test_ours_go_first_and_a_complete_set_before_a_part_of_one() -> None:
    assert ApiKey.from_env(CODEMAGIC | FASTLANE | OURS).key_id == "OURS123456"
    assert ApiKey.from_env(CODEMAGIC | FASTLANE).key_id == "FAST123456"
    assert ApiKey.from_env(CODEMAGIC | {"ASC_KEY_ID": "OURS123456"}).key_id == "CODE123456"
    assert ApiKey.from_env(CODEMAGIC | {"ASC_PRIVATE_KEY": "  \n"}).key_id == "CODE123456"


def test_a_path_in_place_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "AuthKey_FILE123456.p8"
    path.write_text(PEM)
    assert ApiKey.from_env({"ASC_PRIVATE_KEY_PATH": str(path)}).key_id == "FILE123456"
    assert ApiKey.from_env({"ASC_KEY_ID": "X2", "ASC_PRIVATE_KEY_PATH": str(path)}).key_id == "X2"
    fastlane = {"APP_STORE_CONNECT_API_KEY_KEY_ID": "X3", "APP_STORE_CONNECT_API_KEY_KEY_FILEPATH": str(path)}
    assert ApiKey.from_env(fastlane).key_id == "X3"
    codemagic = CODEMAGIC | {"APP_STORE_CONNECT_PRIVATE_KEY": f"@file:{path}"}
    assert ApiKey.from_env(codemagic).key_id == "CODE123456"
    codemagic = CODEMAGIC | {"APP_STORE_CONNECT_PRIVATE_KEY": "@env:OTHER", "OTHER": PEM}
    assert ApiKey.from_env(codemagic).key_id == "CODE123456"


def test_fastlanes_options(tmp_path: Path) -> None:
    variables = FASTLANE | {
        "APP_STORE_CONNECT_API_KEY_KEY": base64.b64encode(PEM.encode()).decode(),
        "APP_STORE_CONNECT_API_KEY_IS_KEY_CONTENT_BASE64": "true",
        "APP_STORE_CONNECT_API_KEY_DURATION": "300",
        "APP_STORE_CONNECT_API_KEY_IN_HOUSE": "true",
    }
    key = ApiKey.from_env(variables)
    assert (key.lifetime, key.enterprise) == (300, True)
    take_apart(key.token())
    path = tmp_path / "key.json"
    path.write_text(json.dumps({"key_id": "JSON123456", "issuer_id": ISSUER, "key": PEM, "duration": 200}))
    key = ApiKey.from_env({"APP_STORE_CONNECT_API_KEY_PATH": str(path)})
    assert (key.key_id, key.lifetime, key.enterprise) == ("JSON123456", 200, False)
    assert not ApiKey.from_env(FASTLANE | {"APP_STORE_CONNECT_API_KEY_IN_HOUSE": "false"}).enterprise


@pytest.mark.parametrize(
    "folder", ["private_keys", "home/private_keys", "home/.private_keys", "home/.appstoreconnect/private_keys"]
)
def test_the_folders_of_apples_tools(folder: str, tmp_path: Path) -> None:
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "AuthKey_FOLDER1234.p8").write_text(PEM)
    assert ApiKey.from_env({}).key_id == "FOLDER1234"
    key = ApiKey.from_env({"ASC_KEY_ID": "FOLDER1234\n", "ASC_ISSUER_ID": ISSUER})
    assert (key.key_id, key.issuer_id) == ("FOLDER1234", ISSUER)
    with pytest.raises(ConfigurationError, match=r"no AuthKey_OTHER\.p8 in \./private_keys, ~/private_keys"):
        ApiKey.from_env({"ASC_KEY_ID": "OTHER"})


def test_one_of_several_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "private_keys").mkdir()
    for name in ("ONE", "TWO"):
        (tmp_path / "private_keys" / f"AuthKey_{name}.p8").write_text(PEM)
    (tmp_path / "private_keys" / "notes.txt").write_text("x")
    with pytest.raises(ConfigurationError, match=r"2 keys \(ONE, TWO\) in .*: set ASC_KEY_ID"):
        ApiKey.from_env({})
    assert ApiKey.from_env({"ASC_KEY_ID": "TWO"}).key_id == "TWO"


def test_the_error_lists_what_was_looked_at_and_what_was_missing() -> None:
    with pytest.raises(ConfigurationError) as caught:
        ApiKey.from_env({"ASC_PRIVATE_KEY": PEM, "APP_STORE_CONNECT_KEY_IDENTIFIER": "X"})
    text = str(caught.value)
    assert "asc_sdk: ASC_KEY_ID not set (ASC_PRIVATE_KEY is)" in text
    assert (
        "fastlane: APP_STORE_CONNECT_API_KEY_KEY or APP_STORE_CONNECT_API_KEY_KEY_FILEPATH "
        "or APP_STORE_CONNECT_API_KEY_PATH not set" in text
    )
    assert "Codemagic: APP_STORE_CONNECT_PRIVATE_KEY not set (APP_STORE_CONNECT_KEY_IDENTIFIER is)" in text
    assert "~/.appstoreconnect/private_keys" in text
    assert BODY[:12] not in text


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        (OURS | {"ASC_PRIVATE_KEY": PEM[:100]}, "asc_sdk's variables .*half a key"),
        (OURS | {"ASC_PRIVATE_KEY": "/some/AuthKey_X.p8"}, "a path"),
        (OURS | {"ASC_KEY_ID": ISSUER, "ASC_ISSUER_ID": "OURS123456"}, "swapped"),
        ({"ASC_PRIVATE_KEY_PATH": "/nowhere/AuthKey_X.p8"}, "there is no such file"),
        ({"ASC_KEY_ID": "X", "ASC_PRIVATE_KEY_PATH": PEM}, "holds the key itself"),
        ({"ASC_PRIVATE_KEY_PATH": PEM}, "ASC_KEY_ID not set"),
        (FASTLANE | {"APP_STORE_CONNECT_API_KEY_DURATION": "soon"}, "takes whole seconds"),
        (FASTLANE | {"APP_STORE_CONNECT_API_KEY_DURATION": "9999"}, "too long"),
        ({"APP_STORE_CONNECT_API_KEY_PATH": "/nowhere.json"}, "there is no such file"),
    ],
)
def test_a_key_that_cannot_be_used_is_said_and_not_passed_over(variables: dict[str, str], words: str) -> None:
    with pytest.raises(ConfigurationError, match=words) as caught:
        ApiKey.from_env(variables)
    assert BODY[:12] not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_client_without_a_key_takes_it_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match="no App Store Connect key was found"):
        AppStoreConnect()
    for name, value in (OURS | {"ASC_ENTERPRISE": "1"}).items():
        monkeypatch.setenv(name, value)
    with AppStoreConnect() as asc:
        assert asc.base_url == ENTERPRISE_BASE_URL
