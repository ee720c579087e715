"""Drafts: English that a program on this machine proposes for pages without any, checked and marked as such."""
