"""Placeholder until the first generation."""


class Clients: ...


class AsyncClients: ...
