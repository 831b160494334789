"""One state's portfolio: issue by issue with whom, where and how, and what that does to it."""

from longtin.forums.portfolio._assessment.acceptability import (
    rank_acceptability as rank_acceptability,
)
from longtin.forums.portfolio._assessment.balance import (
    PartnerLeaning as PartnerLeaning,
    PowerBalance as PowerBalance,
    PowerTie as PowerTie,
)
from longtin.forums.portfolio._assessment.institution_choice import (
    InstitutionChoice as InstitutionChoice,
    institution_choices as institution_choices,
)
from longtin.forums.portfolio._assessment.issue_line import IssueLine as IssueLine
from longtin.forums.portfolio._assessment.meeting_places import (
    MeetingPlace as MeetingPlace,
    VenueChoice as VenueChoice,
)
from longtin.forums.portfolio._assessment.partners import IssuePartner as IssuePartner
from longtin.forums.portfolio._assessment.partnership_standing import (
    PartnershipStanding as PartnershipStanding,
    partnership_standing as partnership_standing,
)
from longtin.forums.portfolio._assessment.portfolio_values import (
    Portfolio as Portfolio,
    PortfolioGrounds as PortfolioGrounds,
)
from longtin.forums.portfolio._assessment.principle_tests import (
    PrincipleAnswer as PrincipleAnswer,
)
from longtin.forums.portfolio._assessment.rated import Rated as Rated
from longtin.forums.portfolio._assessment.state_portfolio import (
    state_portfolio as state_portfolio,
)
from longtin.forums.portfolio._assessment.weaknesses import Sign as Sign, Weakness as Weakness
from longtin.forums.portfolio._pages.partnership_list import (
    PARTNERSHIP as PARTNERSHIP,
    partnership_frame as partnership_frame,
    partnership_rows as partnership_rows,
    partnership_table as partnership_table,
)
from longtin.forums.portfolio._pages.portfolio_document import (
    portfolio_document as portfolio_document,
)
from longtin.forums.portfolio._pages.portfolio_files import (
    PORTFOLIO_FORMATS as PORTFOLIO_FORMATS,
    render_portfolio as render_portfolio,
    write_portfolio as write_portfolio,
)
from longtin.forums.portfolio._reference.reference_tables import (
    PortfolioTables as PortfolioTables,
    own_tables as own_tables,
    portfolio_tables as portfolio_tables,
)
from longtin.forums.portfolio._reference.rows import (
    CooperationBody as CooperationBody,
    Dependence as Dependence,
    IssueStrength as IssueStrength,
    LeadOffice as LeadOffice,
    Partnership as Partnership,
    PartTaken as PartTaken,
)
