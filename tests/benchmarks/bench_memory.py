"""The resident memory (/proc) of a script that listed apps, kept or passed through, against a bare script's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.bench_decode import PLAIN
from tests.benchmarks.bench_script import KEY
from tests.benchmarks.measure import paired, run_python
from tests.benchmarks.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.measure import Row

RESIDENT = """
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
"""

OURS = """
import sys
from asc_sdk import ApiKey, AppStoreConnect

key = ApiKey("ABC123DEFG", sys.argv[2], issuer_id="00000000-1111-2222-3333-444444444444")
with AppStoreConnect(key, base_url=sys.argv[1]) as asc:
    if sys.argv[3] == "kept":
        kept = asc.apps.list(limit=200).items
    else:
        for app in asc.apps.list(limit=200):
            app.name
"""

BARE = """
import json
import sys
import time

import httpx
import jwt

now = int(time.time())
claims = {"iss": "00000000-1111-2222-3333-444444444444", "iat": now, "exp": now + 900, "aud": "appstoreconnect-v1"}
token = jwt.encode(claims, sys.argv[2], algorithm="ES256", headers={"kid": "ABC123DEFG"})
with httpx.Client(headers={"Authorization": f"Bearer {token}"}) as client:
    if sys.argv[3] == "kept":
        kept = json.loads(client.get(f"{sys.argv[1]}/v1/apps?limit=200").content)["data"]
    else:
        url = f"{sys.argv[1]}/v1/apps?limit=200"
        while url:
            document = json.loads(client.get(url).content)
            for app in document["data"]:
                app["attributes"]["name"]
            url = document["links"].get("next")
"""


def rows(rounds: int) -> Iterator[Row]:
    with serving("apps") as origin:
        for way, what in (("kept", "200 apps listed and kept"), ("through", "50 pages of 200 apps passed through")):
            for label, prelude in (("", PLAIN), (", `speed`", "")):

                def resident(code: str, way: str = way) -> float:
                    return int(run_python(code + RESIDENT, origin, KEY, way).output) * 1024

                measured = paired(lambda p=prelude: resident(p + OURS), lambda: resident(BARE), rounds)
                yield measured.row(f"memory, {what}{label}", 1.15, "bare script", scale=1e-6, unit="MB")
