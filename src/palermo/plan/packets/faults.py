"""What can be wrong with an answer to a packet: the findings O01 to O10. Each is told alone: nothing is taken then."""

from palermo.core import Finding, Message, Outcome, Severity, mark

_AGAIN = mark("Ask who filled it in to send the file once more, as the form saved it.")
# what is found, and what to do
_WORDS = {
    "O01": (
        mark("The file is no answer to a packet."),
        mark("Bring in the file that the form saved: its name begins with 'answer' and ends with '.json'."),
    ),
    "O02": (
        mark("The file is a packet, not the answer to one."),
        mark("Open it in a browser, fill it in, save the answer, and bring in the file that was saved."),
    ),
    "O03": (
        mark("The answer is of version {version}, which this office does not know."),
        mark("Fill in a packet that this office has made."),
    ),
    "O04": (mark("The file was changed or cut off after the form had saved it."), _AGAIN),
    "O05": (
        mark("This office has made no packet {packet}."),
        mark("Send the answer to the office that made the packet, or ask this one for a packet of its own."),
    ),
    "O06": (
        mark("The answer cannot be opened: it was changed on the way, or not sealed with the code of packet {packet}."),
        _AGAIN,
    ),
    "O07": (
        mark("Packet {packet} was valid until {until}."),
        mark("What was written can still be read in the form, with the code. Copy it into a new packet."),
    ),
    "O08": (
        mark("This answer was brought in before, on {day}. Its receipt number is {receipt}."),
        mark("Nothing has to be done. What was written since needs a newly saved answer."),
    ),
    "O09": (
        mark("{where}: this is not as the form writes it."),
        mark("Save the answer with the form of the packet, and bring in that file."),
    ),
    "O10": (
        mark("Who made packet {packet} acts for its body no more."),
        mark("Make a new packet, and copy into it what was written."),
    ),
}


def fault(rule: str, **params: object) -> Finding:
    """The finding of this rule."""
    sentence, advice = _WORDS[rule]
    return Finding(
        rule, Severity.ERROR, Outcome.FAIL, Message(sentence, params), Message(advice, params), level="answer"
    )
