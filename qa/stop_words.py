"""Words that carry no subject."""

STOP_WORDS = frozenset(
    "a about after all an and any are as at be been being by can could did do does during for from get give had has "
    "have how i if in into is it its kind many may me might more most much name named of on or our out over please "
    "said say says shall should show so some such tell than that the their them then there these they this those to "
    "under up us was we were what whats when where which who whom whose why will with would you your article "
    "document text".split()
)
