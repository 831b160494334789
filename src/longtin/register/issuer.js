// Verifies in a browser who has signed what a proven entry says, by other proven entries that bring
// the issuer's keys: what `longtin.register.entries` checks of a statement that stands alone.

import {
  ED25519, decodeBase64, hex, joined, malformed, parsePolicy, parseProof, parseVkey, refuse, sha256,
  text, verifyBare, verifyReceipt,
} from "./verify.js";

const TYPE = "application/vnd.longtin.statement+json", FORMAT = "1";
const SECRETARIAT = "secretariat", ENTER = "key.enter", DEEPEST = 64, BYTES = new TextEncoder();
const TEXTS = ["format", "issuer", "key", "origin", "previous", "regime"];

// --- canonical JSON (RFC 8785) -------------------------------------------------------------------

function written(value, level = 0) {
  if (level > DEEPEST) malformed("too many levels");
  if (typeof value === "string")
    return /\p{Surrogate}/u.test(value) ? malformed("half a pair") : JSON.stringify(value);
  if (typeof value === "number") {
    const isWhole = Number.isInteger(value) && Math.abs(value) < 1e21;
    return isWhole && !Number.isSafeInteger(value) ? malformed("too large") : String(value);
  }
  if (Array.isArray(value)) return `[${value.map((each) => written(each, level + 1)).join()}]`;
  if (value === null || typeof value === "boolean") return String(value);
  const inside = Object.keys(value).sort();
  return `{${inside.map((key) => `${written(key)}:${written(value[key], level + 1)}`).join()}}`;
}

/** A value from bytes that are its canonical ones: a key given twice, say, does not survive that. */
export function readCanonical(data) {
  const whole = text(data);
  let value;
  try { value = JSON.parse(whole); } catch { malformed("no JSON"); }
  return written(value) === whole ? value : malformed("not canonical");
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const areSame = (some, others) =>
  some.length === others.length && some.every((each, at) => each === others[at]);
const hasKeys = (value, ...keys) =>
  isObject(value) && areSame(Object.keys(value).sort(), keys.sort());
const isText = (value) => typeof value === "string";

// --- statements ----------------------------------------------------------------------------------

const MOMENT = new RegExp(
  "^(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)(\\.\\d{6})?" +
  "[+-](\\d\\d):(\\d\\d)(?::(\\d\\d)(\\.\\d{6})?)?$");

/** Whether it is a moment with its time zone, in the one way that ISO 8601 is written here. */
function isMoment(word) {
  const found = MOMENT.exec(word);
  if (!found || word.length > 50) return false;
  const [year, month, day, hour, minute, second, , ahead, past] = found.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isDay = year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const isNothing = (fraction) => fraction !== undefined && Number(fraction) === 0;
  const isZero = !ahead && !past && !Number(found[10] ?? 0) && !Number(found[11] ?? 0);
  return isDay && hour < 24 && minute < 60 && second < 60 && ahead < 24 && past < 60
    && !isNothing(found[7]) && !isNothing(found[11]) && Number(found[10] ?? 0) < 60
    && !(found[10] === "00" && found[11] === undefined) && !(isZero && /-00:00/.test(word.slice(19)));
}

/** An entry as a statement: read strictly, no signature verified. */
export function openEntry(entry) {
  const record = readCanonical(entry);
  if (!hasKeys(record, "admitted", "envelope")) malformed("no record");
  const envelope = record.envelope, isSigned = hasKeys(
    envelope, "payload", "payloadType", "signatures");
  if (!isSigned || !isText(envelope.payload) || !isText(envelope.payloadType)) malformed("no envelope");
  const signatures = Array.isArray(envelope.signatures) ? envelope.signatures : [];
  if (!signatures.length) malformed("no signature");
  for (const each of signatures)
    if (!hasKeys(each, "keyid", "sig") || !isText(each.keyid) || !isText(each.sig))
      malformed("no signature");
  const payload = decodeBase64(envelope.payload);
  const signed = signatures.map((each) => [each.keyid, decodeBase64(each.sig)]);
  if (!isText(record.admitted) || !isMoment(record.admitted)) malformed("no moment");
  if (envelope.payloadType !== TYPE) malformed("another type");
  const said = readCanonical(payload);
  if (!hasKeys(said, ...TEXTS, "body", "number", "seen")) malformed("no statement");
  const isWhole = TEXTS.every((name) => isText(said[name])) && said.format === FORMAT
    && Number.isSafeInteger(said.number) && said.number > 0 && isObject(said.body)
    && isObject(said.seen) && isText(said.body.kind);
  return isWhole ? {said, payload, signatures: signed, admitted: record.admitted}
    : malformed("no statement");
}

// --- who has signed ------------------------------------------------------------------------------

const fingerprint = async (key) => hex(await sha256(Uint8Array.of(key.kind), key.key));
const keyOf = (body) => isText(body.key) ? parseVkey(body.key) : malformed("no key");

/** Refuse what a key that is known here has not signed, or may not have; a key that it brings. */
async function checkSigned(known, {said, payload, signatures}, origin) {
  if (said.origin !== origin) refuse("origin", "it is made for another log");
  const own = known.get(said.key), body = said.body;
  if (!own || own.party !== said.issuer) refuse("issuer", "its key was not entered before");
  const signing = [own.key];
  if (body.kind === ENTER && said.issuer === body.party) signing.push(await keyOf(body));
  const names = await Promise.all(signing.map(fingerprint));
  if (!areSame(names, signatures.map(([name]) => name))) malformed("other signatures");
  const type = BYTES.encode(TYPE);
  const message = joined(
    BYTES.encode(`DSSEv1 ${type.length} ${TYPE} ${payload.length} `), payload);
  for (const [at, key] of signing.entries()) await verifyBare(key, message, signatures[at][1]);
  if (body.kind !== ENTER) return null;
  if (!hasKeys(body, "kind", "party", "key") || !Object.values(body).every(isText))
    malformed("no entry of a key");
  const key = await keyOf(body), name = await fingerprint(key);
  if (key.kind !== ED25519 || known.has(name) || ![body.party, SECRETARIAT].includes(said.issuer))
    refuse("issuer", "whoever has signed may not enter this key");
  return {name, key, party: body.party};
}

async function issuerOf(proven, keys, policy) {
  let statement;
  try { statement = openEntry(proven.entry); } catch {
    return {issuer: "", signedWith: "", keyEntry: null, statement: null};
  }
  const {said} = statement, known = new Map();
  for (const {key} of policy.logs)
    if (key.name === proven.origin && key.kind === ED25519)
      known.set(await fingerprint(key), {party: SECRETARIAT, key, entered: null});
  if (!keys.length && !known.has(said.key)) {
    if (said.origin !== proven.origin) refuse("origin", "it is made for another log");
    return {issuer: said.issuer, signedWith: "", keyEntry: null, statement};
  }
  for (const each of [...keys].sort((one, other) => Number(one.index - other.index))) {
    const brought = openEntry(each.entry);
    const isBefore = brought.said.body.kind === ENTER && each.index < proven.index;
    if (!isBefore || each.origin !== proven.origin) refuse("issuer", "it brings no key before it");
    const {name, key, party} = await checkSigned(known, brought, proven.origin);
    known.set(name, {party, key, entered: each.index});
  }
  await checkSigned(known, statement, proven.origin);
  const keyEntry = known.get(said.key).entered;
  return {issuer: said.issuer, signedWith: said.key, keyEntry, statement};
}

/**
 * Check that a log holds an entry, and that its issuer has signed what it says.
 *
 * @param {Uint8Array} receipt A C2SP tlog-proof.
 * @param {Uint8Array} trust A trust file, had from somebody relied on.
 * @param {Uint8Array[]} [keys] Receipts of the entries that bring the issuer's keys; without them
 *   only the secretariat's own signature is checked.
 * @param {Uint8Array} [entry] The entry; by default what came with the receipt.
 * @param {boolean} [quorum] Refuse what too few have cosigned.
 * @returns What `verifyReceipt` does, and `issuer` (empty where the entry is no statement),
 *   `signedWith` (empty where no signature was checked), `keyEntry`, and the `statement` itself.
 * @throws {Refused} With the check that failed.
 */
export async function verifyStatement(receipt, trust, keys = [], entry, quorum = true) {
  const proven = await verifyReceipt(receipt, trust, entry, quorum), brought = [];
  for (const each of keys)
    brought.push(await verifyReceipt(
      each, trust, parseProof(each).extra ?? new Uint8Array(), quorum));
  return {...proven, ...await issuerOf(proven, brought, await parsePolicy(trust))};
}
