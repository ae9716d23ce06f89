"""Moving house: a case that goes to another organisation in a file, with the person's consent."""
