"""Any two policies on any two days, laid side by side."""
