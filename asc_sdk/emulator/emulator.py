"""The emulator as users hold it: start, key, resources, faults, the log of requests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from . import keys, recording, state_file
from .app import App
from .files import Files
from .handles import add_resource
from .service import PART_SIZE, Service

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from ..auth.key import ApiKey
    from .app import Exchange
    from .clock import Clock
    from .faults import Faults
    from .roles import Role
    from .server import Server
    from .store import Record

KEY_ID = "EMULATED01"
ISSUER_ID = "69a6de70-0000-47e3-e053-5b8c7c11a4d1"


class Emulator:
    """App Store Connect in this process.

    with Emulator() as emulator, AppStoreConnect(emulator.key, base_url=emulator.url) as asc:
        print([app.name for app in asc.apps.list()])
    """

    def __init__(
        self,
        seed: Literal["demo"] | None = "demo",
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        hourly_limit: int | None = None,
        processing: float = 0.0,
        part_size: int = PART_SIZE,
        private_key: str | None = None,
        state: str | Path | None = None,
    ) -> None:
        """Fill the store; the server starts with `start`, or on entering `with`.

        Args:
            seed: "demo" for an app company with data in every area of the API; None for nothing at all.
            host: the address to listen on.
            port: 0 for any that is free.
            hourly_limit: refuse further requests with a 429 after so many in an hour; None for never.
            processing: seconds of `clock` that each step of Apple's own takes (an upload, a build, a review). With 0 a
                step is done by the next request: a client that polls sees every state once.
            part_size: bytes of an upload's parts.
            private_key: what `key` signs with, in PEM; made when left out.
            state: a file that keeps everything across restarts: read when it is there (the seed is left out then),
                written by `save` and `stop`. The bytes of uploads are in a folder beside it.

        Raises:
            ValueError: there is no such seed, the key is no P-256 key, or the file is no state of this emulator.
            OSError: the file cannot be read, or its folder is not there.
        """
        self._app = App(Service(processing, part_size), hourly_limit)
        self._host = host
        self._port = port
        self._server: Server | None = None
        self._state = None if state is None else Path(state)
        self._saved: object = None
        self._private_key = private_key or keys.new_private_key()
        keys.accept(self._app.service.tokens, KEY_ID, self._private_key, ISSUER_ID)
        if seed not in ("demo", None):
            raise ValueError(f"there is no seed {seed!r}: say 'demo' or None")
        if self._state is not None:
            self._app.service.machines.uploads.files = Files(state_file.folder(self._state))
        kept = self._state is not None and state_file.load(self._app.service, self._state)
        if seed == "demo" and not kept:
            from .seed import plant

            plant(self._app.service.store, self._app.service.clock)

    @property
    def url(self) -> str:
        """What a client takes as `base_url`.

        Raises:
            RuntimeError: the emulator is not running.
        """
        if self._server is None:
            raise RuntimeError("the emulator is not running: call start(), or use it in a with statement")
        return f"http://{self._host}:{self._server.port}"

    @property
    def key(self) -> ApiKey:
        """A team key that the emulator accepts, made for it alone."""
        from ..auth.key import ApiKey

        return ApiKey(KEY_ID, self._private_key, issuer_id=ISSUER_ID)

    @property
    def app(self) -> App:
        """The ASGI application, for a server or a transport of the user's own."""
        return self._app

    @property
    def faults(self) -> Faults:
        """Faults to order: `emulator.faults.add("apps.list", status=503)`."""
        return self._app.faults

    @property
    def clock(self) -> Clock:
        """The time that dates and processing go by: `emulator.clock.advance(days=1)`."""
        return self._app.service.clock

    @property
    def requests(self) -> list[Exchange]:
        """The last hundred requests with their answers, the oldest first."""
        return list(self._app.requests)

    def make_key(
        self, key_id: str, *, issuer_id: str | None = ISSUER_ID, role: Role | Iterable[Role] = "ADMIN"
    ) -> ApiKey:
        """A further key that the emulator accepts, such as one that may do less.

        Args:
            key_id: what it is called.
            issuer_id: None makes it an individual key.
            role: its role, or several. What none of them allows is answered with a 403, as Apple does.

        Raises:
            ValueError: there is no such role.
        """
        from ..auth.key import ApiKey

        private_key = keys.new_private_key()
        keys.accept(self._app.service.tokens, key_id, private_key, issuer_id, role)
        return ApiKey(key_id, private_key, issuer_id=issuer_id)

    def add(self, type: str, id: str | None = None, **fields: Any) -> Record:
        """Put a resource into the store, past all rules.

        Args:
            type: its JSON:API type (`betaGroups`), Python's name of it (`beta_groups`) or its class (`BetaGroup`).
            id: its id; made when left out.
            fields: attributes and relationships, by Python's or Apple's names. A relationship takes an id or what
                `add` returned, one or several.

        Returns:
            The resource: its `id`, `type` and `attributes`.

        Raises:
            ValueError: there is no such type, field or related resource, or the id is taken.
        """
        with self._app.service.lock:
            return add_resource(self._app.service.store, type, id, fields)

    def play(self, *documents: Mapping[str, Any]) -> list[Record]:
        """Put recorded resources into the store, past all rules.

        Args:
            documents: answers of Apple's, whole (with `data` and `included`), or resources as `to_dict()` gives them.

        Returns:
            The resources, in their order.

        Raises:
            ValueError: Apple's document has no such type.
        """
        with self._app.service.lock:
            return recording.play(self._app.service.store, documents)

    def get(self, type: str, id: str) -> Record | None:
        """A resource of the store as it is now; None where there is none."""
        with self._app.service.lock:
            return self._app.service.store.get(type, id)

    def settle(self) -> None:
        """Wait until the webhooks of all that has happened are delivered."""
        self._app.service.machines.webhooks.settle()

    def start(self) -> Emulator:
        """Listen and answer, in a thread of its own.

        Raises:
            OSError: the port is taken.
            ImportError: the extra `emulator` is not installed.
        """
        try:
            from .server import Server
        except ModuleNotFoundError as error:
            raise ImportError(f"the emulator needs {error.name}: pip install 'asc_sdk[emulator]'") from error

        if self._server is None:
            self._server = Server(self._app, self._host, self._port)
            with self._app.service.lock:
                self._app.service.machines.move(f"http://{self._host}:{self._server.storage_port}")
        return self

    def stop(self) -> None:
        """End; the store stays as it is, and is written to its file where it has one."""
        if self._server is not None:
            self._server.stop()
            self._server = None
        self._app.service.machines.webhooks.stop()
        self.save()

    def save(self) -> None:
        """Write everything to the file, if there is one and something has changed.

        Raises:
            OSError: it cannot be written.
        """
        if self._state is None:
            return
        service = self._app.service
        with service.lock:
            now = service.store.version, service.timeline.version, service.clock.ahead
            if self._saved == now:
                return
            snapshot = state_file.snapshot(service)
        state_file.save(snapshot, self._state)
        self._saved = now

    def __enter__(self) -> Emulator:
        """Start."""
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()
