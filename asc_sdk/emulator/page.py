"""A page for people: what is in the store, and the last requests with their answers. No token, no script."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from .messages import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .app import Exchange
    from .messages import Incoming
    from .store import Record, Store

_SHOWN = 200
_STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .2rem .6rem .2rem 0; vertical-align: top; }
tr { border-bottom: 1px solid #8884; } ul { columns: 14rem; padding-left: 1.2rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #8881; padding: .6rem; }
summary { cursor: pointer; } .bad { color: #c33; } code { font-size: .92em; }
"""


def wanted(request: Incoming) -> bool:
    """Whether a request is for a page: Apple has nothing at these addresses."""
    return request.method == "GET" and (request.raw_path == "/" or request.raw_path.startswith("/_/"))


def answer(request: Incoming, store: Store, exchanges: Sequence[Exchange]) -> Answer:
    """The first page, or that of a type."""
    if request.raw_path == "/":
        return _html("App Store Connect on this machine", [*_counts(store), *_requests(exchanges)])
    type = request.segments[1]
    records = list(store.of_type(type).values()) if type in store.types() else []
    if not records:
        return Answer(404, b"There is nothing of this type.", "text/plain;charset=UTF-8")
    return _html(type, ['<p><a href="/">All types</a></p>', *_table(records)])


def _html(title: str, parts: Iterable[str]) -> Answer:
    text = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
        f"<h1>{escape(title)}</h1>{''.join(parts)}</html>"
    )
    return Answer(200, text.encode(), "text/html;charset=UTF-8")


def _counts(store: Store) -> Iterable[str]:
    yield f"<h2>{sum(store.types().values())} resources</h2><ul>"
    for type, count in store.types().items():
        yield f'<li><a href="/_/{escape(type)}">{escape(type)}</a> {count}</li>'
    yield "</ul>"


def _requests(exchanges: Sequence[Exchange]) -> Iterable[str]:
    yield f"<h2>The last {len(exchanges)} requests</h2>" if exchanges else "<h2>No requests yet</h2>"
    for one in reversed(exchanges):
        kind = ' class="bad"' if one.status >= 400 else ""
        yield (
            f"<details><summary><code>{escape(one.method)} {escape(one.target)}</code> <b{kind}>{one.status}</b> "
            f"{one.seconds * 1000:.1f} ms</summary>{_body('Sent', one.body)}{_body('Answered', one.answer)}</details>"
        )


def _body(title: str, content: bytes) -> str:
    if not content:
        return ""
    try:
        text = json.dumps(json.loads(content), indent=2, ensure_ascii=False)
    except ValueError:
        text = repr(content[:2000])
    return f"<p>{title}</p><pre>{escape(text[:20_000])}</pre>"


def _table(records: list[Record]) -> Iterable[str]:
    yield f"<p>{len(records)} resources{f', the first {_SHOWN} shown' if len(records) > _SHOWN else ''}</p><table>"
    yield "<tr><th>id</th><th>attributes</th><th>relationships</th></tr>"
    for record in records[:_SHOWN]:
        edges = {name: [target.id for target in targets] for name, targets in record.edges.items() if targets}
        yield (
            f"<tr id={_quoted(record.id)}><td><code>{escape(record.id)}</code></td>"
            f"<td>{_pairs(record.attributes)}</td><td>{_pairs(edges)}</td></tr>"
        )
    yield "</table>"


def _pairs(values: dict[str, Any]) -> str:
    return "<br>".join(
        f"{escape(name)}: {escape(json.dumps(value, ensure_ascii=False)[:300])}" for name, value in values.items()
    )


def _quoted(text: str) -> str:
    return f'"{escape(text, quote=True)}"'
