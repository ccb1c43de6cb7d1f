"""Bring a version's texts into two languages, and put a screenshot and a preview into each."""

from pathlib import Path

from asc_sdk import AppStoreConnect

TEXTS = {
    "en-US": {"whats_new": "Faster than ever.", "keywords": "notes,lists", "description": "Notes that keep up."},
    "de-DE": {
        "whats_new": "Schneller denn je.",
        "keywords": "notizen,listen",
        "description": "Notizen, die mithalten.",
    },
}
screenshot, preview = Path("home.png"), Path("preview.mp4")

with AppStoreConnect() as asc:
    app = asc.apps.list(limit=1).items[0]
    version = asc.apps.list_app_store_versions(app.id).items[0]
    there = asc.app_store_versions.list_app_store_version_localizations(version.id).all()
    known = {language.locale: language for language in there}

    for locale, texts in TEXTS.items():
        if locale in known:
            language = asc.app_store_version_localizations.update(known[locale].id, **texts)
        else:
            language = asc.app_store_version_localizations.create(locale=locale, app_store_version=version, **texts)
        print(language.locale, language.whats_new)

        if screenshot.exists():
            sets = asc.app_store_version_localizations.list_app_screenshot_sets(language.id)
            images = sets.first(screenshot_display_type="APP_IPHONE_67") or asc.app_screenshot_sets.create(
                screenshot_display_type="APP_IPHONE_67", app_store_version_localization=language
            )
            print(asc.app_screenshots.upload(screenshot, app_screenshot_set=images).file_name)
        if preview.exists():
            films = asc.app_store_version_localizations.list_app_preview_sets(language.id).first(
                preview_type="IPHONE_67"
            ) or asc.app_preview_sets.create(preview_type="IPHONE_67", app_store_version_localization=language)
            print(asc.app_previews.upload(preview, app_preview_set=films).file_name)
