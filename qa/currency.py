"""The signs of money, as parts of patterns."""

CURRENCY = "$£€¥₹"  # within a class of characters
CURRENCY_SIGN = f"[{CURRENCY}]"
