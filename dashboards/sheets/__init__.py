"""What each page of the comparison shows, made from the newest release."""
