"""Article -> sentences: where they end, what of them is read, where they stand in the source."""
