"""Find one app by its bundle id: Apple's filter also finds longer ids, `one` does not."""

import sys

from asc_sdk import AppStoreConnect

bundle_id = sys.argv[1] if len(sys.argv) > 1 else "com.example.app"

with AppStoreConnect() as asc:
    app = asc.apps.list(filter_bundle_id=bundle_id).one(bundle_id=bundle_id)
    print(app.id, app.name, app.primary_locale)
