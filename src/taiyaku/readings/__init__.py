"""Sentence -> tokens with readings."""
