"""A catalogue of bags: a page to search from a folder, tables for programs, SQLite behind both."""
