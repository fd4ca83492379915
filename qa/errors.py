"""What a caller can get wrong; each message names the value and the way out."""


class QAError(Exception):
    """An error whose message is meant for the person who asked."""


class QuestionError(QAError, ValueError):
    """A question that cannot be asked: empty, or too long."""
