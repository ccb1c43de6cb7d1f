"""Uploads of files: reserve, send the parts side by side, commit, read back, wait. One set of rules, sync and async."""

from __future__ import annotations

from .service import AsyncUploads, Uploads

__all__ = ["AsyncUploads", "Uploads"]
