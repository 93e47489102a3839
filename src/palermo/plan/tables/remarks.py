"""What the reader has to say of columns and rows: the findings M01 to M19."""

from palermo.core import Finding, Message, Origin, Outcome, Severity, mark

_WORDS: dict[str, tuple[Severity, str, str]] = {
    "M01": (
        Severity.ERROR,
        mark("{place}: no row of headers was recognised, so no column could be understood."),
        mark("Write a mapping that names the header row and says what each column holds."),
    ),
    "M02": (
        Severity.C,
        mark("{place}: the column '{header}' is not understood; its cells are kept as they are."),
        mark("Say in the mapping what the column holds, or leave it."),
    ),
    "M03": (
        Severity.ERROR,
        mark("{place}: the mapping cannot be used: {fault}."),
        mark("Correct the mapping at that place; 'palermo plan mapping' prints one that works."),
    ),
    "M04": (
        Severity.B,
        mark("{place}: this row is no goal, objective or activity: '{words}'. It is kept, but nothing reads it."),
        mark("Say in the mapping what the row is, or write an activity into it."),
    ),
    "M05": (
        Severity.C,
        mark("{place}: in the column '{header}', {count} merged cells reach over several activities."),
        mark("They are shown but count for none. If each row is meant, set 'spread: true' for the column."),
    ),
    "M06": (
        Severity.B,
        mark("{place}: the number {code} stands twice; here this {level} is called {id}."),
        mark("Give every goal, objective and activity a number of its own."),
    ),
    "M07": (
        Severity.C,
        mark("{place}: '{words}' is not understood as a time."),
        mark("Write a day, a month, a quarter or a year, such as 2025-06-30 or Q2 2025."),
    ),
    "M08": (
        Severity.C,
        mark("{place}: '{words}' is not understood as an amount."),
        mark("Write one amount with its currency, such as USD 5,000, or 'no extra cost'."),
    ),
    "M09": (
        Severity.C,
        mark("{place}: {count} headings carry no word such as 'Goal'; their level was worked out from their numbers."),
        mark("Check them; where one is wrong, say in the mapping what the row is."),
    ),
    "M10": (
        Severity.B,
        mark("{place}: the column for the lead names {count} bodies, so none of them leads: '{words}'."),
        mark("Name the one body that answers for the activity; put the others under partners."),
    ),
    "M11": (
        Severity.B,
        mark("{place}: the number of this row has been turned into a date by the spreadsheet ({words})."),
        mark("Format the column as text and type the numbers again."),
    ),
    "M12": (
        Severity.C,
        mark("{place}: this row is a sum ('{words}') and no activity."),
        mark("Nothing needs to be done; it is not counted."),
    ),
    "M13": (
        Severity.B,
        mark("{place}: the column '{header}' marks a part of a year, but no year is named."),
        mark("Write the year above the quarters, or give the period of the plan in the mapping."),
    ),
    "M14": (
        Severity.C,
        mark("{place}: this table is left out: {why}."),
        mark("If it belongs to the plan, set 'use: true' for it in the mapping and say what its columns hold."),
    ),
    "M15": (
        Severity.B,
        mark("{place}: this row has a number and other cells, but no words that say what is to be done."),
        mark("Write the activity."),
    ),
    "M16": (
        Severity.B,
        mark("{place}: quarters are marked by colour alone, which is not read."),
        mark("Put an x into each coloured cell and load the file again."),
    ),
    "M17": (
        Severity.C,
        mark("{place}: a merged amount cannot be counted for every row it covers; it is shown but counts for none."),
        mark("Give each activity its own amount, or write one line for all of them."),
    ),
    "M18": (
        Severity.C,
        mark("{place}: '{words}' stands beside several entries of a list; it is shown with each but counts for none."),
        mark("Number the entries in both cells alike."),
    ),
    "M19": (
        Severity.ERROR,
        mark("{file} holds no activity that could be read."),
        mark("Check in the mapping which column holds the activities and which row is the first below the headers."),
    ),
}


def remark(rule: str, origin: Origin, **params: object) -> Finding:
    """The finding of a rule about a place."""
    severity, text, advice = _WORDS[rule]
    place = {"place": origin.told, "file": origin.file}
    return Finding(rule, severity, Outcome.FAIL, Message(text, place | params), Message(advice), origin)
