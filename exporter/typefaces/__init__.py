"""The bundled typefaces: what there is, what each can print, and the forms in which files carry them."""
