"""Pages: one document model, its renderers and its charts, which every part shows its answers with.

document → HTML, PDF, Word, Markdown, the terminal or a cell of a notebook
values   → JSON
"""

from longtin.page import charts as charts
from longtin.page.cell import as_cell as as_cell, in_notebook as in_notebook, spoken as spoken
from longtin.page.document import (
    Bullet as Bullet,
    Cell as Cell,
    Column as Column,
    Document as Document,
    Figure as Figure,
    Headline as Headline,
    Section as Section,
    Spec as Spec,
    Table as Table,
)
from longtin.page.formats import FORMATS as FORMATS, rendered as rendered
from longtin.page.html import as_fragment as as_fragment, as_html as as_html
from longtin.page.json import as_json as as_json, plain as plain
from longtin.page.json_schema import JsonSchemas as JsonSchemas
from longtin.page.markdown import as_markdown as as_markdown
from longtin.page.pdf import as_pdf as as_pdf
from longtin.page.style_sheet import (
    font_files as font_files,
    site_style as site_style,
    style as style,
)
from longtin.page.templating import environment as environment
from longtin.page.terminal import (
    console as console,
    print_document as print_document,
    print_table as print_table,
    print_tables as print_tables,
    terminal_width as terminal_width,
)
from longtin.page.word import as_docx as as_docx, packed as packed
