"""Plans: read in any layout, audited, rewritten, compared, told in plain words, scored by what was proved."""

from palermo.plan.answers import (
    ASK_STATES,
    Answering,
    AskStanding,
    AskState,
    actions_of,
    answering,
    answering_to_tree,
    committed_of,
    promises_of,
    suggested_answers,
)
from palermo.plan.audit import (
    RULES,
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
    Standing,
    State,
    Status,
    Total,
    Value,
    Verb,
    Work,
    diagram,
    moved,
    periods,
    progress_schema,
    read_progress,
    replayed,
    rolled_up,
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
    ActivityLine,
    BodyLine,
    Figure,
    GoalLine,
    PartLine,
    PlaceLine,
    Scorecard,
    Tally,
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
__all__ = ["ASK_STATES", "FIELDS", "FIELD_NAMES", "GAP_WORDS", "LADDER", "MOVES", "OF_ACTIVITY", "OF_COPY", "OF_PART"]
__all__ += ["PROOF_KINDS", "REMINDED_EACH", "REMINDERS", "RESOLUTION_TURNS", "RULES", "SIDE_WORDS", "SPREADABLE"]
__all__ += ["STATUS_WORDS", "WHOLE_PLACE", "About", "Account", "Activity", "ActivityLine", "Agreement", "Amended"]
__all__ += ["Amendment", "Answering", "Answers", "AskStanding", "AskState", "AtPlace", "Audit", "Basis", "Between"]
__all__ += ["Bodies", "BodyLine", "Card", "CellValue", "Chain", "Change", "Chapter", "Claim", "Column", "Comparison"]
__all__ += ["Contrast", "Cost", "Counts", "Course", "Cycle", "Deadline", "Deed", "Defined", "Digest", "Done"]
__all__ += ["Dropped", "Entry", "Every", "Evidence", "Figure", "Filing", "FiscalYear", "Gap", "Generation", "Goal"]
__all__ += ["GoalLine", "Ground", "Grounds", "Held", "How", "Indicator", "Kind", "Lack", "Lane", "Layout", "Level"]
__all__ += ["LineAccount", "Link", "Machine", "Mapping", "Matter", "Missed", "MoneyLine", "MoneySaid", "MoneySum"]
__all__ += ["Move", "Moved", "NextRound", "NotYet", "Noted", "Objective", "Obstacle", "Occasion", "Op", "Output"]
__all__ += ["Owing", "Own", "OwnStep", "OwnTarget", "Pair", "Part", "PartLine", "Pending", "Period", "PlaceLine"]
__all__ += ["PlacePart", "Places", "Plan", "Plea", "Point", "Posting", "PressSheet", "Progress", "Proposal", "Quiet"]
__all__ += ["Rate", "Reader", "Reading", "Recipient", "Reminder", "Reminding", "Report", "RiskHeld", "RiskNote", "Row"]
__all__ += ["Rule", "Said", "Scorecard", "Section", "Seen", "Series", "Share", "Sheet", "Side", "Source", "Span"]
__all__ += ["Spending", "Split", "Stage", "Standing", "State", "Status", "Step", "StepAnswer", "StepId", "Strip"]
__all__ += ["Suggestion", "Sums", "Table", "TableMapping", "Tally", "Target", "Tiles", "Total", "Turn", "Turned"]
__all__ += ["Value", "Verb", "Verdict", "Work", "actions_of", "agenda_proposals", "answering", "answering_to_tree"]
__all__ += ["as_planned", "audit", "audit_rows", "audit_to_tree", "body_sheet", "by_place", "cell_words", "circle"]
__all__ += ["committed_of", "committee_pack", "compare", "comparison_to_tree", "completed", "contract_schema"]
__all__ += ["deadlines", "defined", "diagram", "digests", "finding_row", "findings_csv", "fiscal_year", "followed"]
__all__ += ["gap", "held_against", "held_up", "in_series", "is_quiet", "jumped", "lacking", "lacks_csv"]
__all__ += ["lacks_to_tree", "lacks_xlsx", "lanes", "lead_of", "letters", "line_accounts", "links_of", "longest_chain"]
__all__ += ["missed_rounds", "missing", "money_lines", "money_said", "money_sums", "moved", "name_of", "next_rounds"]
__all__ += ["out_of_order", "output_docx", "output_xlsx", "own_links", "periods", "plan_from_tables", "plan_from_tree"]
__all__ += ["plan_to_tree", "press_sheet", "progress_schema", "promises_of", "proofs", "propose", "propose_below"]
__all__ += ["read", "read_json", "read_mapping", "read_progress", "read_yaml", "replayed", "resolution_diagram"]
__all__ += ["revise", "revised", "risk_held", "risk_noted", "rolled_up", "round_closes", "round_of", "said", "schema"]
__all__ += ["score", "score_csv", "score_schema", "score_to_tree", "self_assessment", "sheet_from_tree", "sheet_lacks"]
__all__ += ["sheet_to_tree", "shown", "standing", "strips", "suggest", "suggested_answers", "terms_of", "through_lead"]
__all__ += ["tiles", "turned", "value_faults", "waiver_file", "what_became", "with_rounds", "with_sheets", "withheld"]
__all__ += ["within", "word_changes", "write_csv", "write_docx", "write_json", "write_mapping", "write_progress"]
__all__ += ["write_xlsx", "write_yaml", "yearly_report", "years"]
