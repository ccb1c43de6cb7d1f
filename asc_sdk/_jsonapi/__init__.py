"""JSON:API, from the wire to objects and back; no HTTP, nothing of Apple's, no model: classes are handed in."""
