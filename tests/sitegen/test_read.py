"""The package is taken apart as it stands: nothing is missing, and nothing is made up."""

from __future__ import annotations

from asc_sdk.api._operations import OPERATIONS
from asc_sdk.models._registry import RESOURCES
from sitegen.read import client_classes, local_aliases, read_client
from sitegen.surface import Method, Surface

SOURCE = '''
class Posters:
    def list(
        self,
        *,
        filter_name: str | Unset = UNSET,
        limit: int,
    ) -> Page[Poster]:
        """Lists posters,
        all of them.

        GET /v1/posters

        Args:
            filter_name: Filter by
                name.
            limit: At most 200.

        Returns:
            The first page: iterating goes on.

        Raises:
            APIStatusError: Apple refuses it.

        See https://developer.apple.com/posters
        """
        return pages(self)

    @deprecated("Apple marks this operation as deprecated")
    def delete(self, id: str, force: bool = False) -> None:
        """Deletes a poster."""

class AsyncPosters:
    pass

class PostersV2:
    def get(self) -> Poster: ...
'''


def method(name: str) -> Method:
    client = read_client(SOURCE, "Posters", "posters", {})
    return next(one for one in client.methods if one.name == name)


def test_every_operation_is_a_method(surface: Surface) -> None:
    read = [method.operation for client in surface.clients for method in client.methods if method.operation]
    assert sorted(one.id + one.name for one in read) == sorted(one.id + one.name for one in OPERATIONS)
    assert len(surface.clients) == len({one.client for one in OPERATIONS})


def test_every_resource_is_a_model_with_all_its_fields(surface: Surface) -> None:
    assert {model.name for model in surface.resources} == set(RESOURCES)
    for model in surface.resources:
        info = RESOURCES[model.name]
        assert {one.wire for one in model.fields} == {"id", *info.attributes}, model.name
        assert {one.wire for one in model.relationships} == set(info.relationships), model.name


def test_what_apple_marks_as_deprecated_is_marked(surface: Surface) -> None:
    marked = {method.operation for client in surface.clients for method in client.methods if method.deprecated}
    assert {one.id for one in marked if one} == {one.id for one in OPERATIONS if one.deprecated}
    assert any(one.deprecated for model in surface.resources for one in model.fields)


def test_a_signature_stays_as_it_is_formatted_but_for_self() -> None:
    assert method("list").signature.splitlines()[:3] == ["list(", "    *,", "    filter_name: str | Unset = UNSET,"]
    assert method("delete").signature == "delete(id: str, force: bool = False) -> None"


def test_the_docstring_is_taken_apart() -> None:
    read = method("list")
    assert read.summary == "Lists posters, all of them."
    assert [(one.name, one.text, one.required) for one in read.arguments] == [
        ("filter_name", "Filter by name.", False),
        ("limit", "At most 200.", True),
    ]
    assert (read.returns, read.returns_text) == ("Page[Poster]", "The first page: iterating goes on.")
    assert read.raises == (("APIStatusError", "Apple refuses it."),)
    assert (read.apple_page, method("delete").apple_page) == ("https://developer.apple.com/posters", "")


def test_positional_arguments_and_marks() -> None:
    read = method("delete")
    assert [(one.name, one.keyword, one.default) for one in read.arguments] == [
        ("id", False, None),
        ("force", False, "False"),
    ]
    assert (read.deprecated, method("list").deprecated) == (True, False)


def test_a_later_version_stands_in_the_module_of_the_first() -> None:
    source = "class Clients:\n    def posters_v2(self):\n        from .posters import PostersV2\n"
    assert list(client_classes(source)) == [("posters_v2", "posters", "PostersV2")]
    assert [one.name for one in read_client(SOURCE, "PostersV2", "posters_v2", {}).methods] == ["get"]


def test_a_module_has_enumerations_of_its_own() -> None:
    source = 'if TYPE_CHECKING:\n    from x import y\n    AMatch = Literal["name"]\n    BMatch = Literal["a", "b"]\n'
    assert local_aliases(source) == {"AMatch": ("name",), "BMatch": ("a", "b")}
