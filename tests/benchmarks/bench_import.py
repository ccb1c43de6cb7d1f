"""A new process until the SDK is imported, and until a method can be called, against `import httpx`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.measure import paired, run_python

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.measure import Row

IMPORTED = "from asc_sdk import AppStoreConnect"
CALLABLE = """
from asc_sdk import ApiKey, AppStoreConnect
AppStoreConnect(ApiKey("ABC123DEFG", KEY, issuer_id="00000000-1111-2222-3333-444444444444")).apps.list
"""


def rows(rounds: int) -> Iterator[Row]:
    from tests.benchmarks.bench_script import KEY

    for what, code, goal in (
        ("a new process, `from asc_sdk import AppStoreConnect`", IMPORTED, 0.5),
        ("the same, up to `asc.apps.list` being callable", CALLABLE.replace("KEY", repr(KEY)), 0.75),
    ):
        measured = paired(lambda code=code: run_python(code).cpu, lambda: run_python("import httpx").cpu, rounds)
        yield measured.row(what, goal, "`import httpx`")
