"""Upload a build: `upload_build.py App.ipa`. App, version and platform stand in the archive."""

import sys

from asc_sdk import AppStoreConnect, UploadError

archive = sys.argv[1] if len(sys.argv) > 1 else "App.ipa"
bundle_id = sys.argv[2] if len(sys.argv) > 2 else "com.example.app"


def show(sent: int, total: int) -> None:
    print(f"\r{sent / total:.0%}", end="", flush=True)


with AppStoreConnect() as asc:
    # Apple's filter finds more than this one bundle id.
    app = asc.apps.list(filter_bundle_id=bundle_id).one(bundle_id=bundle_id)
    try:
        # keep: what is sent stays there when the line breaks, for another run of `resume`.
        upload = asc.build_uploads.upload(archive, app=app, on_progress=show, keep=True)
    except UploadError as error:
        if error.id is None:  # nothing was reserved: the archive is another app's, or none
            sys.exit(f"{error}")
        upload = asc.build_uploads.resume(error.id, archive, on_progress=show)
    print("\n", upload.cf_bundle_short_version_string, upload.cf_bundle_version, upload.state and upload.state.state)
