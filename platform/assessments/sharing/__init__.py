"""What the person agreed to share with employer and coach, dated, and taken back as easily."""
