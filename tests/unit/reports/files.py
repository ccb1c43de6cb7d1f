"""Report files for the tests, of our own making: small tables, and ways of wrapping and splitting them."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise

SALES = b"SKU\tUnits\tDeveloper Proceeds\nA\t1\t0.70\nB\t-2\t10.50\n"
SALES_ROWS = [
    {"SKU": "A", "Units": "1", "Developer Proceeds": "0.70"},
    {"SKU": "B", "Units": "-2", "Developer Proceeds": "10.50"},
]

FINANCE = (
    "Start Date\tEnd Date\tQuantity\tPartner Share\n"
    "03/29/2026\t05/02/2026\t1\t4.52\n"
    "03/29/2026\t05/02/2026\t2\t4.52\n"
    "Total_Rows\t2\n"
    "\n"
    "Country Of Sale\tPartner Share Currency\tQuantity\tExtended Partner Share\n"
    "AE\tAED\t3\t13.56\n"
)
FINANCE_ROWS = [
    {"Start Date": "03/29/2026", "End Date": "05/02/2026", "Quantity": "1", "Partner Share": "4.52"},
    {"Start Date": "03/29/2026", "End Date": "05/02/2026", "Quantity": "2", "Partner Share": "4.52"},
]
FINANCE_SUMMARY = [
    {"Country Of Sale": "AE", "Partner Share Currency": "AED", "Quantity": "3", "Extended Partner Share": "13.56"}
]


def members(data: bytes, cuts: Iterable[int], padding: int = 0) -> bytes:
    """`data` as gzip: a new member at each of `cuts` (any numbers, empty members too), then NUL bytes."""
    places = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    parts = [data[start:stop] for start, stop in pairwise(places)]
    return b"".join(gzip.compress(part, mtime=0) for part in parts) + bytes(padding)


def pieces(data: bytes, size: int) -> list[bytes]:
    """`data` in chunks of `size` bytes."""
    return [data[start : start + size] for start in range(0, len(data), size)]


def same_content(damaged: bytes, content: bytes) -> bool:
    """Whether a damaged gzip still unpacks to `content`: its time stamp, for one, guards nothing."""
    try:
        return gzip.decompress(damaged) == content
    except (OSError, EOFError, zlib.error):
        return False


class ShortReads(io.BytesIO):
    """A file that never gives more than a few bytes at once, as a socket or a pipe does."""

    def __init__(self, data: bytes, most: int) -> None:
        super().__init__(data)
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = self._most if size is None or size < 0 else min(size, self._most)
        return super().read(wanted)


def chunk_iterator(data: bytes, sizes: Iterable[int]) -> Iterator[bytes]:
    """`data` in chunks of these sizes, again and again; a size of 0 gives an empty chunk."""
    rest = memoryview(data)
    wanted = list(sizes) or [1]
    if not any(wanted):
        wanted.append(1)
    while rest:
        for size in wanted:
            yield bytes(rest[:size])
            rest = rest[size:]
