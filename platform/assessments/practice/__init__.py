"""How this organisation works its own cases: need against hours, and how alike activities go."""
