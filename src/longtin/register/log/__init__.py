"""The log under the register: formats, proofs, witnesses, stores. It knows nothing of statements.

Files are named after the specifications they follow: RFC 6962 and 9162, RFC 8785, DSSE, and those
of C2SP (signed-note, tlog-checkpoint, tlog-tiles, tlog-cosignature, tlog-witness, tlog-policy,
tlog-proof, tlog-mirror) as of 22 July 2026.

What verifies returns what was verified or raises `VerificationError`, whose `check` is one of
`CHECKS`; nothing answers with yes or no.
"""

from longtin.register.log.auditing import (
    Audit as Audit,
    audit as audit,
    check_extends as check_extends,
    read_head as read_head,
    receipt_from as receipt_from,
)
from longtin.register.log.canonical_json import (
    canonical as canonical,
    read_canonical as read_canonical,
    read_json as read_json,
)
from longtin.register.log.checkpoint import (
    Checkpoint as Checkpoint,
    parse_checkpoint as parse_checkpoint,
)
from longtin.register.log.cosignature import (
    Cosignature as Cosignature,
    SignedCheckpoint as SignedCheckpoint,
    verify_checkpoint as verify_checkpoint,
)
from longtin.register.log.dsse import (
    Envelope as Envelope,
    parse_envelope as parse_envelope,
    sign_statement as sign_statement,
    verify_statement as verify_statement,
)
from longtin.register.log.installed import check_installed as check_installed
from longtin.register.log.keeping.log import STEPS as STEPS, Appended as Appended, Log as Log
from longtin.register.log.keeping.log_store import (
    Head as Head,
    NewEntry as NewEntry,
    Store as Store,
)
from longtin.register.log.keeping.pin import Pin as Pin, pin_name as pin_name
from longtin.register.log.keeping.sequencer import Batches as Batches, Sequencer as Sequencer
from longtin.register.log.keeping.store_postgres import PostgresStore as PostgresStore
from longtin.register.log.keeping.store_sqlite import SqliteStore as SqliteStore
from longtin.register.log.keys import (
    COSIGNATURE as COSIGNATURE,
    ED25519 as ED25519,
    ML_DSA as ML_DSA,
    SigningKey as SigningKey,
    VerifierKey as VerifierKey,
    new_key as new_key,
    parse_vkey as parse_vkey,
    read_key as read_key,
    write_key as write_key,
    write_secret as write_secret,
)
from longtin.register.log.log_files import (
    from_address as from_address,
    from_folder as from_folder,
    not_reached as not_reached,
    write_log as write_log,
)
from longtin.register.log.merkle import (
    leaf_hash as leaf_hash,
    root_at as root_at,
    verify_consistency as verify_consistency,
    verify_inclusion as verify_inclusion,
)
from longtin.register.log.mirroring.following import follow as follow
from longtin.register.log.mirroring.log_mirror import LogMirror as LogMirror
from longtin.register.log.mirroring.mirror_http import mirror_server as mirror_server
from longtin.register.log.note import (
    Note as Note,
    parse_note as parse_note,
    sign_note as sign_note,
    verify_note as verify_note,
)
from longtin.register.log.policy import (
    MIRRORS as MIRRORS,
    Endpoint as Endpoint,
    TrustPolicy as TrustPolicy,
    WitnessGroup as WitnessGroup,
    Witnessing as Witnessing,
    for_minutes as for_minutes,
    parse_policy as parse_policy,
    verify_witnessed as verify_witnessed,
    write_policy as write_policy,
)
from longtin.register.log.proof import (
    LogProof as LogProof,
    ProvenEntry as ProvenEntry,
    parse_proof as parse_proof,
    verify_proof as verify_proof,
)
from longtin.register.log.strict import (
    CHECKS as CHECKS,
    decode_base64 as decode_base64,
    encode_base64 as encode_base64,
    malformed as malformed,
)
from longtin.register.log.tiles import (
    LARGEST_ENTRY as LARGEST_ENTRY,
    WIDTH as WIDTH,
    Fetch as Fetch,
    VerifiedTiles as VerifiedTiles,
)
from longtin.register.log.witness import Witness as Witness
from longtin.register.log.witness_http import (
    WitnessClient as WitnessClient,
    witness_server as witness_server,
)
