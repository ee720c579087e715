"""Glossary files of this and of other tools -> TermEntry records."""
