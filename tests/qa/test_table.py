"""The cell that a question names, not the one that stands before its row's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.table import cell_asked_for, tables_of

PRICES = (
    "Prices from May\n\nMembership | Adults | Students | Seniors\n\n"
    "Bronze | £24 | £18 | £17\n\nSilver | £36 | £27 | £26"
)
COURSES = (
    "| Course | Teacher | Fee |\n|---|:--:|---|\n| Yoga | Ben Cho | £80 |\n| Pottery | Anna Lund | £120 |\nThat is all."
)
HOURS = "| | Monday | Sunday |\n|---|---|---|\n| Pool | 6-21 | |\n| Gym | 7-22 | 9-17 |"
ROOMS = "Room | Seats\nAlder Room | 12\nBeech Room | 30"
HTML = (
    "<table>\n  <tr><th>Ticket</th><th>Price</th><th>Zones</th></tr>\n"
    "  <tr>\n    <td>Day</td>\n    <td>£5</td>\n    <td></td></tr>"
    '<tr class="odd"><TD>Week</TD><td> £19 </td><td>1-3</td></tr>\n</table>\n'
    "<table><tr><td>Dog</td><td>£1</td><td>free</td></tr></table>"
)
SIGNED = "Signed for the Owner: Ada Reed\nSigned for the Tenant: Bo Ek, Chair"
PAY = "Director | Salary (£000) | Bonus (£000)\n\nAda Reed, Chair | 540 | 108\n\nBo Ek, Auditor | 385 | 77"
FAIR = "Event: Spring fair of the Club\nVenue: Town Hall, Bell Street\nDate: 5 May 2025"
RECORD = "Name: Lucy Fenwick\nRole: Safeguarding Lead\nDepartment: Operations\nPrice: 7.90\nConcession (GBP): 5.60"


def found(question: str, text: str, words: str) -> str | None:
    """The cell that takes the place of the words; None where they stay."""
    start = text.index(words)
    place = cell_asked_for(question, text, start, start + len(words))
    return text[slice(*place)] if place else None


@pytest.mark.parametrize(
    ("question", "text", "words", "cell"),
    [
        ("How much is Silver membership for students?", PRICES, "£18", "£27"),
        ("How much is Silver membership for students?", PRICES, "Silver | £36", "£27"),
        ("silver seniors price", PRICES, "£36", "£26"),
        ("what does silver cost", PRICES, "£18", "£27"),  # it names no column: the same one
        ("Who teaches yoga?", COURSES, "Anna Lund", "Ben Cho"),  # the only cell of the form
        ("Who teaches yoga?", COURSES, "£120", "Ben Cho"),
        ("gym hours on sunday", HOURS, "6-21", "9-17"),  # a row before it has no cell there
        ("fee for yoga", COURSES, "£120", "£80"),
        ("what was Ada Reed's bonus", PAY, "£000", "108"),
        ("How many seats has the Beech Room?", ROOMS, "12", "30"),
        ("price of the week ticket", HTML, "£5", "£19"),
        ("price of the week ticket", HTML.replace("£", "GBP | "), "GBP | 5", "GBP | 19"),
        ("which zones does a week ticket cover", HTML, "£5", "1-3"),
        ("Which department is Lucy Fenwick in?", RECORD, "Safeguarding Lead", "Operations"),
        ("what is the concession", RECORD, "7.90", "5.60"),
        ("what is the event", FAIR, "5 May", "Spring fair of the Club"),
        ("who leads safeguarding?", RECORD, "Fenwick\nRole: Safeguarding Lead", "Lucy Fenwick"),  # one field's value
        ("what is the price?", RECORD, "Price: 7.90", "7.90"),
        ("who signed for the tenant?", SIGNED, "Ada Reed", "Bo Ek, Chair"),
        ("who managed it?", "It is old.\n\nManager: Ute Berg\nWard: Heart", "Ute Berg\nWard", "Ute Berg"),
        ("Who is the manager?", "Email: a@b.example\nManager: Sue Lamb\nDriver: Tom Ness", "Tom Ness", "Sue Lamb"),
        ("Who is the manager?", "- Email: a@b.example\n- **Manager**: Sue Lamb\n- Driver: Tom", "Tom", "Sue Lamb"),
        ("whats the end date", f"Start date: 2 May\nEnd date: 3 June\n{RECORD}", "2 May", "3 June"),
    ],
)
def test_the_cell_that_the_question_names(question: str, text: str, words: str, cell: str) -> None:
    assert found(question, text, words) == cell


HALLS = (
    "Hall | Capacity | Charge | Minimum hire\nMain hall | 200 | £45 | 3 hours\nKitchen | 6 | £10 | 1 hour\n"
    "Club room | 20 | free | 2 hours"
)
STAFF = "£m | 2023 | 2022\nRevenue | 412.5 | 398.1\nEmployees | 2,140 | 2,055"
TALKS = "Talk | Speaker | Room | Starts\nBatteries | Paul Roe | Red | 10:00\nWind | Lea Moe | Blue | 11:30"
PLANS = "| | Basic | Pro | Team |\n| Price | €9 | €19 | €49 |\n| Support | email | email and chat | phone |"


@pytest.mark.parametrize(
    ("question", "text", "words", "cell"),
    [
        ("How much does the main hall cost?", HALLS, "200", "£45"),
        ("How much is the kitchen?", HALLS, "6", "£10"),
        ("How much is it to hire the kitchen?", HALLS, "1 hour", "£10"),
        ("How much is it to hire the club room?", HALLS, "2 hours", "free"),
        ("How much is the main hall's capacity?", HALLS, "£45", "200"),
        (
            "How heavy is Model A10 on its own?",
            "Model | Price | Weight\nA10 | £20 | 1 kg\nB20 | £3 | 4 kg",
            "£20",
            "1 kg",
        ),
        ("How many people worked there in 2022?", STAFF, "2,140", "2,055"),
        ("How much is the Pro plan?", PLANS, "€9 | €19 | €49", "€19"),
        ("What do I pay for the Pro plan, how much is it?", PLANS, "email", "€19"),
        ("What support do I get with Pro?", PLANS, "email | email and chat", "email and chat"),
        ("Which room is the batteries talk in?", TALKS, "Room", "Red"),
    ],
)
def test_the_cell_that_the_question_means(question: str, text: str, words: str, cell: str) -> None:
    assert found(question, text, words) == cell


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("How much is left of the main hall?", HALLS, "200"),
        ("How long may I have the main hall?", HALLS, "3 hours"),
        ("Who has a charge of 45?", HALLS.replace("200", "Ada"), "Ada"),  # the column named is of what is known
        ("Which hall has a charge of £45?", HALLS, "Main hall"),
        ("What is there in 2022?", STAFF, "2,140"),  # no form
        ("Is it the room or the speaker of the batteries talk?", TALKS, "Room"),
        ("Which day is it on?", "Hours | Monday | Sunday\nPool | 6-21 | closed\nGym | 7-22 | 9-17", "Sunday"),
        ("How heavy is the main hall?", HALLS, "£45"),
    ],
)
def test_what_is_not_meant_is_left(question: str, text: str, words: str) -> None:
    assert found(question, text, words) is None


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("How much is Silver membership for students?", PRICES, "£27"),  # it is there
        ("How much is membership for students?", PRICES, "£18"),  # no row
        ("Who teaches besides Ben at yoga?", COURSES, "Anna Lund"),
        ("Which course costs as much as yoga?", COURSES, "Pottery"),  # a row's name may be what is asked for
        ("Which room is bigger than the Alder Room?", ROOMS, "30"),
        ("how much money is the role?", RECORD, "7.90"),  # it has the form asked for
        ("How many seats has the room?", ROOMS, "12"),  # two rows
        ("pool hours on sunday", HOURS, "7-22"),  # an empty cell
        ("zones of the day ticket", HTML, "1-3"),
        ("price for a dog", HTML, "free"),  # a table of one row
        ("zones of the week ticket", HTML.replace("<th>Zones</th>", "<th><b>Zones</b></th>"), "£19"),  # marks in a cell
        ("price of the week ticket", HTML.replace("<td> £19 </td>", "<td>£19<br></td>"), "£5"),
        ("zones of the week ticket", HTML.replace("<td>1-3</td>", ""), "£5"),  # a cell less
        ("How many seats has the room?", ROOMS, "30"),
        ("when do prices change for silver?", PRICES, "May"),  # not in the table
        ("who runs the department?", RECORD, "Lucy Fenwick"),  # asks for no field
        ("who signed for the tenant?", SIGNED, "Bo Ek"),
        ("who signed for the house?", SIGNED, "Ada Reed"),
        (
            "When does the second ferry start?",
            "- May 2026: first ferry\n- June 2027: second ferry\n- 2028: no",
            "June 2027",
        ),
        ("who is to tell the bank?", "Ann: order chairs\nBo: tell the bank\nCy: rest", "Bo"),
        ("Who is the manager?", "Manager: Sue Lamb\nDriver: Tom Ness", "Tom Ness"),  # two lines are no record
        ("where does the line manager work?", "Line manager: Ann Lee\nOffice: Leeds", "Leeds"),
        ("what does the project lead earn?", "Project lead: Ann Holt, 2019\nSalary: £40,000", "£40,000"),
        ("when did the tenant sign for it?", SIGNED, "Ada Reed"),  # no time
        ("Where is the event?", FAIR, "Town Hall"),  # the event is what it asks about
        ("When is the event?", FAIR, "5 May"),
        ("Where is the printer?", "Printer: Canon LX\nLocation: room 7\nOwner: IT", "room 7"),
        ("How much is the oak table?", "Item | Weight | Delivery\nOak table | 32 kg | £45", "32 kg"),
        ("What is the price and the concession?", RECORD, "7.90"),  # two fields
        ("what is the role of Bo?", "Role: Chair\nThe rest is known.", "Chair"),  # no record
        ("what is the price of silver?", "Home | Silver | About", "About"),  # no table
    ],
)
def test_what_is_left_where_it_is(question: str, text: str, words: str) -> None:
    assert found(question, text, words) is None


def test_a_row_between_a_blank_line_and_a_rule_begins_a_table() -> None:
    text = "| Lot | Price |\n|---|---|\n| Vase | £4 |\n\n| Town | Mayor |\n|---|---|\n| Tarn | Ida |\n| Leith | Kari |"
    text += "\n|---|---|\n| Both | Ida |"  # a rule above the sum
    first, second = ([[text[slice(*cell)] for cell in row] for row in rows] for rows in tables_of(text))
    assert first == [["Lot", "Price"], ["Vase", "£4"]]
    assert second == [["Town", "Mayor"], ["Tarn", "Ida"], ["Leith", "Kari"], ["Both", "Ida"]]


@given(st.text(alphabet="ab:| \n-£1", max_size=60), st.data())
def test_a_place_is_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = cell_asked_for("what is a b 1?", text, start, end)
    if place:
        assert 0 <= place[0] < place[1] <= len(text)
        assert text[slice(*place)] == text[slice(*place)].strip()
