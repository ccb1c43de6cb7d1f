"""Turns plain bytes into text and text into records: tab-separated without quoting, comma-separated with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..errors import UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TAB: Final = "\t"
COMMA: Final = ","
BOM: Final = b"\xef\xbb\xbf"


def blocks(chunks: Iterable[bytes], least: int = 0) -> Iterator[bytes]:
    """The bytes in pieces of whole lines, without the byte order mark; only the last may lack its newline.

    Args:
        chunks: the bytes, split anywhere.
        least: how many bytes to gather before a piece is cut.
    """
    first = True
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        cut = chunk.rfind(b"\n") + 1 if size >= least else 0
        if not cut:
            pieces.append(chunk)
            continue
        pieces.append(chunk[:cut])
        block = b"".join(pieces)
        yield block.removeprefix(BOM) if first else block
        first = False
        pieces = [chunk[cut:]]
        size = len(pieces[0])
    block = b"".join(pieces)
    if first:
        block = block.removeprefix(BOM)
    if block:
        yield block


def texts(chunks: Iterable[bytes]) -> Iterator[str]:
    """The same as text.

    Raises:
        UnexpectedResponseError: the bytes are not UTF-8.
    """
    start = 0
    for block in blocks(chunks):
        try:
            yield block.decode()
        except UnicodeDecodeError as error:
            raise UnexpectedResponseError(
                f"The report is not UTF-8 text: byte 0x{block[error.start]:02x} at {start + error.start}"
                f" of its plain text ({error.reason}). save(path) keeps it as it came."
            ) from error
        start += len(block)


def lines(text: str) -> list[str]:
    r"""The lines of one block of tab-separated text, without their ends.

    Only `\n` and `\r\n` end a line: `str.splitlines` would also cut at characters that occur in titles (U+2028).
    """
    result = text.split("\n")
    if not result[-1]:
        result.pop()
    if "\r" in text:
        result = [line.removesuffix("\r") for line in result]
    return result


def tab_records(parts: Iterable[str]) -> Iterator[list[str]]:
    """The cells of every line that is not blank. A quotation mark is a character like any other."""
    for part in parts:
        for line in lines(part):
            if line:
                yield line.split(TAB)


def comma_records(parts: Iterable[str]) -> Iterator[list[str]]:
    """The cells of every record that is not blank, by RFC 4180: quoted cells may hold commas, quotes and newlines.

    Raises:
        UnexpectedResponseError: the quoting is broken, as in a file that ends within a quoted cell.
    """
    import csv
    import io

    reader = csv.reader((line for part in parts for line in io.StringIO(part, newline="")), strict=True)
    try:
        for record in reader:
            if record:
                yield record
    except csv.Error as error:
        raise UnexpectedResponseError(
            f"The report's line {reader.line_num} is not CSV: {error}. The file is cut off or damaged;"
            " text() and save(path) give it as it came."
        ) from error


def records(parts: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The records of `parts` by the rules that go with `delimiter`."""
    return comma_records(parts) if delimiter == COMMA else tab_records(parts)


def delimiter_of(line: str, media_type: str | None) -> str:
    """Tab or comma: what the media type says, else what the header line has.

    Where the two disagree the line wins, since Apple also sends tab-separated text under a name that ends in `.csv`.
    """
    declared = (media_type or "").partition(";")[0].strip().lower()
    if TAB in line:
        return COMMA if COMMA in line and declared == "text/csv" else TAB
    if declared == "text/csv":
        return COMMA
    return COMMA if (COMMA in line or line.startswith('"')) and declared != "text/tab-separated-values" else TAB
