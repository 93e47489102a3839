"""The words of the form, which has them in every language of the pages."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

WORDS: Mapping[str, object] = {
    "title": gettext_lazy("Reports to fill in without a network"),
    "shut": gettext_lazy("What is asked, and what you write, is sealed. The code opens it."),
    "code": gettext_lazy("Code of the packet"),
    "code_hint": gettext_lazy("Sixteen letters and digits, which were given to you beside this file."),
    "open": gettext_lazy("Open"),
    "wrong_code": gettext_lazy(
        "This code does not open the packet, or the file was changed. Compare the code letter by letter."
    ),
    "no_crypto": gettext_lazy(
        "This browser cannot open the packet. Open the file with a newer browser, or on a computer."
    ),
    "no_script": gettext_lazy("This form needs JavaScript. Switch it on, or open the file with another browser."),
    "until": gettext_lazy("answers are taken until %(until)s"),
    "no_victims": gettext_lazy("Nothing about single victims belongs here."),
    "no_names": gettext_lazy(
        "No names, faces, places, case numbers or stories by which somebody could be known, neither in what you write "
        "nor in a file. Give numbers."
    ),
    "kept": gettext_lazy(
        "What you write stands on this page alone until you save it as a file. Nothing is kept in the browser: save "
        "before you close it."
    ),
    "before": gettext_lazy("Go on with an answer that was saved before"),
    "before_file": gettext_lazy("File of the answer"),
    "before_hint": gettext_lazy("What stands in it takes the place of what is written here."),
    "other_answer": gettext_lazy(
        "This file is no answer to this packet, or it was changed. Nothing was taken from it."
    ),
    "loaded": gettext_lazy("The saved answer is open. Write on, and save it once more."),
    "report": gettext_lazy("Report for %(period)s"),
    "activity": gettext_lazy("Activity %(id)s"),
    "days": gettext_lazy("From %(first)s to %(last)s; due on %(due)s"),
    "returned": gettext_lazy("It was returned with this note:"),
    "needed": gettext_lazy("(needed to send it)"),
    "one_more": gettext_lazy("One more obstacle"),
    "proof": gettext_lazy("Offer a file as proof"),
    "file": gettext_lazy("File"),
    "file_hint": gettext_lazy(
        "PDF, JPEG, PNG, Word, Excel, plain text, CSV or HTML; all files of the answer together up to 10 MB."
    ),
    "file_title": gettext_lazy("What the file shows"),
    "file_kind": gettext_lazy("What kind of action it proves"),
    "choose_kind": gettext_lazy("Choose a kind"),
    "file_steps": gettext_lazy("Which steps it proves"),
    "add_file": gettext_lazy("Add the file"),
    "file_lacks": gettext_lazy("Choose a file, and say what it shows, what kind of action it proves, and which steps."),
    "file_large": gettext_lazy("With this file they are larger than 10 MB, which no mail carries. Add a smaller copy."),
    "take_away": gettext_lazy("Take it away"),
    "send": gettext_lazy("This report is finished: send it when the answer is brought in"),
    "send_hint": gettext_lazy("Without this tick it is saved as a draft, for the body to go on with."),
    "lacking": gettext_lazy("To be sent it has to say where the work stands, and in a few sentences what happened."),
    "untouched": gettext_lazy("nothing written"),
    "written": gettext_lazy("draft"),
    "ready": gettext_lazy("to be sent"),
    "unready": gettext_lazy("something is missing"),
    "save": gettext_lazy("Save the answer"),
    "print": gettext_lazy("Print"),
    "nothing": gettext_lazy("Nothing was written yet, so there is nothing to save."),
    "unsaved": gettext_lazy("Not saved yet."),
    "saved": gettext_lazy(
        "Saved as %(name)s, among the downloads. Send this file to the office by e-mail or on a stick."
    ),
}
