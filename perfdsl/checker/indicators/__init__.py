"""Headings → indicators: the tree and the places of rules in it (`tree`), and whether the marks add up (`sums`)."""
