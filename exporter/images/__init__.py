"""Pictures made ready to be placed: found, judged by content and size, upright, sRGB, without private metadata."""
