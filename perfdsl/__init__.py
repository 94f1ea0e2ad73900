"""A declarative scoring language for budget performance evaluation."""

__version__ = "0.1.0"
