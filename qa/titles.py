"""Titles before a name, which name nobody by themselves."""

TITLES = frozenset(
    "mr mrs ms miss dr doctor prof professor sir dame lord lady prime minister judge justice captain major colonel "
    "general sergeant inspector councillor cllr senator reverend rev bishop president mayor chancellor governor chief "
    "executive chair chairman chairwoman chairperson director".split()
)
