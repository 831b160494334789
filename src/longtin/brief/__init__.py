"""Reports: what two states' trust in each other is, what moved it, and how sure that is."""

from longtin.brief._alert_words import (
    alert_claim as alert_claim,
    alert_doubts as alert_doubts,
    alert_rows as alert_rows,
    alert_table as alert_table,
    undated_spans as undated_spans,
    watched_until as watched_until,
)
from longtin.brief._brief_document import section as section
from longtin.brief._contacts_document import contacts_document as contacts_document
from longtin.brief._game_files import (
    check_path as check_path,
    check_standing as check_standing,
    standing_efg as standing_efg,
    standing_json as standing_json,
    standing_words as standing_words,
    write_path as write_path,
    write_standing as write_standing,
)
from longtin.brief._render import (
    FORMATS as FORMATS,
    PARTS as PARTS,
    SCHEMA as SCHEMA,
    check_parts as check_parts,
    document as document,
    format_of as format_of,
    render as render,
    write as write,
)
from longtin.brief._ties_table import ties_table as ties_table
from longtin.brief.sections.know_the_partner import office_table as office_table
from longtin.brief.values.advice import (
    Advice as Advice,
    NextStep as NextStep,
    PredictiveBand as PredictiveBand,
)
from longtin.brief.values.binding_rules import (
    BindingRegime as BindingRegime,
    BindingRules as BindingRules,
    ObligationDeadline as ObligationDeadline,
)
from longtin.brief.values.brief import Brief as Brief, compose as compose
from longtin.brief.values.comparison import Comparison as Comparison, Peer as Peer
from longtin.brief.values.contributions import (
    Contribution as Contribution,
    DomainReading as DomainReading,
    LastingWeight as LastingWeight,
    TurningPoint as TurningPoint,
    gathered as gathered,
)
from longtin.brief.values.difference import (
    Difference as Difference,
    difference as difference,
)
from longtin.brief.values.direction import (
    Direction as Direction,
    PublicMood as PublicMood,
    SchoolReading as SchoolReading,
)
from longtin.brief.values.dossier import (
    Dossier as Dossier,
    Saying as Saying,
    WrittenPromise as WrittenPromise,
)
from longtin.brief.values.forecast_scores import ForecastScore as ForecastScore
from longtin.brief.values.position import (
    Position as Position,
    Quadrant as Quadrant,
    Side as Side,
    StakeThreshold as StakeThreshold,
    standing as standing,
)
from longtin.brief.values.proposal import Grade as Grade, Proposal as Proposal
from longtin.brief.values.reading import (
    STATUS as STATUS,
    Reading as Reading,
    StateName as StateName,
    Status as Status,
    readings as readings,
)
from longtin.brief.values.source_coverage import SourceCoverage as SourceCoverage
from longtin.brief.values.submission import Submission as Submission, submission as submission
from longtin.brief.values.trust_change import Move as Move, TrustChange as TrustChange
from longtin.brief.words.conduct import act_name as act_name, method as method
from longtin.brief.words.pair import (
    change_figure as change_figure,
    direction_name as direction_name,
    figure as figure,
    point as point,
)
from longtin.trust import act_words as act_words, actors_of as actors_of
