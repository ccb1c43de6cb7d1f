"""What the template of a client attribute prints for the upload of files: a constant, `upload` and `resume`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from ..sdk_model import BodyRelationship, Client, Field, Method, Upload
from . import python
from .docs import field_doc, one_of
from .models import argument_annotation

# Read from the file: an upload does not ask for them. What an archive says can be given all the same.
_OF_FILE = frozenset({"fileName", "fileSize"})
_OF_ARCHIVE = frozenset({"cfBundleShortVersionString", "cfBundleVersion", "platform"})
_TERMS = (
    "on_progress: Callable[[int, int], object] | None = None",
    "wait: bool = True",
    "timeout: float = {timeout}",
    "parallel: int = 4",
)
_TERMS_DOC = """\
    on_progress: Called with the bytes sent so far and the bytes of the file.
    wait: Whether to wait until Apple has processed the file.
    timeout: Seconds to wait for that.
    parallel: How many parts are sent side by side."""
_KEEP_DOC = "    keep: Whether to leave what was reserved in place when the upload fails, for `resume`."
_RAISES = """\
Raises:
    UploadError: The file did not get through, or Apple could not process it: `errors` has what Apple
        says, `id` what `resume` takes.
    APIStatusError: Apple refuses a step; APIConnectionError: no answer came."""
_NEEDED = ("PathLike", "UploadTerms", "async_resume", "async_upload", "resume", "upload")
# Seconds: an asset takes minutes, a build the better part of an hour.
_TIMEOUTS = {False: 1800, True: 7200}

IMPORTS = {
    ".._endpoint": (
        "ArchiveUpload",
        "Finder",
        "Upload",
        "UploadTerms",
        "async_resume",
        "async_upload",
        "resume",
        "upload",
    )
}
TYPE_IMPORTS = {"collections.abc": ("Callable",), "os": ("PathLike",)}


def constant_prefix(client: Client) -> str:
    """What the constants of a later version begin with: it stands in the module of the first, with the first's."""
    version = client.attribute.removeprefix(client.module).strip("_")
    return f"{version.upper()}_" if version else ""


def upload_view(client: Client, by_attribute: Mapping[str, Client]) -> dict[str, Any] | None:
    """The upload of a client attribute; None where it takes no files.

    Args:
        client: The attribute.
        by_attribute: All of them, for the one whose resource has the file of an archive.
    """
    upload = client.upload
    create = next((item for item in client.methods if item.kind == "createInstance"), None)
    if upload is None or create is None or create.body is None:
        return None
    archive = bool(upload.files)
    arguments = _arguments(create, archive=archive)
    timeout = _TIMEOUTS[archive]
    terms = [text.format(timeout=timeout) for text in _TERMS]
    keywords = [keyword(item) for item in arguments]
    delete = any(item.kind == "deleteInstance" for item in client.methods)
    kind = "ArchiveUpload" if archive else "Upload"
    prefix = constant_prefix(client)
    names = ["CREATE", "GET", *([] if archive else ["UPDATE"]), *(["DELETE"] if delete else [])]
    values = ", ".join([*(f"_{prefix}{name}" for name in names), *_extras(upload, prefix)])
    return {
        "constant": f"{prefix}UPLOAD",
        "definition": f"{prefix}UPLOAD: {kind}[{upload.resource}] = {kind}({values})",
        "import": _files_import(by_attribute[upload.files], prefix) if archive else "",
        "returns": upload.resource,
        "keywords": [*keywords, *terms, "keep: bool = False"],
        "resume_keywords": [*terms, "keep: bool = True"],
        "passed": "".join(f", {item.name}={item.name}" for item in arguments),
        "terms": "UploadTerms(on_progress, wait, timeout, parallel, keep)",
        "doc": _indented(_doc(client, arguments, archive=archive)),
        "resume_doc": _indented(_resume_doc(client)),
        "needed": {*_NEEDED, kind, *(["Finder"] if upload.finders else [])},
    }


def _arguments(create: Method, *, archive: bool) -> list[Field | BodyRelationship]:
    body = create.body
    assert body is not None
    fields = [field for field in body.fields if field.wire not in _OF_FILE]
    if archive:
        fields = [evolve(field, required=False) if field.wire in _OF_ARCHIVE else field for field in fields]
    return required_first((*fields, *body.relationships))


def required_first(items: Iterable[Field | BodyRelationship]) -> list[Field | BodyRelationship]:
    """The arguments, those that must be given before the others."""
    return sorted(items, key=lambda item: not item.required)


def keyword(item: Field | BodyRelationship) -> str:
    """An argument of a create as a method's signature has it."""
    annotation = argument_annotation(item) if isinstance(item, Field) else python.relationship_argument(item)
    return f"{item.name}: {annotation}" if item.required else f"{item.name}: {annotation} | Unset = UNSET"


def _files_import(files: Client, prefix: str) -> str:
    return f"from .{files.module} import {constant_prefix(files)}UPLOAD as _{prefix}FILES"


def _extras(upload: Upload, prefix: str) -> Iterable[str]:
    if upload.files:
        yield f"files=_{prefix}FILES, link={python.literal(upload.files_link)}"
    if upload.checksum:
        yield f"checksum={python.literal(upload.checksum)}"
    if upload.finders:
        yield f"finders={python.finders(upload.finders)}"


def _doc(client: Client, arguments: Iterable[Field | BodyRelationship], *, archive: bool) -> str:
    one = one_of(client)
    if archive:
        first = "Uploads an archive: reads its versions, reserves, sends the file in parts, commits and waits."
        file = "    file: The path of an .ipa or a .pkg, which says what app, version and platform it is."
    else:
        first = f"Uploads the file of {one}: reserves, sends it in parts, commits and waits."
        file = "    file: The path of the file; its name is kept."
    lines = [file, *(_argument_doc(item, archive=archive) for item in arguments), _TERMS_DOC, _KEEP_DOC]
    return f"{first}\n\nArgs:\n" + "\n".join(lines) + f"\n\nReturns:\n    {_returned(client)}\n\n{_RAISES}\n"


def _argument_doc(item: Field | BodyRelationship, *, archive: bool) -> str:
    if archive and isinstance(item, Field) and item.wire in _OF_ARCHIVE:
        return f"    {item.name}: Apple's `{item.wire}`; left out, the archive says it."
    return field_doc(item)


def _resume_doc(client: Client) -> str:
    return (
        f"Takes up the upload of {one_of(client)} that was reserved and not finished, or waits for its processing.\n\n"
        "Args:\n    id: The id of the resource, which the `UploadError` has.\n    file: The path of the same file.\n"
        f"{_TERMS_DOC}\n    keep: Whether to leave what was reserved in place when this fails too.\n\n"
        f"Returns:\n    {_returned(client)}\n\n{_RAISES}\n"
    )


def _returned(client: Client) -> str:
    noun = one_of(client).partition(" ")[2]
    return f"The {noun}, as Apple gives it in the end."


def _indented(text: str) -> str:
    return textwrap.indent(text, " " * 8).strip()
