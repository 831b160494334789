"""Sealed returns over HTTP: handed in with their file, which only their readers get."""

import base64
import json
from typing import Any

from longtin import register
from longtin.register.entries.withheld import reader_body
from longtin.register.sealed.disclosures import SealedPlace
from longtin.register.sealed.reading_keys import ReadingKey, new_reading_key
from longtin.register.sealed.sealing import open_sealed, seal
from tests.register.server.conftest import NIL, Office


def entered(office: Office, party: str, body: dict[str, Any], file: bytes | None = None) -> Any:
    """What is answered to a statement of a party."""
    envelope = register.signed_statement(office.place(party), party, body, office.key(party))
    sent: dict[str, Any] = {"envelope": json.loads(bytes(envelope))}
    if file is not None:
        sent["sealed"] = base64.b64encode(file).decode()
    return office.ask("/api/v1/statements", party, send=sent)


def sealed_return(office: Office, keys: dict[str, ReadingKey]) -> tuple[dict[str, Any], bytes]:
    """A nil return whose remark is for these parties."""
    place = office.place("POL")
    found = seal(
        {"remark": "for few"},
        SealedPlace(place.origin, "POL", place.number),
        {party: key.reader for party, key in keys.items()},
    )
    return {**NIL, "remark": "", "symbol": "POL/s", "sealed": found.commitment}, found.file


def test_a_sealed_return_is_handed_in_with_its_file_and_read_by_its_readers(office: Office) -> None:
    """Without the file it is refused; with it, its readers get it and nobody else."""
    keys = {"POL": new_reading_key("pol.example")}
    assert entered(office, "POL", reader_body(keys["POL"].reader)).status_code == 201
    body, file = sealed_return(office, keys)

    refused = entered(office, "POL", body)
    body, file = sealed_return(office, keys)
    made = entered(office, "POL", body, file)
    index = made.json()["index"]
    answers = {
        who: office.ask(f"/api/v1/statements/{index}/sealed", who)
        for who in ("public", "reader", "POL", "DEU", "secretariat")
    }

    assert (refused.status_code, made.status_code) == (422, 201), (refused.text, made.text)
    assert {who: each.status_code for who, each in answers.items()} == {
        "public": 401, "reader": 403, "POL": 200, "DEU": 404, "secretariat": 200,
    }  # fmt: skip
    place = SealedPlace(register.read_folder(office.folder).origin, "POL", made.json()["number"])
    opened = open_sealed(answers["POL"].content, body["sealed"], place, "POL", keys["POL"])
    assert {each.field: each.value for each in opened if each.field} == {"remark": "for few"}
