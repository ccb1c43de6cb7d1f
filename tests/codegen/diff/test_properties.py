"""What holds for any two documents: none differs from itself, and the way back finds the opposite."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from codegen.diff import Difference, compare
from codegen.errors import NoRuleError
from codegen.sdk_model import Sdk
from tests.codegen.documents import (
    DATE_TIME,
    ID,
    INTEGER,
    STRING,
    Json,
    answers,
    array,
    enum,
    obj,
    operation,
    page_of,
    query,
    request,
    resource,
    things,
    to_many,
    to_one,
    with_operation,
)
from tests.codegen.lowered import lowered

NAMES = st.sampled_from(["name", "names", "state", "states", "size", "iconAsset", "iconAssets", "class"])


@st.composite
def members(draw: st.DrawFn) -> Json:
    return enum(*draw(st.lists(st.sampled_from("ABCD"), min_size=1, unique=True)))


@st.composite
def values(draw: st.DrawFn) -> Json:
    plain = st.sampled_from([STRING, INTEGER, DATE_TIME])
    value: Json = draw(
        st.one_of(plain, members(), st.dictionaries(NAMES, plain, min_size=1, max_size=3).map(lambda inner: obj(inner)))
    )
    value = array(value) if draw(st.booleans()) else value
    return {**value, **dict.fromkeys(draw(st.sets(st.sampled_from(["nullable", "deprecated"]))), True)}


@st.composite
def links(draw: st.DrawFn) -> Json:
    kind = draw(st.sampled_from(["things", "others", "strangers"]))
    return draw(st.sampled_from([to_one(kind), to_many(kind), obj({"links": obj({"self": STRING})})]))


@st.composite
def parameters(draw: st.DrawFn) -> list[Json]:
    wires = ["filter[a]", "filter[as]", "sort", "limit", "fields[others]"]
    names = draw(st.lists(st.sampled_from(wires), max_size=3, unique=True))
    kinds = st.one_of(st.sampled_from([STRING, INTEGER, array(STRING)]), members(), members().map(array))
    return [query(name, draw(kinds), required=draw(st.booleans())) for name in names]


ATTRIBUTES: st.SearchStrategy[Json] = st.dictionaries(NAMES, values(), max_size=4)
# Under names that no attribute has.
LINKS: st.SearchStrategy[Json] = st.dictionaries(
    st.sampled_from(["ownerLink", "ownersLink", "parts"]), links(), max_size=2
)
METHODS = st.lists(st.sampled_from(["parts", "pieces", "owners"]), max_size=2, unique=True)


@st.composite
def documents(draw: st.DrawFn) -> Json:
    """`Thing` with any attributes and parameters, perhaps other classes, perhaps more methods."""
    choices: list[dict[str, str]] = [{}, {"Other": "others"}, {"Stranger": "others"}, {"Other": "strangers"}]
    others = draw(st.sampled_from(choices))
    schemas = {name: resource(kind, draw(ATTRIBUTES)) for name, kind in others.items()}
    made = things(None, None, *draw(parameters()), **schemas)
    made["components"]["schemas"]["Thing"] = resource("things", draw(ATTRIBUTES), draw(LINKS))
    made["components"]["schemas"]["ThingCreateRequest"] = request("things", draw(ATTRIBUTES))
    for number, name in enumerate(draw(METHODS)):
        one = operation(f"things_{name}_getToManyRelated", answers(page_of("Thing")), ID)
        with_operation(made, "get", f"/v1/things/{{id}}/{number}", one)
    return made


# Lowering is quick, and a machine may be busy.
UNHURRIED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def sdks(draw: st.DrawFn) -> Sdk:
    """What the generator makes of a document; those with more enumerations than names for them are refused."""
    try:
        return lowered(draw(documents()))
    except NoRuleError as error:
        if "a name for the enumeration" in str(error):
            reject()
        raise


SDKS = sdks()


def counted(difference: Difference, kind: str) -> Counter[tuple[str, str, str]]:
    """The changes of a kind, once for each of their places.

    What was renamed is named alike on both ways: where it is a place, and for itself.
    """
    names = [{change.old, change.new} for change in difference.changes if change.kind == "renamed"]
    same = {name: min(pair) for pair in names for name in pair}
    found = (change for change in difference.changes if change.kind == kind)
    return Counter(
        (change.what, same.get(change.name, change.name), same.get(place, place))
        for change in found
        for place in change.places or ("",)
    )


@UNHURRIED
@given(sdk=SDKS)
def test_nothing_differs_from_itself(sdk: Sdk) -> None:
    found = compare(sdk, sdk)
    assert (found.changes, found.groups, found.breaking) == ((), (), 0)


@UNHURRIED
@given(old=SDKS, new=SDKS)
def test_the_way_back_finds_the_opposite(old: Sdk, new: Sdk) -> None:
    there, back = compare(old, new), compare(new, old)
    for kind, opposite in (("added", "removed"), ("required", "optional"), ("deprecated", "undeprecated")):
        assert counted(there, kind) == counted(back, opposite)
        assert counted(there, opposite) == counted(back, kind)
    renamed = Counter((change.what, change.old, change.new) for change in there.changes if change.kind == "renamed")
    swapped = Counter((change.what, change.new, change.old) for change in back.changes if change.kind == "renamed")
    assert renamed == swapped


@UNHURRIED
@given(old=SDKS, new=SDKS)
def test_all_that_differs_is_told(old: Sdk, new: Sdk) -> None:
    same = (old.clients, old.resources, old.objects) == (new.clients, new.resources, new.objects)
    if not compare(old, new).changes:
        # Left: what the SDK makes nothing of, such as an answer's null, and the order of members.
        assert _visible(old) == _visible(new)
    if same:
        assert compare(old, new).changes == ()


def _visible(sdk: Sdk) -> object:
    classes = [(item.name, sorted(member.name for member in item.fields)) for item in (*sdk.resources, *sdk.objects)]
    methods = [
        (client.attribute, method.name, sorted(parameter.name for parameter in method.parameters))
        for client in sdk.clients
        for method in client.methods
    ]
    return classes, methods, sorted((alias.name, sorted(alias.values)) for alias in sdk.literals)
