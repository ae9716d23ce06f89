"""The blind exercise: colleagues judge the same invented clients, and see how far they agree."""
