"""What people copy from the documentation runs as it stands, against the emulator in place of Apple."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import asc_sdk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that a script runs in, with what it uploads where nobody names a file."""
    from tests.unit.uploads.archives import ipa

    (tmp_path / "home.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1000))
    (tmp_path / "preview.mp4").write_bytes(bytes(4) + b"ftypmp42" + bytes(1000))
    ipa(tmp_path / "App.ipa")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def emulated(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """`AppStoreConnect()` and `AsyncAppStoreConnect()` without arguments talk to an emulator of this test's own."""
    from asc_sdk.emulator import Emulator

    with Emulator() as emulator:

        def redirected(real: Callable[..., Any]) -> Callable[..., Any]:
            def opened(key: Any = None, **options: Any) -> Any:
                return real(key or emulator.key, **{"base_url": emulator.url, **options})

            return opened

        for name in ("AppStoreConnect", "AsyncAppStoreConnect"):
            monkeypatch.setattr(asc_sdk, name, redirected(getattr(asc_sdk, name)))
        yield
