"""The key that App Store Connect gives, and the tokens that are signed with it."""
