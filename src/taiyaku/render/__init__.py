"""StudyDocument -> the pages that people read."""
