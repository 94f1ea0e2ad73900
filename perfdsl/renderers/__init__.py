"""From documents to output. A renderer lays out; it says nothing of its own and knows no rules."""
