"""Values for Apple's schemas, always the same ones: with every member, with those that are required, with one null."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from tests.surface.apple import Apple, Schema, name_of

# What a careless client breaks: commas, escapes, signs that mean something in a URL, letters beyond ASCII.
TEXTS = ("plain", "a, b & c", "50% of 1+1=2", "Größe/Ä?#", '"quoted" \\ back', " padded ", "日本語 🎉")
MOMENTS = ("2026-03-01T09:00:00Z", "2026-03-01T09:00:00.123Z", "2026-02-28T23:59:59-08:00", "2026-03-01T09:00:00+05:30")
DAYS = ("2026-03-01", "2024-02-29")
NUMBERS = ("10.50", "0", "9223372036854775807")


def _everything(_: str) -> bool:
    return True


def _nothing(_: str) -> bool:
    return False


class Samples:
    """Makes values; two of the same schema differ, two runs do not."""

    def __init__(self, apple: Apple) -> None:
        self._apple = apple
        self._numbers = count(1)
        self._open: Counter[str] = Counter()

    def full(self, schema: Schema) -> Any:
        """Every member, lists of two."""
        return self._make(schema, _everything)

    def least(self, schema: Schema) -> Any:
        """Only what is required; empty lists."""
        return self._make(schema, _nothing)

    def _make(self, schema: Schema, optional: Callable[[str], bool]) -> Any:
        if "$ref" not in schema:
            return self._one(schema, optional)
        name = name_of(schema)
        # A schema that leads to itself goes two levels down, and then only where it must.
        self._open[name] += 1
        made = self._one(self._apple.resolve(schema), optional if self._open[name] <= 2 else _nothing)
        self._open[name] -= 1
        return made

    def _one(self, schema: Schema, optional: Callable[[str], bool]) -> Any:
        if "oneOf" in schema:
            return self._make(schema["oneOf"][next(self._numbers) % len(schema["oneOf"])], optional)
        kind = schema.get("type")
        if kind == "object":
            required = schema.get("required", ())
            made = {
                name: self._make(inner, optional)
                for name, inner in schema.get("properties", {}).items()
                if name in required or optional(name)
            }
            if "additionalProperties" in schema and optional("*"):
                made[self._of(TEXTS)] = self._make(schema["additionalProperties"], optional)
            return made
        if kind == "array":
            return [self._make(schema["items"], optional) for _ in range(2)] if optional("[]") else []
        return self.plain(schema)

    def plain(self, schema: Schema) -> Any:
        """A string, a number or a boolean; for a schema that says nothing a structure of them."""
        number = next(self._numbers)
        match schema:
            case {"enum": [*members]}:
                return members[number % len(members)]
            case {"type": "string", "format": "date-time"}:
                return self._of(MOMENTS)
            case {"type": "string", "format": "date"}:
                return self._of(DAYS)
            case {"type": "string", "format": "number"}:
                return self._of(NUMBERS)
            case {"type": "string", "format": "uri" | "uri-reference"}:
                return f"https://example.com/{number}?a=b%20c"
            case {"type": "string"}:
                return f"{self._of(TEXTS)}-{number}"
            case {"type": "integer"}:
                return min(number, schema.get("maximum", number))
            case {"type": "number"}:
                return number + 0.25
            case {"type": "boolean"}:
                return number % 2 == 0
            case _:
                return {"anything": [number, None, "goes"]}

    def _of(self, values: tuple[str, ...]) -> str:
        return values[next(self._numbers) % len(values)]


def nullable_places(apple: Apple, schema: Schema, place: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all members that may be null; lists are not entered."""
    for name, inner in apple.resolve(schema).get("properties", {}).items():
        here = (*place, name)
        if apple.resolve(inner).get("nullable"):
            yield here
        yield from nullable_places(apple, inner, here)
