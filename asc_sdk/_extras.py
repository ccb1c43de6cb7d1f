"""The libraries of data frames, or the error that says which extra installs them."""

from __future__ import annotations

from typing import Any


def import_pandas() -> Any:
    """The module.

    Raises:
        ImportError: It is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise ImportError('to_pandas() needs pandas: pip install "asc_sdk[pandas]"') from error
    return pd


def import_polars() -> Any:
    """The module.

    Raises:
        ImportError: It is not installed.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise ImportError('to_polars() needs polars: pip install "asc_sdk[polars]"') from error
    return pl
