"""Makes one table of many files: one header, then the rows of all, in the order of the files."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from ..errors import UnexpectedResponseError
from ..reports.gzip_members import plain
from ..reports.text import COMMA, blocks, delimiter_of, records, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_IN_MEMORY = 4 * 1024 * 1024
_PIECE = 1 << 18


class _TemporaryFile(SpooledTemporaryFile[bytes]):
    """Closes itself without a warning: nobody has to close the report of a script."""

    def __del__(self) -> None:
        self.close()


def join(paths: Sequence[str]) -> BinaryIO:
    """Join the tables in these files.

    Where a later file has further columns, the others have nothing in them: Apple adds columns over time.

    Returns:
        A temporary file at position 0.

    Raises:
        UnexpectedResponseError: a file is damaged, or is no table.
    """
    heads = {path: head for path in paths if (head := _head(path))}
    columns: list[str] = []
    for head in heads.values():
        columns += [name for name in _cells(head) if name not in columns]
    out = cast("BinaryIO", _TemporaryFile(max_size=_IN_MEMORY))
    try:
        delimiter = _delimiter(next(iter(heads.values()), b""))
        out.write(_line(columns, delimiter))
        for path, head in heads.items():
            if _cells(head) == columns and _delimiter(head) == delimiter:
                _copy(path, out)
            else:
                _fit(path, columns, delimiter, out)
        out.seek(0)
    except BaseException:
        out.close()
        raise
    return out


def _delimiter(head: bytes) -> str:
    return delimiter_of(head.decode("utf-8", "replace"), None)


def _plain(path: str) -> Iterator[bytes]:
    def pieces() -> Iterator[bytes]:
        with open(path, "rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    return plain(pieces())


def _head(path: str) -> bytes:
    """The first line, without its end; empty for an empty file."""
    for block in blocks(_plain(path)):
        return block.partition(b"\n")[0].rstrip(b"\r")
    return b""


def _cells(head: bytes) -> list[str]:
    empty: list[str] = []
    found = next(records([head.decode("utf-8", "replace")], _delimiter(head)), empty)
    if len(set(found)) != len(found):
        raise UnexpectedResponseError("an analytics segment has two columns of the same name")
    return found


def _line(cells: Sequence[str], delimiter: str) -> bytes:
    if not cells:
        return b""
    if delimiter != COMMA:
        return (delimiter.join(cells) + "\n").encode()
    import csv
    import io

    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()


def _copy(path: str, out: BinaryIO) -> None:
    """The rows as they are, byte for byte."""
    first, last = True, b"\n"
    for block in blocks(_plain(path)):
        rows = block.partition(b"\n")[2] if first else block
        first = False
        out.write(rows)
        last = rows[-1:] or last
    if last != b"\n":
        out.write(b"\n")


def _fit(path: str, columns: Sequence[str], delimiter: str, out: BinaryIO) -> None:
    """The rows with their cells where the columns are."""
    head = _head(path)
    own = _cells(head)
    rows = records(texts(_plain(path)), _delimiter(head))
    next(rows, None)
    for row in rows:
        if len(row) != len(own):
            raise UnexpectedResponseError(
                f"a row of an analytics segment has {len(row)} cells, and its header {len(own)}"
            )
        cells = dict(zip(own, row, strict=True))
        out.write(_line([cells.get(name, "") for name in columns], delimiter))
