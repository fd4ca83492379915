"""How a text is laid out, as parts of patterns."""

import re

ITEM_MARK = r"(?:[-*+•]|\d{1,2}[.)])"  # of a list
PARAGRAPH_END = re.compile(r"\n\s*\n")
