"""From the items of a grammar rule to nodes of the tree: expressions, on them effects, on them statements."""
