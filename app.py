"""The web chat: draws an Answer beside the document it quotes. No retrieval and no prompt here."""

import errno
import logging
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import qa
from qa.answer import Answer, Question
from qa.drawing import Turn, answer_of, draw_chat, draw_documents, draw_forgotten, draw_welcome, turns_before_restart
from qa.errors import QAError
from qa.feedback import Record, load_record
from qa.feedback_form import FeedbackForm, lay_out_form, listen
from qa.printable import on_one_line
from qa.several_questions import split_questions

if TYPE_CHECKING:
    import gradio as gr

    from qa.service import QAService

logger = logging.getLogger(__name__)

EXAMPLES = (
    "What is Meng Wanzhou's position at Huawei?",
    "Which party voted against the motion in majority?",
    "Against whom were the Magnitsky sanctions imposed?",
)
STAGES = {"searching": "Searching…", "reading": "Reading…"}
FAILED = "Something went wrong while answering. Please try again; the server's log says what happened."

DRAWING = Path(qa.__file__).parent
FONTS = ("Segoe UI", "Helvetica Neue", "Liberation Sans", "sans-serif")

# Gradio narrows the selectors of `css` to what is inside the page's frame; the frame itself is reached from the head.
FRAME = """<style>.gradio-container > .main.app { max-width: 1440px; margin: auto; }
@media (max-width: 740px) { .gradio-container.gradio-container { overflow: visible; }
  .gradio-container > .main.app.app { padding: .75rem; } }</style>"""


def converse(service: "QAService", message: str, turns: list[Turn]) -> Iterator[tuple[list[Turn], str | None]]:
    """The conversation with each stage and then the answer as its last turn, and the documents' HTML once answered.

    Each question of the message is a turn of its own.
    """
    for question in split_questions(message, service.settings.question_characters):
        for turns_now, documents in _ask(service, question, turns):
            yield turns_now, documents
        turns = turns_now


def _ask(service: "QAService", question: str, turns: list[Turn]) -> Iterator[tuple[list[Turn], str | None]]:
    try:
        history = tuple((asked, answer.text) for asked, answer in turns if isinstance(answer, Answer))
        for step in service.stream(Question(question, history)):
            if isinstance(step, Answer):
                documents = draw_documents(step, len(turns) + 1, service.load_document)
                yield [*turns, (question, step)], documents
            else:
                yield [*turns, (question, STAGES[step])], None
    except QAError as error:
        sentence = str(error)
        yield [*turns, (question, sentence[:1].upper() + sentence[1:])], None
    except Exception:
        logger.exception("No answer to %r", question)
        yield [*turns, (question, FAILED)], None


def build_app(service: "QAService", examples: Sequence[str] = (), record: Record | None = None) -> "gr.Blocks":
    """The page with its events and, for scripts, the endpoint `ask`; not yet launched. Without `record`, no thumbs."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    def answer_question(question: str, turns: list[Turn], messages: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
        yield from _reply(service, question, turns or turns_before_restart(messages), record is not None, gr.skip())

    def answer_example(picked: gr.SelectData, turns: list[Turn]) -> Iterator[tuple[Any, ...]]:
        yield from answer_question(picked.value["text"], turns, [])

    def show_turn(event: gr.EventData, turns: list[Turn]) -> Any:
        answer = answer_of(turns, event.turn)
        return draw_documents(answer, event.turn, service.load_document) if answer else draw_forgotten(event.turn)

    def welcome() -> tuple[list[Any], list[Turn], str]:
        return [], [], draw_welcome(service.list_documents())

    def ask(question: str) -> dict[str, Any]:
        """The answer to one question, with its citations."""
        try:
            return service.answer(question).to_json()
        except QAError as error:
            raise gr.Error(str(error), print_exception=False) from error

    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    page: gr.Blocks
    with gr.Blocks(title="Ask your documents", analytics_enabled=False) as page:
        turns = gr.State([])
        chat, box, documents, form = lay_out(examples, record is not None)
        shown = [box, chat, turns, documents]
        asked = box.submit(answer_question, [box, turns, chat], shown, trigger_mode="always_last", **quiet)
        picked = chat.example_select(answer_example, turns, shown, **quiet)
        documents.cite(show_turn, turns, documents, **quiet)
        page.load(welcome, None, [chat, turns, documents], **quiet)
        chat.clear(welcome, None, [chat, turns, documents], cancels=[asked, picked], **quiet)
        if form and record:
            listen(form, service, record, chat, box, documents, turns, **quiet)
        gr.api(ask, api_name="ask")  # type: ignore[attr-defined] # Gradio's types lack it
    page.queue(max_size=64, default_concurrency_limit=4)
    return page


def _reply(
    service: "QAService", question: str, turns: list[Turn], thumbs: bool, unchanged: Any
) -> Iterator[tuple[Any, ...]]:
    """What the box, the chat, the conversation and the documents become, at each stage of the answer."""
    box_now: Any = ""
    if question.strip():  # no Enter, once more
        for turns_now, documents in converse(service, question, turns):
            yield box_now, draw_chat(turns_now, thumbs), turns_now, documents or unchanged
            box_now = unchanged  # the next question may be half typed by now
    # Gradio sends the last values again when the generator ends; a marker clicked by then must not be undone.
    yield unchanged, unchanged, unchanged, unchanged


def lay_out(examples: Sequence[str], thumbs: bool) -> "tuple[gr.Chatbot, gr.Textbox, Any, FeedbackForm | None]":
    """The page's parts, inside the Blocks that are open: chat, box for a question, documents' HTML, form for thumbs."""
    import gradio as gr

    gr.HTML("<h1>Ask your documents</h1><p>Every answer shows the words it rests on.</p>", elem_id="head")
    with gr.Row():
        with gr.Column(scale=5, min_width=320, elem_id="talk"):
            chat = gr.Chatbot(
                elem_id="chat",
                label="Conversation",
                show_label=False,
                height="calc(100dvh - 225px)",
                buttons=[],
                latex_delimiters=[],
                allow_tags=False,
                group_consecutive_messages=False,
                placeholder="**What would you like to know?**",
                examples=[{"text": one} for one in examples],
            )
            form = lay_out_form() if thumbs else None
            box = gr.Textbox(elem_id="box", label="Your question", submit_btn="Ask", autofocus=True, max_lines=6)
        with gr.Column(scale=7, min_width=320):
            documents = gr.HTML(elem_id="documents", js_on_load=(DRAWING / "drawing.js").read_text(encoding="utf-8"))
    return chat, box, documents, form


def launch(page: "gr.Blocks", host: str, port: int) -> str:
    """The address of the page, now served in other threads."""
    import gradio as gr

    theme = gr.themes.Soft(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=["monospace"])
    _, address, _ = page.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        footer_links=[],
        max_file_size=0,
        ssr_mode=False,
        enable_monitoring=False,
        theme=theme,
        css=(DRAWING / "drawing.css").read_text(encoding="utf-8"),
        head=FRAME,
    )
    return address


def check_port(host: str, port: int) -> None:
    """Raises QAError where the address cannot be listened on."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        socket.create_server(address[:2], family=family).close()
    except (OSError, ValueError) as error:  # what can be no name of a machine is a ValueError
        number, reason = (error.errno, error.strerror) if isinstance(error, OSError) else (None, "no address")
        if number == errno.EADDRINUSE:
            raise QAError(
                f"Port {port} is in use. Choose another: `QA_PORT={port + 1} make run` or `qa serve --port {port + 1}`."
            ) from None
        raise QAError(f"Cannot listen on {host!r}, port {port}: {reason}. Choose another address.") from None


@click.command()
@click.option("--host", help="Address to listen on.  [default: from the settings]")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.  [default: from the settings]")
def serve(host: str | None, port: int | None) -> None:
    """Open the web chat."""
    try:
        from qa.indexing import require_corpus
        from qa.service import QAService
        from qa.settings import BUNDLED_CORPUS, load_settings

        given = {"host": host, "port": port}
        settings = load_settings(**{name: value for name, value in given.items() if value is not None})
        record = load_record(settings)
        check_port(settings.host, settings.port)
        service = QAService(settings, remake=True)
        try:
            report = service.sync(progress=True)
            for failure in report.failures:
                click.echo(on_one_line(f"not read: {failure.source}: {failure.reason}"), err=True)
            click.echo(report.summary)
            require_corpus(service.index, settings)
            bundled = settings.corpus.resolve() == BUNDLED_CORPUS
            page = build_app(service, EXAMPLES if bundled else (), record)
            click.echo(f"Ready: {launch(page, settings.host, settings.port)}  (Ctrl+C ends it)")
            page.block_thread()
        finally:
            service.close()
    except QAError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    serve()
