"""From what the author wrote to what is printed: words for dates and labels, isolates, whole-word emphasis."""
