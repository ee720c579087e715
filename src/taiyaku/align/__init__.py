"""Sentences of two languages -> beads."""
