"""A request, and the answer to it."""

from __future__ import annotations

import json

from asc_sdk.emulator.errors import illegal_parameter, unprocessable
from asc_sdk.emulator.messages import Incoming, compact, refusal


def test_the_path_is_taken_apart_before_it_is_unescaped() -> None:
    request = Incoming("GET", "/v1/apps/a%2Fb%20c", "limit=1")
    assert request.segments == ["v1", "apps", "a/b c"]
    assert request.target == "/v1/apps/a%2Fb%20c?limit=1"
    assert Incoming("GET", "/v1/apps").target == "/v1/apps"


def test_links_lead_to_the_host_that_was_called() -> None:
    assert Incoming("GET", "/", headers={"host": "127.0.0.1:8080"}).base == "http://127.0.0.1:8080"
    assert Incoming("GET", "/").base == "http://localhost"


def test_json_has_no_spaces_and_stays_readable() -> None:
    assert compact({"name": "größe", "list": [1, 2]}) == '{"name":"größe","list":[1,2]}'


def test_a_refusal_has_the_status_of_its_first_problem() -> None:
    answer = refusal((illegal_parameter("x"), unprocessable("why")), {"Retry-After": "5"})
    assert (answer.status, answer.media_type, answer.headers) == (400, "application/json", {"Retry-After": "5"})
    assert [one["status"] for one in json.loads(answer.body)["errors"]] == ["400", "422"]
