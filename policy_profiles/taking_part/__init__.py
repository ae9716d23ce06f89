"""Whether an organisation takes part in what the platform's analysts work through: rows, page."""
