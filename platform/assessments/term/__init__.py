"""The clock of the Awb on a case: dated events, and what follows from them."""
