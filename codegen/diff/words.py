"""Changes → sentences, with what is code in backticks; those that say the same of several names are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import frozen

from .changes import Change, Difference, Group, Kind, What

SHOWN = 3
# Rows of the table of counts: what users see, whatever it is in a request.
_ROWS: tuple[tuple[str, tuple[What, ...]], ...] = (
    ("attributes", ("attribute",)),
    ("methods", ("method",)),
    ("arguments", ("parameter", "argument")),
    ("fields", ("field", "relationship")),
    ("classes", ("class", "inline_create")),
    ("enumerations", ("enumeration",)),
)
COLUMNS: tuple[str, ...] = ("breaking", "new", "gone", "renamed", "changed", "deprecated")
_COLUMN: dict[Kind, str] = {"added": "new", "removed": "gone", "renamed": "renamed", "deprecated": "deprecated"}
_NOUNS: dict[What, tuple[str, str]] = {
    "attribute": ("attribute", "attributes"),
    "method": ("method", "methods"),
    "parameter": ("argument", "arguments"),
    "argument": ("argument", "arguments"),
    "field": ("field", "fields"),
    "relationship": ("relationship", "relationships"),
    "class": ("class", "classes"),
    "inline_create": ("class", "classes"),
    "enumeration": ("name", "names"),
}
# Sentences of which several names can be the subject; {names}, {noun} and {places} are filled in.
_LISTS: dict[Kind, str] = {
    "added": "New {noun}{of}: {names}",
    "removed": "Gone{of}: {names}",
    "required": "Required now{of}: {names}",
    "optional": "No longer required{of}: {names}",
    "deprecated": "Deprecated{of}: {names}",
    "undeprecated": "No longer deprecated{of}: {names}",
    "nullable": "May be None now{of}: {names}",
    "not_nullable": "May no longer be None{of}: {names}",
    "members": "{names}{of}: {members}",
    "maximum": "{names}{of}: {new}, {old} before",
    "type": "{names}{of}: `{new}`, was `{old}`",
}
# Sentences about one name.
_SINGLE: dict[Kind, str] = {
    "renamed": "{old}{of} is now {new}",
    "returns": "{name} returns `{new}`, was `{old}`",
    "path": "{name}{of} is Apple's `{new}`, was `{old}`",
    "media_type": "{name} answers with `{new}`, was `{old}`",
}


@frozen
class Line:
    """One sentence, and all places where it is true."""

    what: What
    kind: Kind
    breaking: bool
    text: str
    places: tuple[str, ...]

    @property
    def hides(self) -> bool:
        """Whether the sentence does not name all places."""
        return len(self.places) > SHOWN


def lines(changes: Iterable[Change]) -> list[Line]:
    """The sentences of some changes, in their order."""
    alike: dict[object, list[Change]] = defaultdict(list)
    for change in changes:
        # A renamed thing stands for itself; what else has the same to say of the same places is said at once.
        own = change.name if change.kind in _SINGLE else ""
        noun = _NOUNS[change.what]
        key = (own, noun, change.kind, change.breaking, change.places, change.old, change.new, change.added)
        alike[key, change.removed].append(change)
    return [_line(found) for found in alike.values()]


def sentences(difference: Difference) -> list[Line]:
    """The sentences of all groups, those about what breaks first."""
    found = [line for group in difference.groups for line in lines(group.changes)]
    return sorted(found, key=lambda line: not line.breaking)


def title(difference: Difference) -> str:
    """What the two documents are."""
    return f"App Store Connect API {difference.old.version} → {difference.new.version}"


def heading(group: Group) -> str:
    """A group's name, with the classes that belong to an attribute."""
    words = [f"`{group.title}`" if group.title.isidentifier() or group.title.startswith("asc.") else group.title]
    return " · ".join([*words, *(f"`{name}`" for name in group.classes)])


def counts(difference: Difference) -> list[tuple[str, dict[str, int]]]:
    """The table of counts; a change that many places share counts once."""
    table: list[tuple[str, dict[str, int]]] = []
    for label, whats in _ROWS:
        row = dict.fromkeys(COLUMNS, 0)
        for change in difference.changes:
            if change.what in whats:
                row[_COLUMN.get(change.kind, "changed")] += 1
                row["breaking"] += change.breaking
        table.append((label, row))
    return table


def summary(difference: Difference) -> str:
    """How much there is, in one sentence."""
    if not difference.changes:
        return "No change: the SDK is the same from both documents."
    changes = _many(len(difference.changes), "change")
    breaking = (
        f"{difference.breaking:,} of {changes} can break code" if difference.breaking else f"{changes}, none breaks"
    )
    before, after = (
        f"{_many(side.methods, 'method')} and {_many(side.classes, 'class')}"
        for side in (difference.old, difference.new)
    )
    return f"{breaking}. The SDK has {after}, and had {before}."


def _many(number: int, noun: str) -> str:
    plural = "" if number == 1 else "es" if noun.endswith("s") else "s"
    return f"{number:,} {noun}{plural}"


def sentence(change: Change) -> str:
    """One change as one sentence."""
    return _line([change]).text


def _line(found: Sequence[Change]) -> Line:
    first = found[0]
    names, places = [change.name for change in found], first.places
    if first.what == "method" and first.kind in _LISTS and len(found) > 1:
        # The methods of one attribute: it is named once.
        places = (first.name.rpartition(".")[0],)
        names = [name.rpartition(".")[2] for name in names]
    values = {
        "name": f"`{first.name}`",
        "names": ", ".join(f"`{name}`" for name in names),
        "noun": _noun(first, len(found)),
        "of": _of(first, places),
        "old": first.old,
        "new": first.new,
    }
    match first.kind:
        case "renamed":
            values |= {"old": f"`{first.old}`", "new": f"`{first.new}`"}
        case "maximum":
            values |= {side: f"at most {value}" if value else "no maximum" for side, value in _sides(first)}
        case "members":
            values["members"] = _members(first)
        case "accepted":
            text = "may answer 202: accepted, and not done yet" if first.new else "no longer answers 202"
            return Line(first.what, first.kind, first.breaking, f"{values['name']} {text}", first.places)
        case "path" if first.what == "method":
            values["of"] = ""
            text = "{name} sends `{new}`, was `{old}`".format(**values)
            return Line(first.what, first.kind, first.breaking, text, first.places)
        case _:
            pass
    pattern = _LISTS.get(first.kind) or _SINGLE[first.kind]
    return Line(first.what, first.kind, first.breaking, pattern.format(**values), first.places)


def _noun(change: Change, number: int) -> str:
    noun = _NOUNS[change.what][number > 1]
    required = change.kind == "added" and change.new == "required"
    return f"required {noun}" if required else noun


def _sides(change: Change) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("old", change.old), ("new", change.new)


def _members(change: Change) -> str:
    parts: list[str] = []
    if change.added:
        parts.append(f"new {', '.join(map(_code, change.added))}")
    if change.removed:
        parts.append(f"gone {', '.join(map(_code, change.removed))}")
    return "; ".join(parts)


def _code(member: str) -> str:
    """A member of an enumeration, which may be any text."""
    return f"`{member}`" if member.isprintable() and member.strip() and "`" not in member else f"`{member!a}`"


def _of(change: Change, places: tuple[str, ...]) -> str:
    if not places:
        return ""
    word = "from" if change.kind == "removed" else "in" if change.kind in _LISTS and change.kind != "added" else "of"
    shown = places if len(places) <= SHOWN else places[: SHOWN - 1]
    names = ", ".join(f"`{place}`" for place in shown)
    more = len(places) - len(shown)
    return f" {word} {names}{f' and {more} more' if more else ''}"
