"""The register: statements kept where nobody, its operator included, can quietly change them.

What reads duties loads when it is first touched, so that a witness loads the log and no more.
"""

from typing import TYPE_CHECKING

from longtin._lazy import lazily
from longtin.register import log as log
from longtin.register.folder import (
    RegisterFolder as RegisterFolder,
    adopt_register as adopt_register,
    default_pins as default_pins,
    folder_data as folder_data,
    folder_lines as folder_lines,
    init_register as init_register,
    open_register as open_register,
    read_file as read_file,
    read_folder as read_folder,
)
from longtin.register.offline import (
    FileProof as FileProof,
    entries_said as entries_said,
    proof_data as proof_data,
    proven_lines as proven_lines,
    unproven_lines as unproven_lines,
    verify_data as verify_data,
    verify_file as verify_file,
)
from longtin.register.operating import (
    AuditFiles as AuditFiles,
    MirrorSource as MirrorSource,
    audit_data as audit_data,
    audit_lines as audit_lines,
    audit_source as audit_source,
    make_key as make_key,
    public_key as public_key,
    receipt as receipt,
    serving_mirror as serving_mirror,
    serving_witness as serving_witness,
)

if TYPE_CHECKING:
    from longtin.register.admission import (
        admit_party as admit_party,
        found_register as found_register,
        founding_parties as founding_parties,
        revoke_key as revoke_key,
        rotate_key as rotate_key,
        state_of as state_of,
    )
    from longtin.register.alerting.log_alerts import log_alerts as log_alerts
    from longtin.register.alerting.reminders import deadline_calendar as deadline_calendar
    from longtin.register.desk import (
        RegisterDesk as RegisterDesk,
        at_desk as at_desk,
    )
    from longtin.register.duty_status import status as status
    from longtin.register.entries.bodies import as_return as as_return, rules_hash as rules_hash
    from longtin.register.entries.following import read_entries as read_entries
    from longtin.register.entries.party_keys import (
        PartyKey as PartyKey,
        PartyKeys as PartyKeys,
    )
    from longtin.register.entries.proceedings import Proceedings as Proceedings
    from longtin.register.entries.statement import (
        SECRETARIAT as SECRETARIAT,
        Statement as Statement,
        entry_of as entry_of,
        open_entry as open_entry,
    )
    from longtin.register.entry_desk import (
        EnteredStatement as EnteredStatement,
        NextPlace as NextPlace,
        signed_statement as signed_statement,
    )
    from longtin.register.exchange.deeds import (
        deed_frame as deed_frame,
        deed_rows as deed_rows,
        register_deeds as register_deeds,
    )
    from longtin.register.exchange.exporting import (
        ExportedRegister as ExportedRegister,
        export_data as export_data,
        export_lines as export_lines,
        export_register as export_register,
    )
    from longtin.register.exchange.importing_register import (
        ImportedRegister as ImportedRegister,
        import_data as import_data,
        import_lines as import_lines,
        import_register as import_register,
    )
    from longtin.register.key_lists import (
        founding_data as founding_data,
        founding_lines as founding_lines,
        keys_data as keys_data,
        keys_lines as keys_lines,
        register_keys as register_keys,
    )
    from longtin.register.minutes import (
        head_for_minutes as head_for_minutes,
        minutes_data as minutes_data,
        minutes_document as minutes_document,
        short_head as short_head,
    )
    from longtin.register.notifications.contested import (
        ContestedFinding as ContestedFinding,
    )
    from longtin.register.notifications.field_proof import (
        DisclosedFields as DisclosedFields,
        verify_fields as verify_fields,
    )
    from longtin.register.notifications.promised_files import (
        holds_statements as holds_statements,
        promised_file as promised_file,
    )
    from longtin.register.notifications.reconciled import (
        DeclarationMismatch as DeclarationMismatch,
        reconciled as reconciled,
    )
    from longtin.register.notifications.statement_form import (
        StatementForm as StatementForm,
        read_form as read_form,
        statement_form_schema as statement_form_schema,
    )
    from longtin.register.notifications.told import (
        SealReader as SealReader,
        returns_told as returns_told,
    )
    from longtin.register.reading.deeds_page import deeds_sections as deeds_sections
    from longtin.register.reading.entry_page import (
        duty_of as duty_of,
        entries_table as entries_table,
        entry_document as entry_document,
    )
    from longtin.register.reading.entry_words import spoken_words as spoken_words
    from longtin.register.reading.log_page import (
        CHECK_WORDS as CHECK_WORDS,
        log_sections as log_sections,
    )
    from longtin.register.reading.view import (
        RegisterView as RegisterView,
        head_of as head_of,
        keys_of_entry as keys_of_entry,
        read_register as read_register,
    )
    from longtin.register.recomputing import (
        RegisterAudit as RegisterAudit,
        audit_register as audit_register,
        register_audit_data as register_audit_data,
        register_audit_lines as register_audit_lines,
    )
    from longtin.register.remote.asking import RegisterAddress as RegisterAddress
    from longtin.register.restricting import (
        OpenedEntry as OpenedEntry,
        PartySigner as PartySigner,
        countersign as countersign,
        disclose as disclose,
        enter_reading_key as enter_reading_key,
        make_reading_key as make_reading_key,
        open_entry_of as open_entry_of,
        opened_data as opened_data,
        opened_lines as opened_lines,
        redact as redact,
        reveal as reveal,
    )
    from longtin.register.return_kinds import ReturnKind as ReturnKind
    from longtin.register.returns import (
        Return as Return,
        example_returns as example_returns,
        parse_returns as parse_returns,
        read_returns as read_returns,
    )
    from longtin.register.status_matrix import (
        DutyStatus as DutyStatus,
        FigureDifference as FigureDifference,
        LogFinding as LogFinding,
        QuotaUse as QuotaUse,
        StatusAlert as StatusAlert,
        StatusMatrix as StatusMatrix,
        ThresholdMargin as ThresholdMargin,
    )
    from longtin.register.status_page import (
        status_data as status_data,
        status_document as status_document,
        status_workbook as status_workbook,
    )
    from longtin.register.submitting import (
        enter as enter,
        read_statements as read_statements,
        register_regime as register_regime,
        register_statements as register_statements,
        seal_reader as seal_reader,
        submit as submit,
        submit_promised as submit_promised,
    )
else:
    __getattr__ = lazily(
        __name__,
        *("duty_status", "returns", "status_matrix", "status_page"),
        *("alerting.log_alerts", "minutes", "alerting.reminders"),
        *(
            "reading.view",
            "reading.entry_page",
            "reading.entry_words",
            "reading.deeds_page",
            "reading.log_page",
        ),
        *("entries.statement", "entries.party_keys", "entries.bodies", "entries.proceedings"),
        "entries.following",
        *("entry_desk", "desk", "submitting", "remote.asking", "admission", "key_lists"),
        "recomputing",
        *("return_kinds", "restricting"),
        *("notifications.contested", "notifications.reconciled", "notifications.told"),
        *("notifications.statement_form", "notifications.field_proof"),
        *("notifications.promised_files", "exchange.exporting", "exchange.deeds"),
        "exchange.importing_register",
    )
