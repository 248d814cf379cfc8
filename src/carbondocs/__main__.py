"""``python -m carbondocs`` is the command line."""

from carbondocs.cli.main import main

if __name__ == "__main__":
    main()
