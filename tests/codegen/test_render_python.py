"""Python source: what a literal says is what it was made of, whatever is in it."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.render.python import answer_type, argument_type, coder, literal, mapping, prose, reader, spelled
from codegen.sdk_model import FieldType

DATE = FieldType("date")
STATE = FieldType("literal", "State")
ICON = FieldType("object", "Icon")
DATES = FieldType("array", item=FieldType("array", item=DATE))
ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@given(ANY_TEXT)
def test_a_literal_means_its_text(text: str) -> None:
    made = literal(text)
    assert ast.literal_eval(made) == text
    assert made.startswith('"')
    assert made.isprintable()


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ("a", '"a"'),
        ("it's", '"it\'s"'),
        ('say "x"', r'"say \"x\""'),
        (r"a\'b", r'''"a\\'b"'''),
        ((), "()"),
        (("a", "b"), '("a", "b",)'),
        (None, "None"),
        (True, "True"),
        (200, "200"),
    ],
)
def test_literals(value: object, source: str) -> None:
    assert literal(value) == source


@given(ANY_TEXT)
def test_prose_stands_in_a_docstring(text: str) -> None:
    source = f'"""One. {prose(text)}.\n"""'
    source.encode()
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    said: str = ast.literal_eval(source)
    # Words of hundreds of letters may be parted.
    assert said.replace(" ", "") == f"One.{''.join(shown.split())}.\n"


@pytest.mark.parametrize(
    ("kind", "answer", "argument"),
    [
        (FieldType("string"), "str", "str"),
        (FieldType("number"), "float", "float"),
        (FieldType("any"), "Any", "Any"),
        (DATE, "dt.date", "dt.date | str"),
        (FieldType("date-time"), "dt.datetime", "dt.datetime | str"),
        (STATE, "State | str", "State"),
        (ICON, "Icon", "Icon | Mapping[str, Any]"),
        (FieldType("array", item=STATE), "list[State | str]", "Iterable[State]"),
        (FieldType("map", item=FieldType("string")), "dict[str, str]", "Mapping[str, str]"),
        (DATES, "list[list[dt.date]]", "Iterable[Iterable[dt.date | str]]"),
    ],
)
def test_annotations(kind: FieldType, answer: str, argument: str) -> None:
    assert answer_type(kind) == answer
    assert argument_type(kind) == argument


@pytest.mark.parametrize(
    ("kind", "read", "written", "spelling"),
    [
        (FieldType("string"), 'get("a")', '"a"', "string"),
        (STATE, 'get("a")', '"a"', "literal:State"),
        (DATE, "read_date(value)", 'Date("a")', "date"),
        (ICON, "read_nested(Icon, value)", 'Nested("a", "Icon")', "object:Icon"),
        (
            FieldType("array", item=ICON),
            "read_list(Icon, value)",
            'Array("a", Nested("a", "Icon"))',
            "array:object:Icon",
        ),
        (FieldType("array", item=STATE), 'get("a")', 'Array("a")', "array:literal:State"),
        (
            DATES,
            "read_list(partial(read_list, read_date), value)",
            'Array("a", Array("a", Date("a")))',
            "array:array:date",
        ),
    ],
)
def test_how_a_value_is_read_and_written(kind: FieldType, read: str, written: str, spelling: str) -> None:
    assert reader("a", kind).endswith(read)
    assert coder("a", kind) == written
    assert spelled(kind) == spelling


def test_a_mapping() -> None:
    assert mapping({"a": '"x"', "b": "Date(1)"}) == '{"a": "x", "b": Date(1)}'
