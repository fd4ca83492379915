"""Two short documents, on a ferry and on a bridge."""

from qa.service import QAService

FERRY = "The ferry left Halifax at noon. Captain Ruth Moss commanded a crew of 41 sailors."
BRIDGE = "The bridge at Lunenburg was closed by mayor Ann Hardy after the storm."


def sources(service: QAService, question: str) -> list[str]:
    return [passage.source for passage in service.retrieve(question)]
