"""`python -m perfdsl`."""

from perfdsl.cli.main import main

if __name__ == "__main__":
    main()
