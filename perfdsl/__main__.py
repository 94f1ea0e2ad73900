"""`python -m perfdsl`."""

from perfdsl.cli.main import run

if __name__ == "__main__":
    run()
