"""Download a day's sales and add up the units."""

import sys

from asc_sdk import AppStoreConnect, NotFoundError

vendor_number = sys.argv[1] if len(sys.argv) > 1 else "85012345"

with AppStoreConnect() as asc:
    try:
        report = asc.sales_reports.download(
            filter_vendor_number=vendor_number,
            filter_report_type="SALES",
            filter_report_sub_type="SUMMARY",
            filter_frequency="DAILY",
        )
    except NotFoundError as error:  # how Apple says that nothing was sold
        print(error)
    else:
        print(sum(int(row["Units"]) for row in report.rows()), "units")
