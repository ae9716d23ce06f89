"""The coaching plan: goals, activities and hours, the four-way talk, the investigation phase."""
