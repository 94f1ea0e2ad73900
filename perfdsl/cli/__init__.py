"""The command line; a thin shell that loads each part when a command needs it."""
