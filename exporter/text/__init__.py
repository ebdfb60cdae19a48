"""Text as letters: hygiene, direction, joining and words. Takes strings and returns values; knows no article."""
