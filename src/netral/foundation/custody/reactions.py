"""What custody does when something happens elsewhere."""
