"""Draw what was sold in a month, country by country, from the finance report, as an SVG picture."""

import sys
from collections import Counter
from html import escape
from pathlib import Path

from asc_sdk import AppStoreConnect

vendor, month = sys.argv[1:3] if len(sys.argv) > 2 else ("85012345", "2026-01")

with AppStoreConnect() as asc:
    report = asc.finance_reports.download(
        filter_vendor_number=vendor,
        filter_report_type="FINANCIAL",
        filter_region_code="ZZ",
        filter_report_date=month,
    )

sold: Counter[str] = Counter()
for row in report.rows():
    sold[row["Country Of Sale"]] += int(row["Quantity"])

bars: list[str] = []
for number, (country, units) in enumerate(sold.most_common(20)):
    y, width = 30 * number + 10, max(1, 400 * units // max(sold.values()))
    bars.append(f'<rect x="60" y="{y}" width="{width}" height="20" fill="#0a84ff"/>')
    bars.append(f'<text x="5" y="{y + 15}">{escape(country)}</text><text x="{70 + width}" y="{y + 15}">{units}</text>')

size = f'width="640" height="{30 * len(bars) // 2 + 20}"'
path = Path(f"sold-{month}.svg")
path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif">{"".join(bars)}</svg>')
print(path, dict(sold))
