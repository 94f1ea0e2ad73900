"""JSON data as text: Chinese readable, keys in the order given."""

import json
from typing import Any


def render(data: Any) -> str:
    """Indented by two, one line end at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
