"""A page for people: the last requests with their answers, and what is in the store. No token, no secret, no script."""

from __future__ import annotations

import json
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .json_types import is_list, is_object
from .messages import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .app import Exchange
    from .messages import Incoming
    from .store import Record, Store

_SHOWN = 200
"""Resources of a type's page."""
_LINKED = 20
"""Resources that one relationship's line names."""
_LONG = 300
_TITLES = ("name", "referenceName", "versionString", "version", "fileName", "title", "locale", "email", "username")
_HIDDEN = ("secret", "password")
_STORAGE = ("/upload/", "/analytics/")
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --dim: #777; --good: #287d3c; --bad: #c8322b;
  --link: #0a5fce; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
@media (prefers-color-scheme: dark) { :root { --dim: #999; --good: #5cc878; --bad: #ff7b72; --link: #6cb0ff; } }
* { box-sizing: border-box; }
body { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
.dim { color: var(--dim); } p { margin: .3rem 0; }
code, pre { font: .86rem/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
pre { white-space: pre-wrap; background: var(--soft); padding: .7rem; border-radius: .4rem; max-height: 30rem;
  overflow-y: auto; margin: .3rem 0 .8rem; }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .35rem 0; padding: 0 .8rem; }
details[open] { padding-bottom: .6rem; }
summary { cursor: pointer; display: flex; flex-wrap: wrap; align-items: baseline;
  gap: 0 .8rem; padding: .4rem 0; }
summary > :nth-child(2) { flex: 1 1 12rem; min-width: 0; }
.status { font-weight: 600; color: var(--good); } .bad { color: var(--bad); }
.types { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 0 1.2rem;
  list-style: none; padding: 0; margin: 0; }
.types li { display: flex; justify-content: space-between; gap: .8rem; border-bottom: 1px solid var(--line);
  padding: .2rem 0; } .types span { color: var(--dim); font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: minmax(0, 19rem) minmax(0, 1fr); gap: .15rem 1rem; margin: .2rem 0 .6rem; }
dt { color: var(--dim); } dd { margin: 0; }
@media (max-width: 40rem) { dl { grid-template-columns: minmax(0, 1fr); } dd { margin-bottom: .4rem; } }
"""


def wanted(request: Incoming) -> bool:
    """Whether a request is for a page: Apple has nothing at these addresses."""
    return request.method == "GET" and (request.raw_path == "/" or request.raw_path.startswith("/_/"))


def answer(request: Incoming, store: Store, exchanges: Sequence[Exchange]) -> Answer:
    """The first page, or that of a type."""
    if request.raw_path == "/":
        title = "App Store Connect on this machine"
        return _html(title, [f"<h1>{title}</h1>", *_requests(exchanges), *_counts(store)])
    type = request.segments[1]
    records = store.of_type(type) if type in store.types() else {}
    if not records:
        return Answer(404, b"There is nothing of this type.", "text/plain;charset=UTF-8")
    return _html(type, [f'<p><a href="/">All types</a></p><h1>{escape(type)}</h1>', *_cards(records)])


def _html(title: str, parts: Iterable[str]) -> Answer:
    text = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><style>{_STYLE}</style>{"".join(parts)}</html>'
    )
    return Answer(200, text.encode(), "text/html;charset=UTF-8")


def _counts(store: Store) -> Iterator[str]:
    yield f'<h2>{sum(store.types().values())} resources</h2><ul class="types">'
    for type, count in store.types().items():
        yield f'<li><a href="/_/{escape(type)}">{escape(type)}</a><span>{count}</span></li>'
    yield "</ul>"


def _requests(exchanges: Sequence[Exchange]) -> Iterator[str]:
    if not exchanges:
        yield '<h2>No requests yet</h2><p class="dim">Load this page again after the first one.</p>'
        return
    yield f"<h2>The last {len(exchanges)} request{'s' if len(exchanges) > 1 else ''}, the newest first</h2>"
    for one in reversed(exchanges):
        bad = " bad" if one.status >= 400 else ""
        # An address of the storage host is signed.
        target = one.target.partition("?")[0] if one.target.startswith(_STORAGE) else one.target
        yield (
            f'<details><summary><span class="status{bad}">{one.status}</span>'
            f'<code>{escape(one.method)} {escape(target)}</code><span class="dim">{one.seconds * 1000:.1f} ms</span>'
            f"</summary>{_body('Sent', one.body)}{_body('Answered', one.answer)}</details>"
        )


def _body(title: str, content: bytes) -> str:
    if not content:
        return f'<p class="dim">{title}: no body</p>'
    try:
        text = json.dumps(_without_secrets(json.loads(content)), indent=2, ensure_ascii=False)
    except ValueError:
        text = repr(content[:2000])
    return f'<p class="dim">{title}</p><pre>{escape(text[:20_000])}</pre>'


def _without_secrets(value: Any) -> Any:
    if is_list(value):
        return [_without_secrets(entry) for entry in value]
    if is_object(value):
        return {
            name: "…"
            if isinstance(entry, str) and any(one in name.lower() for one in _HIDDEN)
            else _without_secrets(entry)
            for name, entry in value.items()
        }
    return value


def _cards(records: dict[str, Record]) -> Iterator[str]:
    more = f", the first {_SHOWN} shown" if len(records) > _SHOWN else ""
    yield f'<p class="dim">{len(records)} resource{"s" if len(records) > 1 else ""}{more}</p>'
    for record in islice(records.values(), _SHOWN):
        attributes = "".join(_line(name, _value(value)) for name, value in record.attributes.items())
        edges = "".join(_line(name, _links(targets)) for name, targets in record.edges.items() if targets)
        yield (
            f'<details open id="{escape(record.id, quote=True)}"><summary><code>{escape(record.id)}</code>'
            f"<b>{escape(_title(record))}</b></summary>"
            + (f"<dl>{attributes}</dl>" if attributes else "")
            + (f"<dl>{edges}</dl>" if edges else "")
            + "</details>"
        )


def _line(name: str, value: str) -> str:
    return f"<dt>{escape(name)}</dt><dd>{value}</dd>"


def _value(value: Any) -> str:
    if value is None:
        return '<span class="dim">null</span>'
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return escape(text if len(text) <= _LONG else text[:_LONG] + "…")


def _links(targets: dict[Record, None]) -> str:
    shown = ", ".join(
        f'<a href="/_/{one.type}#{quote(one.id)}">{escape(_title(one) or one.id)}</a>'
        for one in islice(targets, _LINKED)
    )
    return shown + (f" and {len(targets) - _LINKED} more" if len(targets) > _LINKED else "")


def _title(record: Record) -> str:
    found = (record.attributes.get(name) for name in _TITLES)
    return next((text for text in found if isinstance(text, str) and text), "")
