"""Report: one downloaded file, kept as Apple sent it and read as a stream."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Literal, Self, overload

from ..errors import AppStoreConnectError
from .amounts import amount_columns
from .gzip_members import plain
from .layout import Layout, read_layout
from .source import Source
from .table import Rows, decimal_rows, text_rows
from .text import records, texts

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal
    from pathlib import Path
    from types import TracebackType

    import pandas
    import polars

    from .._jsonapi.views import Grid


class Report:
    """A report: sales, finance, analytics, price points, nominations, one-time codes.

    The file stays as Apple sent it (`save`, `read_bytes`). Reading unpacks gzip of any number of members and takes
    tab- or comma-separated text, whichever it is. Cells are exact strings: no amount passes through a float.

    Before the first row is handed out, the whole file is looked through once: a file that is cut off or damaged, a
    row that does not fit its header and a finance report with fewer rows than it says are an
    `UnexpectedResponseError`, never a short table. Memory stays flat all the same.

    A report may be closed (`close`, or a `with` block), and closes itself when nothing refers to it any more.
    """

    __slots__ = ("__layout__", "__source__", "__unpacks__", "media_type")

    def __init__(self, file: BinaryIO, *, media_type: str | None = None) -> None:
        """Takes a file over.

        Args:
            file: a seekable binary file with Apple's bytes; it is read from its start and closed with the report.
            media_type: the answer's content type, which decides between tabs and commas; None: the header line does.
        """
        self.media_type = media_type
        self.__source__ = Source(file)
        self.__layout__: Layout | None = None
        self.__unpacks__ = False

    @classmethod
    def from_bytes(cls, data: bytes, media_type: str | None = None) -> Self:
        """A report out of bytes that are already here.

        Args:
            data: Apple's bytes, gzip or not.
            media_type: as in `Report(...)`.
        """
        import io

        return cls(io.BytesIO(data), media_type=media_type)

    def save(self, path: str | os.PathLike[str], *, check: bool = True) -> Path:
        """Writes Apple's bytes to a file, which appears whole or not at all.

        Args:
            path: where to; an existing file is replaced.
            check: False keeps a cut or damaged file too, for a closer look.

        Returns:
            The path.

        Raises:
            FileNotFoundError: the folder does not exist.
            UnexpectedResponseError: the gzip is cut off or damaged.
        """
        from .saving import write_whole

        if check:
            self.__check_gzip__()
        return write_whole(path, self.__source__.chunks())

    def read_bytes(self) -> bytes:
        """Apple's bytes as they came, all of them in memory."""
        return b"".join(self.__source__.chunks())

    def text(self) -> str:
        """The plain text, unpacked, without a byte order mark, otherwise as it came, all of it in memory.

        Raises:
            UnexpectedResponseError: the gzip is cut off or damaged, or the text is not UTF-8.
        """
        return "".join(self.__texts__())

    @overload
    def rows(self, *, decimals: Literal[False] = False) -> Rows[str]: ...
    @overload
    def rows(self, *, decimals: bool | Iterable[str]) -> Rows[str | Decimal]: ...
    def rows(self, *, decimals: bool | Iterable[str] = False) -> Rows[str] | Rows[str | Decimal]:
        """The rows of the (first) table, each a mapping from column name to cell.

        Args:
            decimals: True reads the amounts (units, prices, proceeds, ...) as `decimal.Decimal`; names of columns
                read just these. A cell that is no number stays a string.

        Returns:
            A sequence that streams from the file each time it is iterated.

        Raises:
            UnexpectedResponseError: the file is cut off, damaged, or no table.
            ValueError: `decimals` names a column that is not there.
        """
        layout = self.__read_layout__()
        # Bound to the source, not to the report: rows may outlive it.
        opened = partial(_records, self.__source__, layout)
        if decimals is False:
            return Rows(opened, text_rows(layout.columns), layout.rows)
        amounts = amount_columns(layout.columns, decimals)
        return Rows(opened, decimal_rows(layout.columns, amounts), layout.rows)

    @property
    def columns(self) -> list[str]:
        """The names in the header line; a repeated one is numbered ("Title", "Title (2)"). Empty: an empty report."""
        return list(self.__read_layout__().columns)

    @property
    def summary(self) -> list[dict[str, str]] | None:
        """The second table of a finance report (one row a country and currency); None where there is none."""
        summary = self.__read_layout__().summary
        return None if summary is None else [dict(row) for row in summary]

    @property
    def totals(self) -> dict[str, str]:
        """The lines of totals below a finance report's rows, such as `{"Total_Rows": "2"}`; the count is checked."""
        return dict(self.__read_layout__().totals)

    @property
    def heading(self) -> dict[str, str]:
        """The names and values above the header line of a detailed finance report, such as its vendor's name."""
        return dict(self.__read_layout__().heading)

    def to_pandas(self, *, decimals: bool | Iterable[str] = False) -> pandas.DataFrame:
        """The rows as a pandas DataFrame: text, nothing guessed ("NA" is Namibia, "" is "").

        Args:
            decimals: as in `rows`; such columns hold `Decimal` objects.

        Raises:
            ImportError: pandas is not installed.
        """
        from .pandas_frame import to_pandas

        layout = self.__read_layout__()
        return to_pandas(_records(self.__source__, layout), layout.columns, amount_columns(layout.columns, decimals))

    def to_polars(self, *, decimals: bool | Iterable[str] = False) -> polars.DataFrame:
        """The rows as a polars DataFrame: text, nothing guessed.

        Args:
            decimals: as in `rows`; such a column becomes a polars Decimal where all its filled cells are numbers
                (empty ones are null), and stays text otherwise.

        Raises:
            ImportError: polars is not installed.
        """
        from .._extras import import_polars
        from . import polars_frame

        import_polars()
        known = self.__layout__
        frame = None
        if known is None or not (known.heading or known.totals or known.summary):
            frame = polars_frame.read_plain(plain(self.__source__.chunks()), self.media_type)
        if frame is None:
            layout = self.__read_layout__()
            frame = polars_frame.read_records(_records(self.__source__, layout), layout.columns)
        return polars_frame.with_decimals(frame, amount_columns(frame.columns, decimals))

    def close(self) -> None:
        """Closes the file; rows that are still being read end in a ValueError."""
        self.__source__.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[Callable[[bytes, str | None], Report], tuple[bytes, str | None]]:
        # For a process pool, and for copies: the bytes go along, the open file cannot.
        return Report.from_bytes, (self.read_bytes(), self.media_type)

    def __repr__(self) -> str:
        kind = self.media_type or "kind not given"
        layout = self.__layout__
        state = "closed" if self.__source__.closed else "not read yet"
        if layout is not None:
            state = f"{layout.rows} rows, {len(layout.columns)} columns"
        return f"<Report {' '.join(kind.split())}: {state}>"

    if not TYPE_CHECKING:  # an editor is to offer no private names

        def _repr_html_(self) -> str | None:
            from .._jsonapi.views import to_html

            grid = self.__grid__()
            return None if grid is None else to_html(grid)

        def __rich__(self) -> object:
            from .._jsonapi.views import to_rich

            grid = self.__grid__()
            return repr(self) if grid is None else to_rich(grid)

    def __grid__(self) -> Grid | None:
        """The first rows; None where there is no table to show, which is no reason to fail."""
        from .._jsonapi.views import cut

        try:
            rows, columns = self.rows(), self.columns
        except (AppStoreConnectError, ValueError):
            return None
        return cut(repr(self), columns, rows, len(rows))

    def __texts__(self) -> Iterator[str]:
        return texts(plain(self.__source__.chunks()))

    def __read_layout__(self) -> Layout:
        if self.__layout__ is None:
            self.__layout__ = read_layout(self.__texts__(), self.media_type)
            self.__unpacks__ = True
        return self.__layout__

    def __check_gzip__(self) -> None:
        if not self.__unpacks__:
            for _ in plain(self.__source__.chunks()):
                pass
            self.__unpacks__ = True


def _records(source: Source, layout: Layout) -> Iterator[list[str]]:
    found = records(texts(plain(source.chunks())), layout.delimiter)
    return islice(found, layout.skip, layout.skip + layout.rows)
