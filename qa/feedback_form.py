"""The web chat's form for what is right in place of an answer, and the events of the thumbs."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa.answer import Answer, Citation, Question
from qa.drawing import FORGOTTEN, Turn, answer_of, beginning
from qa.drawing_text import apart, literal
from qa.errors import QAError
from qa.feedback import Correction, Record, list_passages

if TYPE_CHECKING:
    import gradio as gr

    from qa.service import QAService

logger = logging.getLogger(__name__)

FIND = -1  # the choice of no passage in particular
FOUND = "The first that has the answer"
FAILED = "Something went wrong while saving. Please try again; the server's log says what happened."
# The answer that was judged stays in view, and the form is ready to be typed into.
SHOW_FORM = """const show = () => requestAnimationFrame(() => {
  document.activeElement.scrollIntoView({ block: 'nearest' });
  document.querySelector('#feedback textarea')?.focus();
});
watch('value', show);
show();"""
SHOW_NOTE = "watch('value', () => element.scrollIntoView({ block: 'nearest' }));"

Judged = tuple[Answer, tuple[Citation, ...]]  # an answer said to be wrong, and the passages to choose from


@dataclass(frozen=True)
class FeedbackForm:
    """The form's parts; `judged` is the state that holds what it is about, `note` the line for a sentence below it."""

    panel: "gr.Column"
    heading: "gr.HTML"
    text: "gr.Textbox"
    passage: "gr.Radio"
    unanswerable: "gr.Checkbox"
    save: "gr.Button"
    cancel: "gr.Button"
    judged: "gr.State"
    note: "gr.HTML"

    @property
    def changed(self) -> list[Any]:
        """What an event changes, in the order of `open_form` and `close_form`."""
        return [self.panel, self.heading, self.text, self.passage, self.unanswerable, self.judged, self.note]


def lay_out_form() -> FeedbackForm:
    """The form, hidden, inside the Blocks that are open."""
    import gradio as gr

    with gr.Column(elem_id="feedback", visible=False) as panel:
        heading = gr.HTML(elem_id="judged", js_on_load=SHOW_FORM)
        text = gr.Textbox(
            label="What is the right answer?", placeholder="In the words of the passage", max_lines=3, elem_id="right"
        )
        unanswerable = gr.Checkbox(label="The documents do not say", container=False, elem_id="unanswerable")
        passage = gr.Radio([(FOUND, FIND)], value=FIND, label="Which passage has it?", elem_id="passages")
        with gr.Row():
            save = gr.Button("Save", variant="primary", size="md")
            cancel = gr.Button("Cancel", size="md")
    note = gr.HTML(elem_id="note", js_on_load=SHOW_NOTE)
    return FeedbackForm(panel, heading, text, passage, unanswerable, save, cancel, gr.State(None), note)


def open_form(answer: Answer, passages: tuple[Citation, ...]) -> tuple[Any, ...]:
    """What `FeedbackForm.changed` becomes: the empty form about the answer."""
    import gradio as gr

    heading = f'<p class="label">Correct the answer to “{apart(beginning(answer.question))}”</p>'
    choices = [(f"{beginning(one.title)}: {beginning(one.quote)}", place) for place, one in enumerate(passages)]
    passage = gr.update(choices=[(FOUND, FIND), *choices], value=FIND)
    return gr.update(visible=True), heading, "", passage, False, (answer, passages), ""


def close_form(sentence: str = "", kind: str = "done") -> tuple[Any, ...]:
    """What `FeedbackForm.changed` becomes: no form, and the sentence below the chat."""
    import gradio as gr

    return gr.update(visible=False), gr.skip(), gr.skip(), gr.skip(), gr.skip(), None, draw_note(sentence, kind)


def keep_form(sentence: str) -> tuple[Any, ...]:
    """What `FeedbackForm.changed` becomes: all as it is, and the sentence that says what is wrong."""
    import gradio as gr

    return (*[gr.skip()] * 6, draw_note(sentence, "wrong"))


def leave_form() -> tuple[Any, ...]:
    """What `FeedbackForm.changed` becomes: all as it is."""
    import gradio as gr

    return (gr.skip(),) * 7


def draw_note(sentence: str, kind: str = "done") -> str:
    """HTML of the sentence; nothing where there is none."""
    return f'<p class="note {kind}" role="status">{literal(sentence)}</p>' if sentence else ""


def judge(service: "QAService", record: Record, answer: Answer, right: bool) -> tuple[Any, ...]:
    """What becomes of the form: a right answer is kept, a wrong one opens the form."""
    try:
        if not right:
            retrieved = service.retrieve(Question(answer.question, answer.history))
            return open_form(answer, list_passages(answer, retrieved))
        return close_form(record(answer, None))
    except QAError as error:
        return close_form(str(error), "wrong")
    except Exception:
        logger.exception("No feedback on the answer to %r", answer.question)
        return close_form(FAILED, "wrong")


def correct(record: Record, judged: Judged | None, text: str, chosen: int, unanswerable: bool) -> tuple[Any, ...]:
    """What becomes of the form: closed where the correction is kept, as it is where it is closed already."""
    if judged is None:
        return leave_form()
    answer, passages = judged
    passage = passages[chosen] if chosen in range(len(passages)) else None
    try:
        return close_form(record(answer, Correction(text, passage, passages, unanswerable)))
    except QAError as error:
        return keep_form(str(error))
    except Exception:
        logger.exception("No feedback on the answer to %r", answer.question)
        return keep_form(FAILED)


def listen(
    form: FeedbackForm,
    service: "QAService",
    record: Record,
    chat: "gr.Chatbot",
    box: "gr.Textbox",
    documents: Any,
    turns: "gr.State",
    **options: Any,
) -> None:
    """Adds the events, inside the Blocks that are open; an answer is taken from the server's state alone."""
    import gradio as gr

    def judge_turn(event: gr.EventData, turns: list[Turn]) -> tuple[Any, ...]:
        answer = answer_of(turns, event.turn)
        return judge(service, record, answer, event.right is True) if answer else close_form(FORGOTTEN, "wrong")

    def save(judged: Judged | None, text: str, chosen: int, unanswerable: bool) -> tuple[Any, ...]:
        return correct(record, judged, text, chosen, unanswerable)

    documents.judge(judge_turn, turns, form.changed, **options)
    filled = [form.judged, form.text, form.passage, form.unanswerable]
    gr.on([form.save.click, form.text.submit], save, filled, form.changed, **options)
    gr.on([form.cancel.click, chat.clear], close_form, None, form.changed, **options)
    # In the browser: a server's reply could come late, and take the next note away.
    gr.on([box.submit, chat.example_select], None, None, form.note, js="() => ''", **options)
