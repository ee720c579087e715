"""Headword -> senses: JMdict, JMnedict and KANJIDIC2 (EDRDG, CC BY-SA) out of one SQLite file, offline."""
