"""What the rules of an indicator come to: a formula of its quantities, read exactly, compared, proved."""
