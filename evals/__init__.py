"""Is it right? Suites of questions with known answers, asked through the same service as the chat."""
