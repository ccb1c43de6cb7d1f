"""What else a user could install, where it is installed: import, memory, size on the disk, one page of 200 apps.

`make bench ARGS=peers ASC_PEERS_PYTHON=/path/to/venv/bin/python` measures those that are in another environment. With
ASC_PEERS_STOCK=1 the stock output of openapi-python-client is generated from Apple's document and measured as well.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from tests.apple_document import MISSING, ROOT, find_apple_document
from tests.benchmarks.bench_memory import RESIDENT
from tests.benchmarks.bench_script import KEY
from tests.benchmarks.measure import Row, Spent, paired, run_python
from tests.benchmarks.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator


class Peer(NamedTuple):
    """A package: the module that holds it, the statement that imports its client, and a script that lists apps."""

    package: str
    imports: str
    lists: str = ""


BARE = """
import sys, httpx, json
[app["attributes"]["name"] for app in json.loads(httpx.get(f"{sys.argv[1]}/v1/apps?limit=200").content)["data"]]
"""

OURS = """
import sys
from asc_sdk import ApiKey, AppStoreConnect
key = ApiKey("ABC123DEFG", sys.argv[2], issuer_id="00000000-1111-2222-3333-444444444444")
with AppStoreConnect(key, base_url=sys.argv[1]) as asc:
    assert len([app.name for app in asc.apps.list(limit=200).items]) == 200
"""

APPSTORECONNECT = """
import sys, tempfile
from appstoreconnect import api
api.BASE_API = sys.argv[1]
with tempfile.NamedTemporaryFile("w", suffix=".p8") as file:
    file.write(sys.argv[2])
    file.flush()
    client = api.Api("ABC123DEFG", file.name, "00000000-1111-2222-3333-444444444444", submit_stats=False)
    assert len([app.name for app in client.list_apps()]) == 200
"""

ASCONNECT = """
import sys
from asconnect import Client
client = Client(key_id="ABC123DEFG", key_contents=sys.argv[2], issuer_id="00000000-1111-2222-3333-444444444444")
client.app.http_client.generate_url = lambda endpoint: f"{sys.argv[1]}/v1/{endpoint}"
assert len([app.attributes.name for app in client.app.get_all()]) == 200
"""

CODEMAGIC = """
import sys
from codemagic.apple.app_store_connect import AppStoreConnectApiClient, IssuerId, KeyIdentifier
from codemagic.apple.resources import App
AppStoreConnectApiClient.API_URL = sys.argv[1] + "/v1"
client = AppStoreConnectApiClient(KeyIdentifier("ABC123DEFG"), IssuerId("issuer"), sys.argv[2])
data = client.session.get(client.API_URL + "/apps", params={"limit": 200}).json()["data"]
assert len([App(app).attributes.name for app in data]) == 200
"""

OURSELVES = Peer("asc_sdk", "from asc_sdk import AppStoreConnect; AppStoreConnect.apps", OURS)
PEERS = {
    "appstoreconnect": Peer("appstoreconnect", "from appstoreconnect import Api", APPSTORECONNECT),
    "asconnect": Peer("asconnect", "from asconnect import Client", ASCONNECT),
    "codemagic-cli-tools": Peer(
        "codemagic", "from codemagic.apple.app_store_connect import AppStoreConnectApiClient", CODEMAGIC
    ),
}
STOCK = Peer("stock", "from stock.api.apps import apps_get_collection")

SIZE = """
import importlib.util, pathlib, sys
spec = importlib.util.find_spec(sys.argv[1])
folder = pathlib.Path(next(iter(spec.submodule_search_locations))) if spec else None
files = [f for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts] if folder else []
print(len(files), sum(f.stat().st_size for f in files) / 1e6)
"""


def rows(rounds: int) -> Iterator[Row]:
    python = os.environ.get("ASC_PEERS_PYTHON", sys.executable)
    with serving("apps", pages=1) as origin:
        yield from _rows_of("asc_sdk", OURSELVES, Place(sys.executable), origin, rounds)
        for name, peer in PEERS.items():
            yield from _rows_of(name, peer, Place(python), origin, rounds)
        if os.environ.get("ASC_PEERS_STOCK"):
            with TemporaryDirectory() as folder:
                _generate_stock(folder)
                place = Place(sys.executable, Path(folder))
                yield from _rows_of("openapi-python-client's stock output", STOCK, place, origin, min(rounds, 3))


class Place(NamedTuple):
    """Where a peer is: an interpreter, and a folder to import from."""

    python: str
    folder: Path = ROOT

    def run(self, code: str, *arguments: str) -> Spent:
        return run_python(code, *arguments, python=self.python, sdk=self.folder)


def _generate_stock(folder: str) -> None:
    document = find_apple_document()
    if document is None:
        raise SystemExit(MISSING)
    command = ["-m", "openapi_python_client", "generate", "--path", str(document), "--meta", "none"]
    command += ["--output-path", f"{folder}/stock"]
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _rows_of(name: str, peer: Peer, place: Place, origin: str, rounds: int) -> Iterator[Row]:
    files, megabytes = map(float, place.run(SIZE, peer.package).output.split())
    if not files:
        print(f"{name}: not installed, left out (ASC_PEERS_PYTHON names an environment)", file=sys.stderr)
        return
    imported = paired(lambda: place.run(peer.imports).cpu, lambda: run_python("import httpx").cpu, rounds)
    yield imported.row(f"{name}: import", None, "`import httpx`")
    resident = paired(
        lambda: int(place.run(peer.imports + RESIDENT).output) * 1024,
        lambda: int(run_python("import httpx" + RESIDENT).output) * 1024,
        3,
    )
    yield resident.row(f"{name}: memory once imported", None, "`import httpx`", scale=1e-6, unit="MB")
    if peer.lists:
        try:
            place.run(peer.lists, origin, KEY)
        except RuntimeError:  # its own traceback says why; the others are measured all the same
            print(f"{name}: cannot list with what is installed beside it", file=sys.stderr)
        else:
            listed = paired(
                lambda: place.run(peer.lists, origin, KEY).cpu, lambda: run_python(BARE, origin).cpu, rounds
            )
            yield listed.row(f"{name}: a script that lists 200 apps", None, "bare httpx and json, no token")
    yield Row(f"{name}: on the disk", files, "", f"{megabytes:.1f} MB without bytecode", None, "files")
