"""Plans: read in any layout, audited, rewritten, compared, told in plain words, scored by what was proved."""

from palermo.plan.answers import (
    ASK_STATES,
    Answering,
    AskStanding,
    AskState,
    actions_of,
    answering,
    answering_to_tree,
    promises_of,
    suggested_answers,
)
from palermo.plan.audit import (
    RULES,
    SHARES,
    Asks,
    Audit,
    Card,
    Level,
    NotYet,
    Rule,
    Share,
    Verdict,
    audit,
    audit_rows,
    audit_to_tree,
    contract_schema,
    finding_row,
    findings_csv,
)
from palermo.plan.audit.activity import lead_of
from palermo.plan.beside import GAP_WORDS, About, Agreement, Contrast, Gap, Said, Seen, gap, held_against
from palermo.plan.boards import (
    AtPlace,
    Deadline,
    Filing,
    Lane,
    Strip,
    Tiles,
    by_place,
    deadlines,
    lanes,
    proofs,
    strips,
    tiles,
    within,
)
from palermo.plan.budget import round_closes
from palermo.plan.chain import Chain, Link, StepId, circle, held_up, links_of, longest_chain, out_of_order, own_links
from palermo.plan.committee import (
    RESOLUTION_TURNS,
    SIDE_WORDS,
    Course,
    Deed,
    Ground,
    Pending,
    Plea,
    Proposal,
    Side,
    Stage,
    Turn,
    Turned,
    agenda_proposals,
    followed,
    resolution_diagram,
    turned,
)
from palermo.plan.compare import (
    Change,
    Comparison,
    How,
    Kind,
    Op,
    Pair,
    Span,
    cell_words,
    compare,
    comparison_to_tree,
    word_changes,
)
from palermo.plan.model import Activity, Basis, Cost, Generation, Goal, Indicator, Objective, Plan, Source, Step
from palermo.plan.money import (
    Between,
    FiscalYear,
    Lack,
    LineAccount,
    Missed,
    MoneyLine,
    MoneySaid,
    MoneySum,
    NextRound,
    Posting,
    Spending,
    Sums,
    fiscal_year,
    lacking,
    lacks_csv,
    lacks_to_tree,
    lacks_xlsx,
    line_accounts,
    missed_rounds,
    money_lines,
    money_said,
    money_sums,
    next_rounds,
    round_of,
    with_rounds,
)
from palermo.plan.names import FIELD_NAMES
from palermo.plan.outputs import (
    STATUS_WORDS,
    Bodies,
    CellValue,
    Chapter,
    Entry,
    Grounds,
    Output,
    Owed,
    Own,
    body_sheet,
    committee_pack,
    output_docx,
    output_xlsx,
    said,
    self_assessment,
    waiver_file,
    what_became,
    yearly_report,
    years,
)
from palermo.plan.press import PressSheet, Row, Section, press_sheet
from palermo.plan.progress import (
    LADDER,
    MOVES,
    OF_ACTIVITY,
    OF_COPY,
    OF_PART,
    PROOF_KINDS,
    WHOLE_PLACE,
    Account,
    Amended,
    Amendment,
    Claim,
    Cycle,
    Done,
    Dropped,
    Every,
    Evidence,
    Held,
    Machine,
    Move,
    Moved,
    Obstacle,
    OwnStep,
    OwnTarget,
    Part,
    Period,
    PlacePart,
    Places,
    Progress,
    Rate,
    Report,
    Spread,
    Standing,
    State,
    Status,
    Total,
    Value,
    Verb,
    Work,
    awaited,
    diagram,
    moved,
    periods,
    progress_schema,
    read_progress,
    replayed,
    rolled_up,
    spread,
    standing,
    terms_of,
    through_lead,
    write_progress,
)
from palermo.plan.reading import Reading, name_of, read
from palermo.plan.reminders import (
    REMINDED_EACH,
    REMINDERS,
    Digest,
    Matter,
    Occasion,
    Owing,
    Quiet,
    Reader,
    Recipient,
    Reminder,
    Reminding,
    digests,
    is_quiet,
)
from palermo.plan.revise import Answers, StepAnswer, missing, revise
from palermo.plan.risks import Noted, RiskHeld, RiskNote, risk_held, risk_noted
from palermo.plan.score import (
    HOUSE_FIGURES,
    ActivityLine,
    BodyLine,
    Figure,
    FigureDefined,
    GoalLine,
    HouseFigure,
    HouseValue,
    PartLine,
    PlaceLine,
    Scorecard,
    Tally,
    house_value,
    score,
    score_csv,
    score_schema,
    score_to_tree,
)
from palermo.plan.sheets import (
    Counts,
    Defined,
    Point,
    Series,
    Sheet,
    Split,
    Target,
    as_planned,
    completed,
    defined,
    in_series,
    jumped,
    sheet_from_tree,
    sheet_lacks,
    sheet_to_tree,
    value_faults,
    with_sheets,
    withheld,
    withheld_of_whole,
)
from palermo.plan.suggest import Suggestion, suggest
from palermo.plan.tables import (
    Column,
    Layout,
    Mapping,
    Table,
    TableMapping,
    letters,
    plan_from_tables,
    propose,
    propose_below,
    read_layout,
    revised,
    shown,
    write_csv,
    write_docx,
    write_xlsx,
)
from palermo.plan.tables.columns import FIELDS, SPREADABLE
from palermo.plan.tables.mapping_file import read_mapping, write_mapping
from palermo.plan.tree import plan_from_tree, plan_to_tree, schema
from palermo.plan.yaml_file import read_json, read_yaml, write_json, write_yaml

# line by line in the order of the whole, as a list of one name a line is too long for a module
__all__ = ["ASK_STATES", "FIELDS", "FIELD_NAMES", "GAP_WORDS", "HOUSE_FIGURES", "LADDER", "MOVES", "OF_ACTIVITY"]
__all__ += ["OF_COPY", "OF_PART", "PROOF_KINDS", "REMINDED_EACH", "REMINDERS", "RESOLUTION_TURNS", "RULES"]
__all__ += ["SHARES", "SIDE_WORDS", "SPREADABLE", "STATUS_WORDS", "WHOLE_PLACE", "About", "Account", "Activity"]
__all__ += ["ActivityLine", "Agreement", "Amended", "Amendment", "Answering", "Answers", "AskStanding", "AskState"]
__all__ += ["Asks", "AtPlace", "Audit", "Basis", "Between", "Bodies", "BodyLine", "Card", "CellValue", "Chain"]
__all__ += ["Change", "Chapter", "Claim", "Column", "Comparison", "Contrast", "Cost", "Counts", "Course", "Cycle"]
__all__ += ["Deadline", "Deed", "Defined", "Digest", "Done", "Dropped", "Entry", "Every", "Evidence", "Figure"]
__all__ += ["FigureDefined"]
__all__ += ["Filing", "FiscalYear", "Gap", "Generation", "Goal", "GoalLine", "Ground", "Grounds", "Held"]
__all__ += ["HouseFigure", "HouseValue", "How", "Indicator", "Kind", "Lack", "Lane", "Layout", "Level"]
__all__ += ["LineAccount", "Link", "Machine", "Mapping", "Matter", "Missed", "MoneyLine", "MoneySaid", "MoneySum"]
__all__ += ["Move", "Moved", "NextRound", "NotYet", "Noted", "Objective", "Obstacle", "Occasion", "Op", "Output"]
__all__ += ["Owed"]
__all__ += ["Owing", "Own", "OwnStep", "OwnTarget", "Pair", "Part", "PartLine", "Pending", "Period", "PlaceLine"]
__all__ += ["PlacePart", "Places", "Plan", "Plea", "Point", "Posting", "PressSheet", "Progress", "Proposal"]
__all__ += ["Quiet", "Rate", "Reader", "Reading", "Recipient", "Reminder", "Reminding", "Report", "RiskHeld"]
__all__ += ["RiskNote", "Row", "Rule", "Said", "Scorecard", "Section", "Seen", "Series", "Share", "Sheet", "Side"]
__all__ += ["Source", "Span", "Spending", "Split", "Spread", "Stage", "Standing", "State", "Status", "Step"]
__all__ += ["StepAnswer", "StepId", "Strip", "Suggestion", "Sums", "Table", "TableMapping", "Tally", "Target"]
__all__ += ["Tiles", "Total", "Turn", "Turned", "Value", "Verb", "Verdict", "Work", "actions_of"]
__all__ += ["agenda_proposals", "answering", "answering_to_tree", "as_planned", "audit", "audit_rows"]
__all__ += ["audit_to_tree", "awaited", "body_sheet", "by_place", "cell_words", "circle", "committee_pack"]
__all__ += ["compare", "comparison_to_tree", "completed", "contract_schema", "deadlines", "defined", "diagram"]
__all__ += ["digests", "finding_row", "findings_csv", "fiscal_year", "followed", "gap", "held_against", "held_up"]
__all__ += ["house_value", "in_series", "is_quiet", "jumped", "lacking", "lacks_csv", "lacks_to_tree", "lacks_xlsx"]
__all__ += ["lanes", "lead_of", "letters", "line_accounts", "links_of", "longest_chain", "missed_rounds", "missing"]
__all__ += ["money_lines", "money_said", "money_sums", "moved", "name_of", "next_rounds", "out_of_order"]
__all__ += ["output_docx", "output_xlsx", "own_links", "periods", "plan_from_tables", "plan_from_tree"]
__all__ += ["plan_to_tree", "press_sheet", "progress_schema", "promises_of", "proofs", "propose", "propose_below"]
__all__ += ["read", "read_json", "read_layout", "read_mapping", "read_progress", "read_yaml", "replayed"]
__all__ += ["resolution_diagram"]
__all__ += ["revise", "revised", "risk_held", "risk_noted", "rolled_up", "round_closes", "round_of", "said"]
__all__ += ["schema", "score", "score_csv", "score_schema", "score_to_tree", "self_assessment", "sheet_from_tree"]
__all__ += ["sheet_lacks", "sheet_to_tree", "shown", "spread", "standing", "strips", "suggest", "suggested_answers"]
__all__ += ["terms_of", "through_lead", "tiles", "turned", "value_faults", "waiver_file", "what_became"]
__all__ += ["with_rounds", "with_sheets", "withheld", "withheld_of_whole", "within", "word_changes", "write_csv"]
__all__ += ["write_docx", "write_json", "write_mapping", "write_progress", "write_xlsx", "write_yaml"]
__all__ += ["yearly_report", "years"]
