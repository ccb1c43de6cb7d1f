"""Create the next version of an app, release it in steps over a week, and submit it for review."""

import sys

from asc_sdk import AppStoreConnect, ConflictError

number = sys.argv[1] if len(sys.argv) > 1 else "9.0"

with AppStoreConnect() as asc:
    app = asc.apps.list(limit=1).items[0]
    build = asc.builds.list(filter_app=app.id, filter_processing_state="VALID", sort="-uploadedDate", limit=1).first()

    version = asc.app_store_versions.create(
        app=app, platform="IOS", version_string=number, release_type="AFTER_APPROVAL", copyright="2026 Example"
    )
    if build is not None:
        version = asc.app_store_versions.update(version.id, build=build)
    asc.app_store_version_phased_releases.create(app_store_version=version, phased_release_state="INACTIVE")
    print(version.version_string, version.app_version_state)

    submission = asc.review_submissions.create(app=app, platform="IOS")
    asc.review_submission_items.create(review_submission=submission, app_store_version=version)
    try:
        submission = asc.review_submissions.update(submission.id, submitted=True)
    except ConflictError as error:  # something is missing: a screenshot, an age rating, ...
        for one in error.errors:
            print(one.code, one.detail)
    else:
        print("submitted:", submission.state)
