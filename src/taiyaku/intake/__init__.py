"""Bytes to an article: decoded, its mark-up read, every line labelled."""
