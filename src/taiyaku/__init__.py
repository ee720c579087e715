"""taiyaku (対訳): Japanese articles and their English side by side, as offline study pages and glossaries."""

__version__ = "0.1.0"
