"""What is logged under "asc_sdk", and what never is."""

from __future__ import annotations

import logging

import pytest

from asc_sdk._transport.messages import Answer
from tests.unit._transport.flows import BROKEN, OK, Flow, apple, delete
from tests.unit._transport.test_redact import TOKEN


def test_every_try_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "asc_sdk")
    headers = {"x-rate-limit": "user-hour-lim:3500;user-hour-rem:499;"}
    Flow("GET", "/v1/apps?filter[email]=me@example.com").play(
        apple(401, "NOT_AUTHORIZED"), Answer(503, headers), BROKEN, Answer(200, headers, b"[", cut=BROKEN), OK
    )
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("DEBUG", "GET /v1/apps -> 401 in 0 ms (try 1)"),
        ("INFO", "GET /v1/apps: the token was refused; trying once more with a new one"),
        ("DEBUG", "GET /v1/apps -> 503 in 0 ms (try 2, 499 of 3500 left this hour)"),
        ("INFO", "GET /v1/apps: waiting 0.25 s before the next try: status 503"),
        ("DEBUG", "GET /v1/apps -> no answer in 0 ms (try 3): the connection to host broke: reset"),
        ("INFO", "GET /v1/apps: waiting 0.50 s before the next try: the connection to host broke: reset"),
        (
            "DEBUG",
            "GET /v1/apps -> 200 in 0 ms (try 4, 499 of 3500 left this hour, "
            "body broke off: the connection to host broke: reset)",
        ),
        ("INFO", "GET /v1/apps: waiting 1.00 s before the next try: the connection to host broke: reset"),
        ("DEBUG", "GET /v1/apps -> 200 in 0 ms (try 5, 499 of 3500 left this hour)"),
    ]
    assert all(record.name == "asc_sdk" for record in caplog.records)
    for secret in ("token-1", "token-2", "me@example.com"):
        assert secret not in caplog.text


def test_nothing_is_logged_where_nobody_listens(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "asc_sdk")
    delete().play(Answer(503, {}, TOKEN.encode()), OK)
    assert caplog.records == []
