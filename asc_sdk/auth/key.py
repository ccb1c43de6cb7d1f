"""ApiKey: the private key that App Store Connect gives, with its ids. It signs tokens and never shows itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn

from ..errors import ConfigurationError
from . import pem
from .claims import (
    AUDIENCE,
    DEFAULT_LIFETIME,
    ENTERPRISE_AUDIENCE,
    LONGEST,
    check_lifetime,
    claims,
    scope_of,
    seconds_of,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping
    from datetime import timedelta

_UUID = re.compile(r"[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}")
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_LIKE_A_KEY_ID = re.compile(r"[A-Z0-9]{10}")
_AROUND = " \t\r\n\f\v\ufeff\u200b\u00a0\"'\u201c\u201d"


class ApiKey:
    """A key of App Store Connect or of the Enterprise Program.

    Args:
        key_id: the ten letters and digits beside the key in App Store Connect.
        private_key: the text or the bytes of the `.p8` file, in whatever shape a secret store gives it back.
        issuer_id: the UUID above the list of team keys; None for an individual key, which has none.
        enterprise: True for a key of the Enterprise Program: its own audience, and its own host as the
            client's default.
        lifetime: how long the client's tokens live, in seconds or as a timedelta; at most 20 minutes.

    Raises:
        ConfigurationError: the text is no such key, or the ids are missing or swapped. What only cryptography can
            tell is said with the first token.
    """

    __slots__ = (
        "__enterprise__",
        "__issuer_id__",
        "__key_id__",
        "__lifetime__",
        "__pem__",
        "__signer__",
        "__weakref__",
    )

    def __init__(
        self,
        key_id: str,
        private_key: str | bytes,
        *,
        issuer_id: str | None = None,
        enterprise: bool = False,
        lifetime: float | timedelta = DEFAULT_LIFETIME,
    ) -> None:
        self.__enterprise__ = bool(enterprise)
        self.__signer__: Any = None
        self.__key_id__, self.__issuer_id__, problem = _ids(key_id, issuer_id)
        found = pem.read(private_key) if isinstance(private_key, (str, bytes)) else None  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        kind = type(private_key).__name__
        del key_id, issuer_id, private_key  # no traceback that shows variables shows the key
        if problem:
            raise ConfigurationError(problem)
        if found is None:
            raise ConfigurationError(f"private_key takes the text or bytes of a .p8 file, not {kind}")
        if found.problem:
            raise ConfigurationError(
                f"private_key is {found.problem.removeprefix('the private key is ')}; {pem.WANTED}"
            )
        self.__pem__: pem.Found = found
        self.__lifetime__ = _default_lifetime(lifetime)

    @classmethod
    def from_file(
        cls,
        path: str | os.PathLike[str],
        *,
        key_id: str | None = None,
        issuer_id: str | None = None,
        enterprise: bool | None = None,
    ) -> ApiKey:
        """Read a key from `AuthKey_<id>.p8`, or from the JSON key file that fastlane uses.

        Args:
            path: the file; `~` is understood.
            key_id: where the file's name or its JSON does not say it.
            issuer_id: of a team key; None for an individual key, or where the JSON says it.
            enterprise: a key of the Enterprise Program; None where the JSON (`in_house`) may say it.

        Raises:
            ConfigurationError: there is no such file, or it holds no such key.
        """
        from .key_file import read_key_file

        return read_key_file(cls, path, key_id=key_id, issuer_id=issuer_id, enterprise=enterprise)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> ApiKey:
        """Find the key where CI systems and Apple's own tools keep it.

        `ASC_KEY_ID`, `ASC_ISSUER_ID` and `ASC_PRIVATE_KEY` or `ASC_PRIVATE_KEY_PATH`; fastlane's
        `APP_STORE_CONNECT_API_KEY_*`; Codemagic's `APP_STORE_CONNECT_*`; then `AuthKey_<id>.p8` in
        `./private_keys`, `~/private_keys`, `~/.private_keys` and `~/.appstoreconnect/private_keys`.

        Args:
            environ: the variables; those of the process by default.

        Raises:
            ConfigurationError: with what was looked at and what was missing.
        """
        from .environment import key_from_environment

        return key_from_environment(cls, environ)

    @property
    def key_id(self) -> str:
        """The key's id, which is no secret."""
        return self.__key_id__

    @property
    def issuer_id(self) -> str | None:
        """The issuer's id, which is no secret; None for an individual key."""
        return self.__issuer_id__

    @property
    def individual(self) -> bool:
        """Whether this is an individual key; those cannot use Provisioning, Sales and Finance."""
        return self.__issuer_id__ is None

    @property
    def enterprise(self) -> bool:
        """Whether this is a key of the Enterprise Program."""
        return self.__enterprise__

    @property
    def lifetime(self) -> int:
        """How long the client's tokens live, in seconds."""
        return self.__lifetime__

    def token(self, *, lifetime: float | timedelta | None = None, scope: str | Iterable[str] | None = None) -> str:
        """Sign a token.

        Args:
            lifetime: seconds or a timedelta, from now; at most 20 minutes, up to six months where every entry of
                `scope` is a GET. `iat` lies a minute back, so the longest one ends a minute early.
            scope: what the token may do, such as ["GET /v1/apps?filter[platform]=IOS"]; None for everything.

        Returns:
            The token, for the header `Authorization: Bearer ...`.

        Raises:
            ValueError: Apple would not take this lifetime or scope.
            ConfigurationError: the private key cannot sign.
        """
        entries = scope_of(scope)
        seconds = self.__lifetime__ if lifetime is None else seconds_of(lifetime)
        check_lifetime(seconds, entries)
        import time

        payload = claims(
            issuer_id=self.__issuer_id__,
            audience=ENTERPRISE_AUDIENCE if self.__enterprise__ else AUDIENCE,
            now=time.time(),
            lifetime=seconds,
            scope=entries,
        )
        from .signing import load, sign

        if self.__signer__ is None:
            self.__signer__ = load(self.__pem__)
        return sign(self.__signer__, payload, self.__key_id__)

    def __repr__(self) -> str:
        enterprise = ", enterprise=True" if self.__enterprise__ else ""
        return f"ApiKey({self.__key_id__!r}, ***, issuer_id={self.__issuer_id__!r}{enterprise})"

    def __copy__(self) -> ApiKey:
        return self

    def __deepcopy__(self, memo: object) -> ApiKey:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(
            "an ApiKey is not pickled: it is a secret. Make it in the child process, with ApiKey.from_env()"
        )


def _default_lifetime(lifetime: float | timedelta) -> int:
    try:
        seconds = seconds_of(lifetime)
    except (TypeError, ValueError) as error:
        problem = str(error)
    else:
        if seconds <= LONGEST:
            return seconds
        problem = f"a lifetime of {seconds} s is too long: Apple takes at most {LONGEST} s"
    raise ConfigurationError(problem)


def clean_id(value: object) -> str:
    """Take off what secret stores put around an id: quotes, newlines, a byte order mark."""
    return value.strip(_AROUND) if isinstance(value, str) else ""


def _ids(key_id: object, issuer_id: object) -> tuple[str, str | None, str]:
    """Clean both ids, and say what is wrong with them: "" where they can be a key's."""
    if not isinstance(key_id, str) or not (issuer_id is None or isinstance(issuer_id, str)):
        return "", None, "key_id and issuer_id take text"
    key, issuer = clean_id(key_id), clean_id(issuer_id)
    if "BEGIN" in key or "BEGIN" in issuer or len(key) > 100 or len(issuer) > 100:
        return "", None, "key_id or issuer_id holds the private key: the order is ApiKey(key_id, private_key, ...)"
    return (
        key,
        issuer or None,
        _wrong_key_id(key, issuer) or ("" if issuer_id is None else _wrong_issuer_id(key, issuer)),
    )


def _wrong_key_id(key: str, issuer: str) -> str:
    if _UUID.fullmatch(key):
        if issuer and not _UUID.fullmatch(issuer):
            return "key_id and issuer_id are swapped: the issuer id is the UUID, the key id is shorter"
        return (
            "key_id holds a UUID, which is an issuer id: the key id has ten letters and digits "
            "and is part of the file's name, AuthKey_<id>.p8"
        )
    if not key:
        return "key_id is empty: it is the part between AuthKey_ and .p8 of the file's name"
    if not _KEY_ID.fullmatch(key):
        return f"key_id is no key id: {key!r}; it is the part between AuthKey_ and .p8 of the file's name"
    return ""


def _wrong_issuer_id(key: str, issuer: str) -> str:
    if not issuer:
        return "issuer_id is empty: a team key needs it; leave it out (None) for an individual key"
    if issuer == key or any(char.isspace() for char in issuer) or _LIKE_A_KEY_ID.fullmatch(issuer):
        return (
            f"issuer_id is no issuer id: {issuer!r}; it is the UUID above the list of team keys "
            "(Users and Access > Integrations)"
        )
    return ""
