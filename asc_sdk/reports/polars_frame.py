"""Makes a polars DataFrame of a report's rows, at the speed of polars' own reader.

That reader is given the rows in batches, on another thread, while the next batch is being unpacked. It does not mind
a row that is too short, and knows nothing of totals and second tables; so each batch is looked at afterwards, and
where anything is out of the ordinary the frame is made from the records that everybody else reads, slower, and with
their errors.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from .layout import unique
from .text import BOM, TAB, blocks, delimiter_of, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars

_BATCH: Final = 2 << 20
_WAITING: Final = 6  # batches that are read or wait for it; more would only take memory
_READERS: Final = 4
_RECORDS: Final = 20_000


def read_plain(chunks: Iterable[bytes], media_type: str | None) -> polars.DataFrame | None:
    """The frame of a plain tab-separated report; None where the text is anything else, or has a fault.

    Args:
        chunks: the unpacked bytes.
        media_type: the report's.
    """
    first = b""
    batches = blocks(chunks, _BATCH)
    for block in batches:
        first = block
        while first.startswith((b"\n", b"\r\n")):
            first = first.partition(b"\n")[2]
        if first:
            break
    line, _, rest = first.partition(b"\n")
    try:
        header = "".join(lines(line.decode()))
    except UnicodeDecodeError:
        return None
    if TAB not in header or delimiter_of(header, media_type) != TAB or header.startswith("Vendor Name"):
        return None
    return _read_batches(unique(header.split(TAB)), chain([rest], batches))


def _read_batches(columns: list[str], batches: Iterator[bytes]) -> polars.DataFrame | None:
    from collections import deque
    from concurrent.futures import Future, ThreadPoolExecutor

    import polars as pl

    schema = dict.fromkeys(columns, pl.String)
    frames: list[polars.DataFrame] = [pl.DataFrame(schema=schema)]
    waiting: deque[Future[polars.DataFrame | None]] = deque()
    with ThreadPoolExecutor(_READERS) as readers:
        for batch in filter(None, batches):
            waiting.append(readers.submit(_read_batch, batch, columns))
            if len(waiting) > _WAITING:
                frame = waiting.popleft().result()
                if frame is None:
                    return None
                frames.append(frame)
        for future in waiting:
            frame = future.result()
            if frame is None:
                return None
            frames.append(frame)
    return pl.concat(frames, rechunk=False)


def _read_batch(batch: bytes, columns: list[str]) -> polars.DataFrame | None:
    import polars as pl

    if batch.startswith(BOM):
        return None  # in the middle of a file it is a character; polars would take it for a byte order mark
    if b"\r" in batch and batch.count(b"\r") != batch.count(b"\r\n"):
        return None  # polars drops one that does not end a line
    # The same option under the name that it has since polars 2.
    empty: dict[str, Any] = (
        {"missing_utf8_is_empty_string": True} if pl.__version__.startswith("1.") else {"empty_string_is_null": False}
    )
    try:
        frame = pl.read_csv(
            batch,
            has_header=False,
            schema=dict.fromkeys(columns, pl.String),
            separator=TAB,
            quote_char=None,
            **empty,
        )
    except pl.exceptions.PolarsError:
        return None
    if frame.to_series(0).str.starts_with("Total").any():
        return None
    # A row that ends early gets empty cells at its end; only then is it worth counting tabs.
    short = bool((frame.to_series(-1) == "").any())
    if short and batch.count(b"\t") != frame.height * (len(columns) - 1):
        return None
    return frame


def read_records(records: Iterable[list[str]], columns: list[str]) -> polars.DataFrame:
    """The frame of records that have been checked."""
    import polars as pl

    schema = dict.fromkeys(columns, pl.String)
    frames = [pl.DataFrame(schema=schema)]
    rest = iter(records)
    while some := list(islice(rest, _RECORDS)):
        cells = dict(zip(columns, zip(*some, strict=True), strict=True))
        frames.append(pl.DataFrame(cells, schema=schema))
    return pl.concat(frames, rechunk=False)


def with_decimals(frame: polars.DataFrame, amounts: list[str]) -> polars.DataFrame:
    """The frame with these columns as decimals, exact; one that holds anything but numbers stays text."""
    import polars as pl

    for name in amounts:
        text = frame.get_column(name).replace("", None)
        if not text.str.contains(r"^-?[0-9]+(\.[0-9]+)?$").all():
            continue
        fraction = text.str.extract(r"\.([0-9]+)$", 1).str.len_bytes().max()
        scale = fraction if isinstance(fraction, int) else 0
        number = text.cast(pl.Decimal(38, scale), strict=False)
        if number.null_count() == text.null_count():  # more than 38 digits do not fit, and stay text
            frame = frame.with_columns(number)
    return frame
