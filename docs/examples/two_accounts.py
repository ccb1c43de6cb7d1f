"""Compare the apps of two accounts: each client has its own key, and both work at once."""

import os

from asc_sdk import ApiKey, AppStoreConnect


def client(prefix: str) -> AppStoreConnect:
    """A client with the key in `STUDIO_KEY_PATH` and so on; without one, with the key that the environment has."""
    path = os.environ.get(f"{prefix}_KEY_PATH")
    key = ApiKey.from_file(path, issuer_id=os.environ[f"{prefix}_ISSUER_ID"]) if path else None
    return AppStoreConnect(key, read_only=True)


with client("STUDIO") as studio, client("PUBLISHER") as publisher:
    ours = {app.bundle_id: app.name for app in studio.apps.list(limit=200)}
    theirs = {app.bundle_id: app.name for app in publisher.apps.list(limit=200)}
    for bundle_id in sorted(filter(None, ours.keys() | theirs.keys())):
        print(f"{bundle_id:40} {ours.get(bundle_id) or '-':20} {theirs.get(bundle_id) or '-'}")
    print("left this hour:", studio.rate_limit, publisher.rate_limit)
