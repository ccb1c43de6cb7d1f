"""What happens to a request, in which order."""

from __future__ import annotations

import json

import pytest

from asc_sdk.emulator import Emulator
from asc_sdk.emulator.messages import Incoming
from tests.unit.emulator.asking import Asker


@pytest.mark.parametrize(
    ("method", "target", "headers", "status"),
    [
        ("GET", "/v1/nothing?nonsense=1", {"authorization": "Bearer x"}, 401),
        ("GET", "/v1/nothing?nonsense=1", {}, 404),
        ("PUT", "/v1/apps?nonsense=1", {}, 403),
        ("GET", "/v1/apps/1?nonsense=1", {"accept": "image/png"}, 406),
        ("GET", "/v1/apps/1?nonsense=1", {}, 400),
        ("GET", "/v1/apps/1", {}, 404),
        ("PATCH", "/v1/apps/1", {}, 404),
    ],
)
def test_the_first_thing_that_is_wrong_decides(
    asker: Asker, method: str, target: str, headers: dict[str, str], status: int
) -> None:
    assert asker.raw(method, target, b"{}", **headers).status == status


def test_a_406_is_plain_text(asker: Asker) -> None:
    answer = asker.raw("GET", "/v1/apps", accept="image/png")
    assert (answer.media_type, answer.body) == (
        "text/plain;charset=UTF-8",
        b"The provided Accept header is not supported",
    )


def test_files_need_no_token(emulator: Emulator) -> None:
    service = emulator.app.service
    for path in ("/upload/appScreenshots/1/1", "/analytics/1"):
        assert service.stores_files(Incoming("GET", path))
        assert service.answer(Incoming("GET", path)).status == 404
    assert not service.stores_files(Incoming("GET", "/v1/apps"))


def test_what_is_due_happens_before_the_answer(asker: Asker, emulator: Emulator) -> None:
    emulator.add("apps", "1", name="before")

    def rename(name: str) -> None:
        emulator.app.service.store.change(emulator.app.service.store.of_type("apps")["1"], {"name": name})

    emulator.app.service.timeline.learn("rename", rename)
    emulator.app.service.timeline.then("rename", "after")
    assert asker.get("/v1/apps/1")["data"]["attributes"]["name"] == "after"


def test_a_list_goes_on_where_its_cursor_says(asker: Asker, emulator: Emulator) -> None:
    for number in range(5):
        emulator.add("apps", str(number))
    page, seen = asker.get("/v1/apps?limit=2"), list[str]()
    while True:
        seen += [item["id"] for item in page["data"]]
        assert page["meta"]["paging"]["total"] == 5
        if "next" not in page["links"]:
            break
        page = asker.get(page["links"]["next"].removeprefix("http://api.test"))
    assert seen == ["0", "1", "2", "3", "4"]
    assert "nextCursor" not in page["meta"]["paging"]


def test_a_linkage_that_leads_nowhere_is_null(asker: Asker, emulator: Emulator) -> None:
    emulator.add("builds", "1")
    answer = asker.raw("GET", "/v1/builds/1/relationships/app")
    assert json.loads(answer.body)["data"] is None
    assert asker.get("/v1/builds/1/app")["data"] is None
