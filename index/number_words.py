"""Numbers written out, as parts of patterns."""

ONE_TO_TWENTY = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty"
)
NUMBER_WORD = rf"(?:{ONE_TO_TWENTY}|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion)"
