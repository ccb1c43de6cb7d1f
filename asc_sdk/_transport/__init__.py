"""Sends requests to App Store Connect: signed, repeated where that is safe, errors raised. Knows no JSON:API."""
