"""Read the newest downloads of an app by territory from Apple's analytics."""

from collections import Counter

from asc_sdk import APITimeoutError, AppStoreConnect

with AppStoreConnect() as asc:
    app = asc.apps.list(limit=1).items[0]
    try:
        report = asc.analytics.report(app, "App Downloads Standard", since="2026-01-01", timeout=0)
    except APITimeoutError as error:  # the first time: the request is made, and Apple takes a day or two
        print(error)
    else:
        downloads: Counter[str] = Counter()
        for row in report.rows():
            downloads[row["Territory"]] += int(row["Counts"])
        for territory, count in downloads.most_common(10):
            print(territory, count)
