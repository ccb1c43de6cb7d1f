"""What no log, repr or error may show, and how much of a foreign body they show."""

from __future__ import annotations

import re

EXCERPT = 500
"""Characters of a body that an error carries."""

_TOKEN = re.compile(r"\beyJ[\w-]{8,}\.[\w-]*(?:\.[\w-]*)?")
_PEM = re.compile(r"-----BEGIN [A-Z ]*-----.*?(?:-----END [A-Z ]*-----|\Z)", re.DOTALL)
_BEARER = re.compile(r"(\bbearer\s+)[^\s\"'<>,;]+", re.IGNORECASE)
_HIDDEN_BLOCKS = re.compile(r"<(style|script|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,500}>")
_SPACE = re.compile(r"\s+")


class Secret:
    """A text that tracebacks, logs and debuggers show as `***`."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Give the text itself."""
        return self._text

    def __repr__(self) -> str:
        return "***"

    def __reduce__(self) -> tuple[type[Secret], tuple[str]]:
        raise TypeError("a secret is not pickled")


def redact(text: str) -> str:
    """Take tokens and keys out of a text: a proxy's error page may repeat the headers it was sent."""
    text = _PEM.sub("***", text)
    text = _TOKEN.sub("***", text)
    return _BEARER.sub(r"\1***", text)


def excerpt(body: bytes, content_type: str = "") -> str:
    """Give the beginning of a body as one line of text for people.

    Args:
        body: any bytes.
        content_type: the answer's header, which may be empty or wrong.

    Returns:
        At most `EXCERPT` characters, without HTML's tags, control characters and secrets.
    """
    text = body[: EXCERPT * 40].decode("utf-8", "replace").lstrip("\ufeff")
    if "html" in content_type.lower() or text.lstrip()[:1] == "<":
        text = _TAG.sub(" ", _HIDDEN_BLOCKS.sub(" ", text))
    return one_line(text)


def one_line(text: str, limit: int = EXCERPT) -> str:
    """Make a text fit for a log line: secrets out, one line, printable, bounded."""
    text = _SPACE.sub(" ", redact(text)).strip()
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text[: limit + 1])
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
