"""The glossary: curated entries, entries mined from a bitext, and where they occur in a sentence."""
