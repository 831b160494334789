"""Who promised what to whom, what was said of an issue, and what was done about it."""

from longtin.promises._deeds.promise_forecast import (
    PromiseForecasts as PromiseForecasts,
    PromiseForecastScore as PromiseForecastScore,
    promise_forecasts as promise_forecasts,
)
from longtin.promises._deeds.verbal_promises import (
    VerbalPromise as VerbalPromise,
    kinds_of_promise as kinds_of_promise,
    promises_of as promises_of,
    verbal_promises as verbal_promises,
)
from longtin.promises._deeds.word_consistency import (
    Consistency as Consistency,
    consistency as consistency,
)
from longtin.promises._deeds.words_and_deeds import (
    WordsAndDeeds as WordsAndDeeds,
    words_and_deeds as words_and_deeds,
    words_frame as words_frame,
)
from longtin.promises._exchange.as_acts import (
    act_frame as act_frame,
    act_rows as act_rows,
    commitment_of as commitment_of,
)
from longtin.promises._exchange.column_labels import (
    COMMITMENT_LABELS as COMMITMENT_LABELS,
    POSITION_LABELS as POSITION_LABELS,
    WORD_LABELS as WORD_LABELS,
)
from longtin.promises._exchange.crs import read_crs as read_crs
from longtin.promises._exchange.due_dates import due_dates as due_dates
from longtin.promises._exchange.flows import (
    Flow as Flow,
    flow_frame as flow_frame,
    flows as flows,
    totals as totals,
)
from longtin.promises._exchange.iati import (
    IatiSummary as IatiSummary,
    Transaction as Transaction,
    read_iati as read_iati,
)
from longtin.promises._exchange.national_targets import (
    NationalTarget as NationalTarget,
    TargetReading as TargetReading,
    read_targets as read_targets,
)
from longtin.promises._exchange.own_file import (
    AidStatements as AidStatements,
    as_statements as as_statements,
)
from longtin.promises._exchange.statement_tables import (
    commitment_frame as commitment_frame,
    commitment_rows as commitment_rows,
    observation_status as observation_status,
    position_frame as position_frame,
    position_rows as position_rows,
)
from longtin.promises._exchange.target_tables import is_target_table as is_target_table
from longtin.promises._pages.agreement import (
    agreement_table as agreement_table,
    finding_table as finding_table,
)
from longtin.promises._pages.commitments import (
    commitment_table as commitment_table,
    ladder_table as ladder_table,
    life_tables as life_tables,
)
from longtin.promises._pages.flows import (
    flow_totals_table as flow_totals_table,
    reading_in_words as reading_in_words,
)
from longtin.promises._pages.in_words import (
    certainty_in_words as certainty_in_words,
    issue_name as issue_name,
    status_name as status_name,
)
from longtin.promises._pages.issues import (
    indicator_trend as indicator_trend,
    indicator_value as indicator_value,
    issue_list as issue_list,
    issue_tables as issue_tables,
)
from longtin.promises._pages.kept_words import (
    consistency_in_words as consistency_in_words,
    promise_table as promise_table,
    words_caption as words_caption,
)
from longtin.promises._pages.positions import (
    compared_table as compared_table,
    position_table as position_table,
)
from longtin.promises._pages.remarks import (
    remarks_as_data as remarks_as_data,
    remarks_in_words as remarks_in_words,
)
from longtin.promises._pages.target_statements import (
    target_frame as target_frame,
    targets_as_statements as targets_as_statements,
)
from longtin.promises._pages.targets import (
    target_table as target_table,
    targets_in_words as targets_in_words,
)
from longtin.promises._standing.ladder import LadderRow as LadderRow, ladder as ladder
from longtin.promises._standing.select import (
    commitments as commitments,
    own as own,
    positions as positions,
)
from longtin.promises._standing.standing import Standing as Standing, standing as standing
from longtin.promises._statements.amount import Amount as Amount
from longtin.promises._statements.commitment import (
    Commitment as Commitment,
    Fulfilment as Fulfilment,
)
from longtin.promises._statements.issue import (
    Indicator as Indicator,
    Issue as Issue,
    issue as issue,
    issues as issues,
)
from longtin.promises._statements.party import members_of as members_of, party_name as party_name
from longtin.promises._statements.schema import statements_schema as statements_schema
from longtin.promises._statements.stated_position import StatedPosition as StatedPosition
from longtin.promises._statements.statement_checks import (
    StatementRemark as StatementRemark,
    StatementReport as StatementReport,
    check_statements as check_statements,
)
from longtin.promises._statements.statement_files import (
    Statements as Statements,
    commitment as commitment,
    one_statement as one_statement,
    read_statements as read_statements,
    statements as statements,
)
from longtin.promises._statements.vocabulary import (
    issue_named as issue_named,
    issue_names as issue_names,
)
from longtin.promises._statements.word_finding import (
    FindingReply as FindingReply,
    WordFinding as WordFinding,
)
from longtin.promises._wording.differences import (
    Passage as Passage,
    differences as differences,
    marked as marked,
)
