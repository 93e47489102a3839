"""Word documents: automatic numbers, nested tables, content controls, symbols, shifted rows."""

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from palermo.plan.tables import Table, read_layout
from palermo.plan.tables.docx_numbers import read_numbers, roman


def opened(build: Callable[[Any], None]) -> tuple[Table, ...]:
    made = docx.Document()
    build(made)
    out = io.BytesIO()
    made.save(out)
    layout, findings = read_layout(out.getvalue(), "made.docx")
    assert layout is not None, findings
    return layout.tables


def test_numbers_and_bullets_that_word_only_shows_are_read() -> None:
    def build(made: Any) -> None:
        cell = made.add_table(1, 2).cell(0, 0)
        cell.text = "Draft"
        cell.paragraphs[0].style = made.styles["List Number"]
        cell.add_paragraph("Sign", style="List Number")
        cell._tc.getnext().p_lst[0].add_r().text = "Ask"
        made.tables[0].cell(0, 1).paragraphs[0].style = made.styles["List Bullet"]

    (table,) = opened(build)
    assert table.rows == (("1. Draft\n2. Sign", "• Ask"),)


def numbering(formats: list[str], text: list[str], *, override: bool = False) -> Any:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for n, (kind, words) in enumerate(zip(formats, text, strict=True))
    )
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if override else ""
    return parse_xml(
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{over}</w:num></w:numbering>'
    )


def paragraph(level: int, number: int = 1) -> Any:
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{listed}</w:pPr></w:p>")


def test_levels_count_within_the_level_above() -> None:
    numbers = read_numbers(numbering(["decimal", "decimal", "lowerLetter"], ["%1.", "%1.%2", "(%3)"]), None)
    levels = [0, 1, 1, 2, 2, 0, 1]
    assert [numbers.label(paragraph(level)) for level in levels] == ["1.", "1.1", "1.2", "(a)", "(b)", "2.", "2.1"]


def test_a_list_may_begin_anew_and_may_not_exist() -> None:
    numbers = read_numbers(numbering(["upperRoman"], ["%1."], override=True), None)
    assert [numbers.label(paragraph(0)) for _ in range(2)] == ["I.", "II."]
    assert [numbers.label(paragraph(0, 2)) for _ in range(2)] == ["I.", "II."]
    assert numbers.label(paragraph(0, 9)) == ""
    assert numbers.label(parse_xml(f"<w:p {nsdecls('w')}/>")) == ""
    assert read_numbers(None, None).label(paragraph(0)) == ""


def test_counts_are_shown_as_word_shows_them() -> None:
    def shown(kind: str, count: int) -> str:
        numbers = read_numbers(numbering([kind], ["%1"]), None)
        return [numbers.label(paragraph(0)) for _ in range(count)][-1]

    assert [shown("lowerLetter", n) for n in (1, 26, 27)] == ["a", "z", "aa"]
    assert [shown("upperLetter", 2), shown("lowerRoman", 4), shown("decimalZero", 3)] == ["B", "iv", "03"]
    assert [shown("none", 1), shown("somethingNew", 5)] == ["", "5"]
    assert [roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1999)] == [
        *("i", "iv", "ix", "xiv", "xl", "xc", "cd", "mcmxcix"),
    ]


def test_a_table_inside_a_cell_is_part_of_its_text() -> None:
    def build(made: Any) -> None:
        cell = made.add_table(1, 2).cell(0, 0)
        cell.text = "Steps"
        inner = cell.add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "Draft", "Sign"

    (table,) = opened(build)
    assert table.rows == (("Steps\nDraft\nSign",),)


def test_content_controls_breaks_tabs_and_symbols_are_read() -> None:
    def build(made: Any) -> None:
        made.add_table(1, 2)
        runs = (
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"
            '<w:sdt><w:sdtContent><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:sdtContent></w:sdt>'
            "<w:r><w:instrText>PAGE</w:instrText></w:r><!-- note -->"
        )
        filled = parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>")
        cell = made.tables[0].cell(0, 0)._tc
        cell.replace(cell.p_lst[0], filled)
        body = made.element.body
        held = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        body.insert(0, held)
        held[0].append(made.tables[0]._tbl)

    (table,) = opened(build)
    assert table.rows == (("a b\nc-d✓",),)


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    def build(made: Any) -> None:
        made_table = made.add_table(2, 3)
        for n, cell in enumerate(made_table.rows[0].cells):
            cell.text = str(n)
        row = made_table.rows[1]._tr
        row.remove(row.tc_lst[0])
        properties = row.get_or_add_trPr()
        properties.append(parse_xml(f'<w:gridBefore {nsdecls("w")} w:val="1"/>'))
        row.tc_lst[0].p_lst[0].add_r().text = "second"

    (table,) = opened(build)
    assert table.rows == (("0", "1", "2"), (None, "second"))


def test_coloured_empty_cells_are_remembered() -> None:
    def build(made: Any) -> None:
        made_table = made.add_table(1, 3)
        made_table.cell(0, 0).text = "x"
        for column, colour in ((1, "D9D9D9"), (2, "auto")):
            properties = made_table.cell(0, column)._tc.get_or_add_tcPr()
            properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{colour}"/>'))

    assert opened(build)[0].shaded == ("B1",)


def test_lines_above_each_table_belong_to_it_and_empty_tables_are_passed_over() -> None:
    def build(made: Any) -> None:
        made.add_paragraph("Goal 1: Roads")
        made.add_table(1, 1)
        made.add_paragraph("")
        made.add_table(1, 1).cell(0, 0).text = "a"
        made.add_paragraph("Goal 2: Sea")
        made.add_table(1, 1).cell(0, 0).text = "b"

    first, second = opened(build)
    assert (first.name, first.before) == ("table 2", ("Goal 1: Roads",))
    assert (second.name, second.before) == ("table 3", ("Goal 2: Sea",))
