"""The register: statements kept where nobody, its operator included, can quietly change them."""

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
    proof_data as proof_data,
    proven_lines as proven_lines,
    unproven_lines as unproven_lines,
    verify_file as verify_file,
)
from longtin.register.operating import (
    audit_data as audit_data,
    audit_lines as audit_lines,
    audit_source as audit_source,
    make_key as make_key,
    public_key as public_key,
    receipt as receipt,
    serving_witness as serving_witness,
)
