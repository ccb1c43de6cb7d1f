"""`doctor`: one line for each thing that is tried."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from asc_sdk import ApiKey, AppStoreConnect, Retry
from asc_sdk.cli.doctor import examine
from tests.unit.cli.conftest import Run

NOW = 1_800_000_000.0
DATE = "Fri, 15 Jan 2027 08:00:00 GMT"
FINE = httpx.Response(200, json={"data": [], "meta": {"paging": {"total": 3}}}, headers={"date": DATE})


@pytest.fixture
def examined(api_key: ApiKey) -> Callable[..., tuple[bool, str]]:
    """What `doctor` says of a server with these answers by path; all others are fine."""

    def examined(now: float = NOW, **answers: Any) -> tuple[bool, str]:
        def answer(request: httpx.Request) -> httpx.Response:
            found = answers.get(request.url.path.rpartition("/")[2], FINE)
            if isinstance(found, Exception):
                raise found
            return found

        out = io.StringIO()
        with httpx.Client(transport=httpx.MockTransport(answer)) as http_client:
            asc = AppStoreConnect(api_key, http_client=http_client, retry=Retry.none())
            return examine(asc, now, out), out.getvalue()

    return examined


def refused(status: int, code: str) -> httpx.Response:
    return httpx.Response(status, json={"errors": [{"status": str(status), "code": code, "detail": "No."}]})


Examined = Callable[..., tuple[bool, str]]


def test_all_is_well(examined: Examined) -> None:
    well, text = examined()
    assert well, text
    assert text.splitlines() == [
        "ok     server: https://api.appstoreconnect.apple.com takes the key",
        "ok     apps: the key sees 3",
        "ok     clock: within 0 s of the server's",
        "ok     role: Admin, or one that sees users",
        "ok     agreements: none is missing",
    ]


def test_a_key_that_apple_does_not_take(examined: Examined) -> None:
    well, text = examined(apps=refused(401, "NOT_AUTHORIZED"))
    assert not well
    assert text.startswith("wrong  server: 401 NOT_AUTHORIZED")
    assert "what to do" in text


def test_no_server(examined: Examined) -> None:
    well, text = examined(apps=httpx.ConnectError("refused"))
    assert not well
    assert text.startswith("wrong  server: ")
    assert text.count("\n") == 1


@pytest.mark.parametrize(("off", "said"), [(300, "300 s ahead of"), (-7200, "7200 s behind")])
def test_a_clock_that_is_off(examined: Examined, off: float, said: str) -> None:
    well, text = examined(NOW + off)
    assert not well
    assert f"wrong  clock: {said} the server's; tokens are refused beyond a minute" in text


def test_a_server_without_a_date(examined: Examined) -> None:
    well, text = examined(apps=httpx.Response(200, json={"data": []}))
    assert well, text
    assert "ok     clock: the server does not say what time it is" in text
    assert "ok     apps: the key sees them" in text


def test_a_lesser_role_is_no_fault(examined: Examined) -> None:
    forbidden = refused(403, "FORBIDDEN_ERROR")
    well, text = examined(users=forbidden, bundleIds=forbidden)
    assert well, text
    assert "ok     role: not Admin" in text
    assert "ok     agreements: not known" in text


def test_an_agreement_that_waits(examined: Examined) -> None:
    well, text = examined(bundleIds=refused(403, "FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED"))
    assert not well
    assert "wrong  agreements: 403 FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED" in text


def test_an_hour_that_is_used_up(examined: Examined) -> None:
    limits = {"date": DATE, "x-rate-limit": "user-hour-lim:3600;user-hour-rem:0;"}
    well, text = examined(bundleIds=httpx.Response(200, json={"data": []}, headers=limits))
    assert not well
    assert "wrong  rate limit: 0 of 3600 requests are left of this hour" in text


def test_the_command_names_the_key_and_not_its_secret(run: Run, private_key: str) -> None:
    shown = run("doctor")
    assert shown.startswith("ok     key: ApiKey(")
    assert "PRIVATE" not in shown
    assert private_key.splitlines()[1] not in shown
    assert "ok     server: http://127.0.0.1" in shown
