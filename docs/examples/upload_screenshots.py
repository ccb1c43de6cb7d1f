"""Upload screenshots to the language of a version: `upload_screenshots.py home.png search.png`."""

import sys
from pathlib import Path

from asc_sdk import AppStoreConnect, UploadError

files = [Path(name) for name in sys.argv[1:]] or sorted(Path().glob("*.png"))

with AppStoreConnect() as asc:
    app = asc.apps.list(limit=1).items[0]
    version = asc.apps.list_app_store_versions(app.id).items[0]
    language = asc.app_store_versions.list_app_store_version_localizations(version.id).items[0]
    sets = asc.app_store_version_localizations.list_app_screenshot_sets(language.id)
    home = sets.first(screenshot_display_type="APP_IPHONE_67") or asc.app_screenshot_sets.create(
        screenshot_display_type="APP_IPHONE_67", app_store_version_localization=language
    )
    for file in files:
        try:
            made = asc.app_screenshots.upload(file, app_screenshot_set=home)
        except UploadError as error:  # Apple could not use it: wrong size, transparency, ...
            print(file, error, [problem.code for problem in error.errors])
        else:
            print(file, made.id, made.asset_delivery_state and made.asset_delivery_state.state)
