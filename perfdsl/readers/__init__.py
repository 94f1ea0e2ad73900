"""Reading the formats facts come in; each reader keeps the place of every key and value."""
