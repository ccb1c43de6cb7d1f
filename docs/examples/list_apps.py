"""List every app with the versions of its newest builds."""

from asc_sdk import AppStoreConnect

with AppStoreConnect() as asc:
    for app in asc.apps.list(include=["builds"], limit_builds=10, limit=200):
        print(app.name, app.bundle_id, [build.version for build in app.builds])
