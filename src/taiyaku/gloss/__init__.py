"""Words of a sentence -> the gloss line: what each means in its place, in Japanese word order. No translation."""
