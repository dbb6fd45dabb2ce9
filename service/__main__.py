"""`python -m service` is `turnwise`."""

from service.cli import main

if __name__ == "__main__":
    main()
