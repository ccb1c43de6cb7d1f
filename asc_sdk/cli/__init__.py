"""The command line: `python -m asc_sdk apps list --filter-bundle-id com.example.app -o table`."""

from __future__ import annotations
