"""Reading, inside an organisation and as its role, what its fact rows are made of."""
