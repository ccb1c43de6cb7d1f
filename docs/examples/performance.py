"""Read how fast an app starts and how much memory it takes, version by version, from its users' devices."""

from asc_sdk import AppStoreConnect

with AppStoreConnect() as asc:
    app = asc.apps.list(limit=1).items[0]
    metrics = asc.apps.list_perf_power_metrics(app.id, filter_platform="IOS", filter_metric_type=["LAUNCH", "MEMORY"])
    print(app.name, metrics.version)

    for product in metrics.product_data or []:
        for category in product.metric_categories or []:
            for metric in category.metrics or []:
                print(
                    product.platform, category.identifier, metric.identifier, metric.unit and metric.unit.display_name
                )
                for dataset in metric.datasets or []:
                    device = dataset.filter_criteria and dataset.filter_criteria.device_marketing_name
                    for point in dataset.points or []:
                        print(f"  {device}: {point.version} {point.value}")

    for build in asc.builds.list(filter_app=app.id, limit=1):
        for signature in asc.builds.list_diagnostic_signatures(build.id):
            print(signature.diagnostic_type, signature.weight, signature.signature)
        break
