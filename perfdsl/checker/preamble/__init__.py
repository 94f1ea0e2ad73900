"""What stands above the indicators: the lines at the top of the file (`headers`), facts (`declarations`) and `definitions`."""
