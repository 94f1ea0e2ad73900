"""The reference semantics: a rule book and facts give a score sheet, exactly and explained."""

from perfdsl.interpreter.scoring import score

__all__ = ["score"]
