"""One folder a format: how it is rendered, and how an independent reader reads it back."""
