"""Names, types and units of expressions: resolved and inferred (`inference`), and what a mistake in one was meant to be."""
