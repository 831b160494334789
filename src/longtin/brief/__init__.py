"""Reports: what two states' trust in each other is, what moved it, and how sure that is."""

from longtin.brief._brief import (
    Brief as Brief,
    Cell as Cell,
    Change as Change,
    Compared as Compared,
    Cover as Cover,
    Direction as Direction,
    DomainReading as DomainReading,
    Lasting as Lasting,
    Line as Line,
    Move as Move,
    Need as Need,
    Opinion as Opinion,
    Party as Party,
    Peer as Peer,
    Reading as Reading,
    SchoolReading as SchoolReading,
    Score as Score,
    Side as Side,
    Standing as Standing,
    Status as Status,
    Turn as Turn,
)
from longtin.brief._coming import (
    Advice as Advice,
    Bond as Bond,
    Due as Due,
    Fan as Fan,
    NextStep as NextStep,
    Rules as Rules,
)
from longtin.brief._compose import compose as compose
from longtin.brief._enough import (
    check_path as check_path,
    standing_efg as standing_efg,
    standing_json as standing_json,
    standing_words as standing_words,
    write_path as write_path,
)
from longtin.brief._standing import standing as standing
from longtin.brief._wording import act_words as act_words
from longtin.brief._write import (
    FORMATS as FORMATS,
    check_standing as check_standing,
    format_of as format_of,
    render as render,
    write as write,
    write_standing as write_standing,
)
