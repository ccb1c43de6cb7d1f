"""What is logged under "asc_sdk": method, path, status, time, try, what is left of the hour. Nothing secret.

DEBUG has every try, INFO every wait. A query is never logged: filters hold e-mail addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logging import Logger

    from .messages import Answer, Fault, Request
    from .rate_limit import RateLimit

_logger: Logger | None = None


def _log() -> Logger:
    global _logger
    if _logger is None:
        import logging

        _logger = logging.getLogger("asc_sdk")
    return _logger


def note_answer(request: Request, answer: Answer, number: int, seconds: float, limit: RateLimit) -> None:
    """Log one try that was answered."""
    log = _log()
    if log.isEnabledFor(10):  # logging.DEBUG; the arguments below are not for nothing
        hour = limit.hour
        left = f", {hour.remaining} of {hour.limit} left this hour" if hour.remaining is not None else ""
        cut = f", body broke off: {answer.cut.message}" if answer.cut is not None else ""
        log.debug(
            "%s %s -> %d in %.0f ms (try %d%s%s)",
            request.method,
            request.path,
            answer.status,
            seconds * 1000,
            number,
            left,
            cut,
        )


def note_fault(request: Request, fault: Fault, number: int, seconds: float) -> None:
    """Log one try that got no answer."""
    log = _log()
    if log.isEnabledFor(10):
        log.debug(
            "%s %s -> no answer in %.0f ms (try %d): %s",
            request.method,
            request.path,
            seconds * 1000,
            number,
            fault.message,
        )


def note_renewal(request: Request) -> None:
    """Log that a token was refused and the request goes out with a new one."""
    _log().info("%s %s: the token was refused; trying once more with a new one", request.method, request.path)


def note_wait(request: Request, seconds: float, why: str) -> None:
    """Log a wait before the next try."""
    _log().info("%s %s: waiting %.2f s before the next try: %s", request.method, request.path, seconds, why)
