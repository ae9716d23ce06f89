"""The pages of method: what every indicator means and how figures are made, for everyone."""
