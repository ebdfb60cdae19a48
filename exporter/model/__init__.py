"""The values that travel: what the author wrote (Article), what is made ready (Galley), what comes out (Rendition)."""
