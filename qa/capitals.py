"""Capital letters, as a part of patterns: [A-Z] knows neither Ö nor Š."""

_LAST = 0x0530  # before Armenian: Latin, Greek and Cyrillic letters

CAPITAL = f"[{''.join(letter for letter in map(chr, range(_LAST)) if letter.isupper())}]"
