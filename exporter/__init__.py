"""Arabic articles to PDF, DOCX and EPUB whose text survives."""

__version__ = "0.1.0"
