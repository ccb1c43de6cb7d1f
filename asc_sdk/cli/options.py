"""The options that commands share: which key, which server, how to show what comes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from ..auth.key import ApiKey
    from ..client import AppStoreConnect


def key_options() -> ArgumentParser:
    """A parent with what says which key to use."""
    parent = ArgumentParser(add_help=False)
    group = parent.add_argument_group("key (from the environment, unless given)")
    group.add_argument("--key", metavar="FILE", help="AuthKey_<id>.p8, or the JSON key file of fastlane")
    group.add_argument("--key-id", metavar="ID", help="where the file's name does not say it")
    group.add_argument("--issuer-id", metavar="UUID", help="of a team key")
    return parent


def client_options() -> ArgumentParser:
    """A parent with what says which server to talk to, and as whom."""
    parent = ArgumentParser(add_help=False, parents=[key_options()])
    group = parent.add_argument_group("connection")
    group.add_argument("--base-url", metavar="URL", help="another server than Apple's, such as the emulator")
    group.add_argument("--read-only", action="store_true", help="refuse anything but a GET")
    return parent


def read_key(options: Namespace) -> ApiKey:
    """The key that the options name, or the environment's.

    Raises:
        ConfigurationError: there is none, or it cannot be used.
    """
    from ..auth.key import ApiKey

    if options.key is None:
        return ApiKey.from_env()
    return ApiKey.from_file(options.key, key_id=options.key_id, issuer_id=options.issuer_id)


def open_client(options: Namespace) -> AppStoreConnect:
    """A client as the options say.

    Raises:
        ConfigurationError: the key or the server cannot be used.
    """
    from ..client import AppStoreConnect

    return AppStoreConnect(read_key(options), base_url=options.base_url, read_only=options.read_only)
