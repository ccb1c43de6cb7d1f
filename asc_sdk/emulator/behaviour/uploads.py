"""Uploads: a reservation's parts, the host that takes them, and what a commit comes to by the bytes that came."""

from __future__ import annotations

import hashlib
import mimetypes
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..files import Files
from ..json_types import is_object
from ..messages import Answer
from ..schema import kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..clock import Clock
    from ..messages import Incoming
    from ..store import Record, Store
    from ..timeline import Timeline

PREFIX = "upload"
"""First part of the paths of the upload host."""

# What Apple's storage has no use for: a bearer token is a leak, a chunked body is refused.
_UNWANTED = ("authorization", "cookie", "transfer-encoding")
_LIFE = timedelta(hours=1)
"""How long a part's address is good for; then the resource has a new one."""
_FINISH, _RENEW = "upload finished", "upload addresses ended"


class Uploads:
    """Takes files in parts."""

    def __init__(
        self, store: Store, clock: Clock, timeline: Timeline, part_size: int, arrived: Callable[[Record, bool], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._timeline = timeline
        self._part_size = part_size
        self._arrived = arrived
        self.files = Files()
        self.base = ""
        """Where the upload host listens."""
        timeline.learn(_FINISH, self._finish)
        timeline.learn(_RENEW, self._renew)
        store.on_remove(self._removed)

    def reserve(self, record: Record) -> None:
        """Give a new resource its operations."""
        self.files.forget(record)
        self._sign(record)
        self._store.change(record, _state(record, "AWAITING_UPLOAD"))

    def put(self, request: Incoming) -> Answer:
        """A part arrives: keep it, or refuse it as a storage host does, in XML."""
        _, type, id, number, *_ = [*request.segments, "", "", "", ""]
        record = self._store.get(type, id)
        operations: list[Any] = (record.attributes.get("uploadOperations") or []) if record is not None else []
        index = int(number) - 1 if number.isdigit() else -1
        if record is None or request.method != "PUT" or not 0 <= index < len(operations):
            return _refused(404, "NoSuchUpload", "The upload does not exist")
        operation = operations[index]
        unwanted = [name for name in _UNWANTED if name in request.headers]
        if unwanted:
            return _refused(400, "InvalidRequest", f"Headers that were not asked for: {', '.join(unwanted)}")
        if request.target != operation["url"].removeprefix(self.base):
            return _refused(403, "SignatureDoesNotMatch", "The address is not the one that was signed, or has ended")
        for header in operation["requestHeaders"]:
            if request.headers.get(header["name"].lower()) != header["value"]:
                return _refused(403, "SignatureDoesNotMatch", f"The header {header['name']} is not the one signed")
        if len(request.body) != operation["length"]:
            return _refused(400, "IncompleteBody", f"{operation['length']} bytes are needed, {len(request.body)} came")
        self.files.put(record, index, request.body)
        return Answer(200, headers={"ETag": f'"{hashlib.md5(request.body, usedforsecurity=False).hexdigest()}"'})

    def commit(self, record: Record) -> None:
        """The client says that everything was sent."""
        self._store.change(record, {"uploadOperations": [], **_state(record, "UPLOAD_COMPLETE")})
        self._timeline.then(_FINISH, record)

    def move(self, base: str) -> None:
        """Listen elsewhere: after a restart the addresses of what still waits for its file lead there."""
        before, self.base = self.base, base
        for record in self._uploading():
            operations = [
                {**operation, "url": base + str(operation["url"]).removeprefix(before)}
                for operation in record.attributes["uploadOperations"]
            ]
            self._store.change(record, {"uploadOperations": operations})

    def _uploading(self) -> Iterator[Record]:
        types = {kind.type for kind in kinds().values() if "uploadOperations" in kind.attributes}
        for type in types:
            yield from [one for one in self._store.of_type(type).values() if one.attributes.get("uploadOperations")]

    def _sign(self, record: Record) -> None:
        """Give a resource addresses that are good for a while."""
        size = int(record.attributes.get("fileSize") or 0)
        name = str(record.attributes.get("fileName") or "")
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        signature = int(record.private.get("signature", 0)) + 1
        record.private["signature"] = signature
        operations: list[dict[str, Any]] = []
        for number, offset in enumerate(range(0, size, self._part_size), 1):
            address = f"{PREFIX}/{record.type}/{record.escaped_id}/{number}?signature={signature}.{number}%2Babc%3D"
            operation: dict[str, Any] = {
                "method": "PUT",
                "url": f"{self.base}/{address}",
                "length": min(self._part_size, size - offset),
                "offset": offset,
                "requestHeaders": [{"name": "Content-Type", "value": media_type}],
            }
            if "DeliveryFile" in record.kind.attributes["uploadOperations"]:
                expiration = self._clock.text(_LIFE)
                operation |= {"partNumber": number, "expiration": expiration, "entityTag": f"part-{number}"}
            operations.append(operation)
        self._store.change(record, {"uploadOperations": operations})
        if operations:
            self._timeline.at(self._clock.now() + _LIFE, _RENEW, record)

    def _renew(self, record: Record) -> None:
        if record.attributes.get("uploadOperations") and self._store.get(record.type, record.id) is record:
            self._sign(record)

    def _finish(self, record: Record) -> None:
        """Complete or failed, by what came."""
        wrong = self._wrong(record)
        problems = [{"code": wrong[0], "description": wrong[1]}] if wrong else []
        self._store.change(record, _state(record, "FAILED" if wrong else "COMPLETE", problems))
        self._arrived(record, wrong is None)

    def _wrong(self, record: Record) -> tuple[str, str] | None:
        size, sums = (
            0,
            [(hashlib.new(algorithm, usedforsecurity=False), hash) for hash, algorithm in _checksums(record)],
        )
        for piece in self.files.read(record):
            size += len(piece)
            for reckoned, _ in sums:
                reckoned.update(piece)
        if size != record.attributes.get("fileSize"):
            return "FILE_SIZE_MISMATCH", f"{record.attributes.get('fileSize')} bytes were announced, {size} came"
        if any(reckoned.hexdigest() != hash.lower() for reckoned, hash in sums):
            return "CHECKSUM_MISMATCH", "The checksum is not that of the bytes that came"
        return None

    def _removed(self, record: Record) -> None:
        if "uploadOperations" in record.kind.attributes:
            self.files.forget(record)


def _checksums(record: Record) -> list[tuple[str, str]]:
    """The hashes of the whole file that a commit gave, each with hashlib's name of its algorithm."""
    found: list[tuple[str, str]] = []
    plain = record.attributes.get("sourceFileChecksum")
    if isinstance(plain, str):
        found.append((plain, "md5"))
    several = record.attributes.get("sourceFileChecksums")
    if is_object(several) and is_object(several.get("file")):
        file = several["file"]
        found.append((str(file.get("hash")), str(file.get("algorithm", "MD5")).replace("_", "").lower()))
    return found


def _state(record: Record, state: str, errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The attributes that tell how far a file is; kinds have one or two of them."""
    found: dict[str, Any] = {
        name: {"state": state, "errors": errors or [], "warnings": []}
        for name in ("assetDeliveryState", "videoDeliveryState")
        if name in record.kind.attributes
    }
    if "state" in record.kind.attributes:
        # Images of purchases go on to review once they are there.
        found["state"] = "PREPARE_FOR_SUBMISSION" if state == "COMPLETE" else state
    return found


def _refused(status: int, code: str, message: str) -> Answer:
    return Answer(status, f"<Error><Code>{code}</Code><Message>{message}</Message></Error>".encode(), "application/xml")
