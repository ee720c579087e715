"""Records -> files of other tools: one module a format, named thing_format."""
