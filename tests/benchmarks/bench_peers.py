"""What else a user could install, where it is installed: import, memory, size on the disk, one page of 200 apps.

`make bench ARGS=peers ASC_PEERS_PYTHON=/path/to/venv/bin/python` measures those that are in another environment. Stock
output of openapi-python-client is measured where that environment has it as `app_store_connect_api_client`.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.bench_memory import RESIDENT
from tests.benchmarks.bench_script import KEY
from tests.benchmarks.measure import Row, paired, run_python
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

CODEMAGIC = """
import sys
from codemagic.apple.app_store_connect import AppStoreConnectApiClient, IssuerId, KeyIdentifier
from codemagic.apple.resources import App
AppStoreConnectApiClient.API_URL = sys.argv[1] + "/v1"
client = AppStoreConnectApiClient(KeyIdentifier("ABC123DEFG"), IssuerId("issuer"), sys.argv[2])
data = client.session.get(client.API_URL + "/apps", params={"limit": 200}).json()["data"]
assert len([App(app).attributes.name for app in data]) == 200
"""

PEERS = {
    "appstoreconnect": Peer("appstoreconnect", "from appstoreconnect import Api"),
    "asconnect": Peer("asconnect", "from asconnect import Client"),
    "codemagic-cli-tools": Peer(
        "codemagic", "from codemagic.apple.app_store_connect import AppStoreConnectApiClient", CODEMAGIC
    ),
    "openapi-python-client's stock output": Peer(
        "app_store_connect_api_client", "from app_store_connect_api_client.api.apps import apps_get_collection"
    ),
}

SIZE = """
import importlib.util, pathlib, sys
spec = importlib.util.find_spec(sys.argv[1])
folder = pathlib.Path(next(iter(spec.submodule_search_locations))) if spec else None
files = [f for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts] if folder else []
print(len(files), sum(f.stat().st_size for f in files) / 1e6)
"""


def rows(rounds: int) -> Iterator[Row]:
    python = os.environ.get("ASC_PEERS_PYTHON", sys.executable)
    ours = Peer("asc_sdk", "from asc_sdk import AppStoreConnect; AppStoreConnect.apps", OURS)
    with serving("apps", pages=1) as origin:
        for name, peer in {"asc_sdk": ours, **PEERS}.items():
            own = sys.executable if peer is ours else python
            files, megabytes = map(float, run_python(SIZE, peer.package, python=own).output.split())
            if not files:
                print(f"{name}: not installed, left out (ASC_PEERS_PYTHON names an environment)", file=sys.stderr)
                continue
            yield from _rows_of(name, peer, own, origin, rounds)
            yield Row(f"{name}: files", files, "", f"{megabytes:.1f} MB without bytecode", None, "files")


def _rows_of(name: str, peer: Peer, python: str, origin: str, rounds: int) -> Iterator[Row]:
    imported = paired(
        lambda: run_python(peer.imports, python=python).cpu, lambda: run_python("import httpx").cpu, rounds
    )
    yield imported.row(f"{name}: import", None, "`import httpx`")
    resident = paired(
        lambda: int(run_python(peer.imports + RESIDENT, python=python).output) * 1024,
        lambda: int(run_python("import httpx" + RESIDENT).output) * 1024,
        3,
    )
    yield resident.row(f"{name}: memory once imported", None, "`import httpx`", scale=1e-6, unit="MB")
    if peer.lists:
        listed = paired(
            lambda: run_python(peer.lists, origin, KEY, python=python).cpu,
            lambda: run_python(BARE, origin).cpu,
            rounds,
        )
        yield listed.row(f"{name}: a script that lists 200 apps", None, "bare httpx and json, without a token")
