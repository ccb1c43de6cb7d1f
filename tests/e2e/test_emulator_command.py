"""`python -m asc_sdk emulator`: as a process of its own, ended and started again."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from asc_sdk import ApiKey, AppStoreConnect
from asc_sdk.__main__ import main

COMMAND = (sys.executable, "-m", "asc_sdk", "emulator", "--port", "0", "--state", "state.json")


@contextmanager
def serving(folder: Path, end: signal.Signals = signal.SIGTERM) -> Generator[AppStoreConnect]:
    """A client of a server that runs in a folder until the block ends."""
    process = subprocess.Popen(COMMAND, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = "".join(process.stdout.readline() for _ in range(3))
        url, issuer = re.search(r"http://\S+", said), re.search(r"ASC_ISSUER_ID=(\S+)", said)
        assert url is not None
        assert issuer is not None
        key = ApiKey.from_file(folder / "AuthKey_EMULATED01.p8", issuer_id=issuer[1])
        with AppStoreConnect(key, base_url=url[0]) as asc:
            yield asc
        process.send_signal(end)
        _, complaints = process.communicate(timeout=30)
        assert (process.returncode, complaints) == (0, "")
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_order_and_goes_on_after_a_restart(tmp_path: Path, end: signal.Signals) -> None:
    image = tmp_path / "home.png"
    image.write_bytes(os.urandom(6_000_000))

    def interrupt(sent: int, total: int) -> None:
        raise ValueError("enough")

    with serving(tmp_path, end) as asc:
        localization = asc.app_store_versions.list_app_store_version_localizations(
            asc.apps.list_app_store_versions("6446000001").items[1].id
        ).items[0]
        shots = asc.app_store_version_localizations.list_app_screenshot_sets(localization.id).items[0]
        with pytest.raises(ValueError, match="enough"):
            asc.app_screenshots.upload(image, app_screenshot_set=shots, keep=True, on_progress=interrupt)
        (reserved,) = asc.app_screenshot_sets.list_app_screenshots(shots.id)
        group = asc.beta_groups.create(name="Kept", app="6446000001")
    with serving(tmp_path, end) as asc:
        assert asc.beta_groups.get(group.id).name == "Kept"
        done = asc.app_screenshots.resume(reserved.id, image)
        assert done.asset_delivery_state is not None
        assert done.asset_delivery_state.state == "COMPLETE"
    assert (tmp_path / "state.json").stat().st_mode & 0o077 == 0
    assert (tmp_path / "AuthKey_EMULATED01.p8").stat().st_mode & 0o077 == 0


def test_a_thread_of_ones_own_can_run_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from asc_sdk.emulator.__main__ import main as serve

    stop, codes = threading.Event(), list[int]()
    arguments = ["--port", "0", "--key", str(tmp_path / "key.p8"), "--empty"]
    thread = threading.Thread(target=lambda: codes.append(serve(arguments, stop)))
    thread.start()
    stop.set()
    thread.join()
    assert codes == [0]
    assert "App Store Connect on this machine: http://127.0.0.1:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--state", "nowhere/state.json"], "No such file or directory: 'nowhere/state.json'"),
        (["--state", "broken.json"], "is no state of an emulator"),
        (["--key", "broken.json"], "must be a P-256 key in PEM"),
        (["--host", "192.0.2.1"], "assign"),
    ],
)
def test_what_cannot_be_is_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.json").write_text("{")
    assert main(["emulator", "--port", "0", *arguments]) == 1
    shown = capsys.readouterr().err
    assert re.fullmatch(f"error: .*{message}.*\n", shown)
    assert Path("broken.json").read_text() == "{"


def test_a_port_that_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["emulator", "--port", str(taken.getsockname()[1])]) == 1
    assert re.fullmatch("error: .*in use.*\n", capsys.readouterr().err)


def test_a_port_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["emulator", "--port", "99999"])
    assert "argument --port: invalid" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "asc_sdk.emulator.server", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["emulator", "--port", "0"]) == 1
    assert capsys.readouterr().err == "error: the emulator needs uvicorn: pip install 'asc_sdk[emulator]'\n"


def test_the_list_of_commands_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert "emulator" in capsys.readouterr().out
