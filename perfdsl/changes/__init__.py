"""What changed between two years' rules, and what it does to scores."""
