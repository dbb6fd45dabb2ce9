"""Numbers that carry a check digit: with it a card or an identity number is told from any other long number."""

_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_SIGNS = "10X98765432"


def passes_luhn(digits: str) -> bool:
    """Whether digits end in the check digit of cards (ISO/IEC 7812-1, the formula of Luhn).

    Every second digit from the right doubled, its digits added: the sum is a multiple of ten.
    """
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def passes_citizen_check(number: str) -> bool:
    """Whether 17 digits and a sign end in the sign of Chinese identity numbers (GB 11643-1999, ISO 7064 mod 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _CITIZEN_WEIGHTS, strict=False))
    return number[-1].upper() == _CITIZEN_SIGNS[total % 11]
