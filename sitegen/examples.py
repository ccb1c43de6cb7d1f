"""An example call of each method: with what it has to be given, and with something done with the answer.

Tests run every one of them. `asc` is an open client.
"""

from __future__ import annotations

import ast

from attrs import define, field

from .surface import Argument, Client, Method, Model, Surface

_TEXTS = {
    "id": "ID",
    "name": "Example",
    "reference_name": "Example",
    "file": "file.png",
    "file_name": "file.png",
    "locale": "en-US",
    "email": "anna@example.com",
    "url": "https://example.com",
    "filter_vendor_number": "85012345",
    "filter_region_code": "Z1",
    "filter_report_date": "2026-01",
    "identifier": "com.example.app",
    "bundle_id": "com.example.app",
    "version_string": "1.1",
    "cf_bundle_version": "7",
    "udid": "00008120-000A1B2C3D4E5F60",
    "secret": "a long random text",
}
_TELLING = ("identifier", "product_id", "vendor_identifier", "email", "locale", "udid")
"""Fields that tell one resource from the next, before names."""
_VALUES = {
    "bool": "True",
    "int": "1",
    "float": "1.0",
    "dt.datetime": "dt.datetime(2026, 1, 31, 9, tzinfo=dt.UTC)",
    "dt.date": "dt.date(2026, 1, 31)",
    "str": '"text"',
}


def example(client: Client, method: Method, surface: Surface) -> str:
    """The example of a method, as a script goes on after `asc` was opened."""
    writer = _Writer(surface)
    given = [argument for argument in method.arguments if argument.required]
    if method.name == "update" and len(given) == 1:
        given += [argument for argument in method.arguments if not argument.required][:1]
    if method.name == "ensure":
        given, match = _matching(given, method, surface)
        writer.texts["match"] = match
    texts = [writer.argument(argument, client) for argument in given]
    call = f"asc.{client.attribute}.{method.name}"
    line = f"{call}({', '.join(texts)})"
    lines = _use(method, _call(call, texts) if len(line) > 78 else line, surface)
    return "\n".join([*writer.imports(), *lines])


def _matching(given: list[Argument], method: Method, surface: Surface) -> tuple[list[Argument], str]:
    """The arguments of an `ensure`, and the field to match: one that has to be given, else the first that it takes."""
    fields = surface.aliases[method.arguments[0].annotation.split(" | ")[0]]
    required = [argument.name for argument in given if argument.name in fields]
    if required:
        return given, next((name for name in _TELLING if name in required), required[0])
    return [*given, *(argument for argument in method.arguments if argument.name == fields[0])], fields[0]


def _call(call: str, texts: list[str]) -> str:
    return "\n".join([f"{call}(", *(f"    {text}," for text in texts), ")"])


def _use(method: Method, call: str, surface: Surface) -> list[str]:
    returns = method.returns
    if returns == "None":
        return [call]
    if returns == "Report":
        return [f"report = {call}", "for row in report.rows():", "    print(row)"]
    inner = returns.removeprefix("Page[").removesuffix("]").split(" | ")[0]
    name = _variable(inner, surface)
    shown = ", ".join(f"{name}.{shown}" for shown in _shown(inner, surface)) or name
    if returns.startswith("Page["):
        return [f"for {name} in {call}:", f"    print({shown})"]
    if returns.endswith("| None"):
        return [f"{name} = {call}", f"if {name} is not None:", f"    print({shown})"]
    return [f"{name} = {call}", f"print({shown})"]


def _variable(cls: str, surface: Surface) -> str:
    if cls == "ResourceIdentifier":
        return "identifier"
    model = surface.models.get(cls)
    return model.slug if model and model.kind == "resource" else "answer" if "Metric" not in cls else "metric"


def _shown(cls: str, surface: Surface) -> list[str]:
    if cls == "ResourceIdentifier":
        return ["type", "id"]
    model = surface.models.get(cls)
    if model is None or model.kind != "resource":
        return []
    plain = [one.name for one in model.fields if not one.deprecated]
    return plain[:2]


@define
class _Writer:
    surface: Surface
    texts: dict[str, str] = field(factory=_TEXTS.copy)
    _classes: set[str] = field(factory=set[str])
    _dates: bool = False

    def imports(self) -> list[str]:
        lines = ["import datetime as dt"] if self._dates else []
        if self._classes:
            lines.append(f"from asc_sdk.models import {', '.join(sorted(self._classes))}")
        return [*lines, ""] if lines else []

    def argument(self, argument: Argument, client: Client) -> str:
        value = self._value(argument.name, ast.parse(argument.annotation, mode="eval").body)
        if argument.name == "id":
            value = f'"{_singular(client.attribute).upper()}_ID"'
        if argument.name == "file" and client.attribute == "build_uploads":
            value = '"App.ipa"'
        return f"{argument.name}={value}" if argument.keyword else value

    def _value(self, name: str, node: ast.expr) -> str:
        members = _members(node)
        first = ast.unparse(members[0])
        if name == "match" and name in self.texts:
            return f'"{self.texts[name]}"'
        if isinstance(members[0], ast.Subscript):
            outer, inner = ast.unparse(members[0].value), members[0].slice
            if outer in ("Iterable", "list"):
                return f"[{self._value(name, inner)}]"
            return f'"{self.texts.get(name, "text")}"' if outer == "PathLike" else "{}"
        if first in self.surface.aliases:
            return f'"{self.surface.aliases[first][0]}"'
        names = [ast.unparse(member) for member in members]
        inline = next((one for one in names if one.endswith("InlineCreate")), None)
        if inline:
            return self._inline(self.surface.models[inline])
        if "ResourceIdentifier" in names:
            return f'"{_singular(_snake(first)).upper()}_ID"'
        model = self.surface.models.get(first)
        if model:
            inside = model.fields[0]
            return f'{{"{inside.wire}": {self._value(inside.name, ast.parse(inside.annotation, mode="eval").body)}}}'
        if first == "str" and name in self.texts:
            return f'"{self.texts[name]}"'
        self._dates = self._dates or first.startswith("dt.")
        return _VALUES[first]

    def _inline(self, model: Model) -> str:
        self._classes.add(model.name)
        required = [one for one in model.fields if one.default is None]
        given = required or [one for one in model.fields if one.name != "id"][:1]
        texts = (f"{one.name}={self._value(one.name, ast.parse(one.annotation, mode='eval').body)}" for one in given)
        return f"{model.name}({', '.join(texts)})"


def _members(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [*_members(node.left), *_members(node.right)]
    return [node]


def _singular(name: str) -> str:
    """`app_categories` → `app_category`, as far as a placeholder needs it."""
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _snake(name: str) -> str:
    spaced = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return spaced.lstrip("_").removesuffix("_v2").removesuffix("_v3")
