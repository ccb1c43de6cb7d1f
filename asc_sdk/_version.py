"""The version of asc_sdk: written here and nowhere else; the build and the changelog's test read it."""

__version__ = "0.1.0"
