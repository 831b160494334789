// Verifies receipts of a register in a browser, without trusting the server that sent them.
//
// A second implementation of what `longtin.register.log` checks, for WebCrypto and `ml_dsa.js`
// alone: nothing is fetched. What verifies returns what was verified or throws a `Refused` whose
// `check` is one of those of the Python side; nothing answers with yes or no.

import { accepts as accepts44 } from "./ml_dsa.js";

export const ED25519 = 0x01, COSIGNATURE = 0x04, ML_DSA = 0x06;
const SIZES = {1: 32, 4: 32, 6: 1312}, BARE = {1: 64, 4: 64, 6: 2420};
const MOST = 2n ** 63n - 1n, LARGEST = 1_000_000, MOST_SIGNATURES = 100, MOST_HASHES = 63;
const UTF8 = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}), BYTES = new TextEncoder();

export class Refused extends Error {
  constructor(check, why) {
    super(why);
    this.check = check;
  }
}

export const refuse = (check, why) => { throw new Refused(check, why); };
export const malformed = (why) => refuse("form", why);

// --- bytes ---------------------------------------------------------------------------------------

export const text = (data) => {
  try { return UTF8.decode(data); } catch { return malformed("it is not UTF-8"); }
};
const latin = (data) => Array.from(data, (byte) => String.fromCharCode(byte)).join("");
const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);
export const hex = (data) => Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const joined = (...parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
};
export const sha256 = async (...parts) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));

export function decodeBase64(word, size) {
  if (word.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(word) || word.endsWith("\n"))
    malformed("no base64");
  const raw = Uint8Array.from(atob(word), (letter) => letter.charCodeAt(0));
  if (btoa(latin(raw)) !== word) malformed("no canonical base64");
  if (size !== undefined && raw.length !== size) malformed("another size");
  return raw;
}

export function decodeDecimal(word) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(word) || word.endsWith("\n") || BigInt(word) > MOST)
    malformed("no number");
  return BigInt(word);
}

const big = (data) => BigInt(`0x0${hex(data)}`);

// --- Ed25519, strictly ---------------------------------------------------------------------------

const P = 2n ** 255n - 19n, L = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (x) => ((x % P) + P) % P;
const power = (x, e) => {
  let found = 1n;
  for (let base = mod(x); e; e >>= 1n, base = base * base % P) if (e & 1n) found = found * base % P;
  return found;
};
const D = mod(-121665n * power(121666n, P - 2n)), ROOT = power(2n, (P - 1n) / 4n);

function point(encoded) {
  const whole = big(Uint8Array.from(encoded).reverse());
  const y = whole & (2n ** 255n - 1n), sign = whole >> 255n;
  if (y >= P) return null;
  const u = mod(y * y - 1n), v = mod(D * y * y + 1n);
  let x = u * power(v, 3n) % P * power(u * power(v, 7n), (P - 5n) / 8n) % P;
  if (mod(v * x * x + u) === 0n) x = x * ROOT % P;
  if (mod(v * x * x - u) || (x === 0n && sign)) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, x * y % P];
}

function sum([a, b, c, d], [e, f, g, h]) {
  const m = mod((b - a) * (f - e)), n = mod((b + a) * (f + e));
  const o = mod(2n * d * h * D), q = mod(2n * c * g);
  const r = n - m, s = q - o, t = q + o, u = n + m;
  return [mod(r * s), mod(t * u), mod(s * t), mod(r * u)];
}

function times(scalar, base) {
  let found = [0n, 1n, 1n, 0n];
  for (; scalar; scalar >>= 1n, base = sum(base, base)) if (scalar & 1n) found = sum(found, base);
  return found;
}

const sound = new Map();
const isNeutral = ([x, y, z]) => mod(x) === 0n && mod(y - z) === 0n;

/** Whether a key lies in the subgroup of prime order; of one key asked once, for it takes a while. */
function isSound(publicKey) {
  const name = hex(publicKey);
  if (!sound.has(name)) {
    const a = point(publicKey);
    sound.set(name, !!a && !isNeutral(times(8n, a)) && isNeutral(times(L, a)));
  }
  return sound.get(name);
}

async function accepts(publicKey, message, signature) {
  try {
    const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    if (!await crypto.subtle.verify("Ed25519", key, signature, message)) return false;
  } catch { return false; }
  const r = point(signature.subarray(0, 32));
  return isSound(publicKey) && !!r && !isNeutral(times(8n, r));
}

export async function verifySignature(publicKey, message, signature) {
  if (signature.length !== 64 || !await accepts(publicKey, message, signature))
    refuse("signature", "the signature does not fit");
  return message;
}

// --- keys and notes ------------------------------------------------------------------------------

const isName = (name) => name !== "" && !/[\p{White_Space}+\x00-\x20\x7f]/u.test(name);

export async function parseVkey(word) {
  const first = word.indexOf("+"), second = word.indexOf("+", first + 1);
  if (first < 0 || second < 0) malformed("a key is written NAME+ID+KEY");
  const name = word.slice(0, first), given = word.slice(first + 1, second);
  if (!isName(name)) malformed("no name");
  const raw = decodeBase64(word.slice(second + 1)), kind = raw[0];
  if (!(kind in SIZES) || raw.length !== SIZES[kind] + 1) malformed("no key of its type");
  const id = (await sha256(BYTES.encode(`${name}\n`), raw)).subarray(0, 4);
  if (given !== hex(id)) malformed("the id is another key's");
  return {name, kind, id: hex(id), key: raw.subarray(1)};
}

export function parseNote(data) {
  if (data.length > LARGEST) malformed("too long");
  const whole = text(data);
  if (/[\x00-\x09\x0b-\x1f]/.test(whole)) malformed("control characters");
  const cut = whole.lastIndexOf("\n\n");
  if (cut < 1 || !whole.endsWith("\n") || cut + 2 >= whole.length) malformed("no signature lines");
  const lines = whole.slice(cut + 2, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) malformed("too many signatures");
  const signatures = lines.map((line) => {
    const found = /^— ([^\p{White_Space}+]+) ([^\p{White_Space}]+)$/u.exec(line);
    const raw = found ? decodeBase64(found[2]) : malformed("no signature line");
    if (raw.length <= 4) malformed("no signature line");
    return {name: found[1], id: hex(raw.subarray(0, 4)), signature: raw.subarray(4)};
  });
  return {text: whole.slice(0, cut + 1), signatures};
}

export function parseCheckpoint(body) {
  if (!body.endsWith("\n")) malformed("its last line does not end");
  const lines = body.slice(0, -1).split("\n");
  if (lines.length < 3 || lines.includes("")) malformed("three lines, and none empty");
  const size = decodeDecimal(lines[1]), root = decodeBase64(lines[2], 32);
  const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  if (size === 0n && hex(root) !== empty) malformed("no entries, and another root");
  return {origin: lines[0], size, root};
}

export const verifyMlDsa = (publicKey, message, signature) =>
  accepts44(publicKey, message, signature) ? message
    : refuse("signature", "the signature does not fit");

/** The bare signature by a key of any type; the message, if it fits. */
export const verifyBare = async (key, message, signature) =>
  (key.kind === ML_DSA ? verifyMlDsa : verifySignature)(key.key, message, signature);

const eight = (number) =>
  Uint8Array.from({length: 8}, (_, at) => Number(number >> BigInt(56 - 8 * at) & 255n));
const short = (name) => {
  const data = BYTES.encode(name);
  if (!data.length || data.length > 255) malformed("a name has 1 to 255 bytes there");
  return joined(Uint8Array.of(data.length), data);
};

async function verifyLine(key, head, body, signature) {
  if (key.kind === ED25519) return verifySignature(key.key, BYTES.encode(body), signature);
  if (signature.length !== 8 + BARE[key.kind]) malformed("a cosignature of another size");
  const time = big(signature.subarray(0, 8));
  if (time > MOST) malformed("its time is out of range");
  const message = key.kind === COSIGNATURE
    ? BYTES.encode(`cosignature/v1\ntime ${time}\n${body}`)
    : joined(BYTES.encode("subtree/v1\n\0"), short(key.name), eight(time), short(head.origin),
      eight(0n), eight(head.size), head.root);
  await verifyBare(key, message, signature.subarray(8));
  return time;
}

export async function verifyCheckpoint(data, logKeys, cosigners) {
  const note = parseNote(data), head = parseCheckpoint(note.text);
  const own = logKeys.filter((key) => key.name === head.origin);
  if (!own.length) refuse("origin", "no key of this log is known");
  const known = new Map([...own, ...cosigners].map((key) => [`${key.name} ${key.id}`, key]));
  const times = new Map();
  let isSigned = false, isKnown = false;
  for (const line of note.signatures) {
    const key = known.get(`${line.name} ${line.id}`);
    if (!key) continue;
    const time = await verifyLine(key, head, note.text, line.signature);
    isKnown = true;
    if (own.includes(key)) isSigned = true;
    else if (!times.has(key)) times.set(key, time);
  }
  if (!isKnown || !isSigned) refuse("signature", "no known key of the log has signed");
  return {...head, times};
}

// --- trust files ---------------------------------------------------------------------------------

export async function parsePolicy(data) {
  if (/[\x00-\x08\x0b-\x1f\x7f]/.test(latin(data))) malformed("control characters");
  const policy = {logs: [], witnesses: [], groups: [], quorum: null}, taken = new Set(["none"]);
  const members = new Set();
  const define = (name) => { if (taken.has(name)) malformed("the name is taken"); taken.add(name); };
  const endpoint = async (vkey, kinds, listed) => {
    const key = await parseVkey(vkey);
    if (!kinds.includes(key.kind)) malformed("the key does not belong there");
    if (listed.some((each) => same(each.key.key, key.key))) malformed("the key is listed already");
    return key;
  };
  for (const line of latin(data).split("\n")) {
    const words = line.split(/[ \t]+/).filter((word) => word)
      .map((word) => new TextDecoder().decode(Uint8Array.from(word, (c) => c.charCodeAt(0))));
    const [kind, name, ...rest] = words;
    if (!words.length || kind.startsWith("#")) continue;
    if (kind === "log" && words.length >= 2 && rest.length <= 1) {
      policy.logs.push({key: await endpoint(name, [ED25519, ML_DSA], policy.logs)});
    } else if (kind === "witness" && words.length >= 3 && rest.length <= 2) {
      const key = await endpoint(rest[0], [COSIGNATURE, ML_DSA], policy.witnesses);
      define(name);
      policy.witnesses.push({name, key});
    } else if (kind === "group" && rest.length >= 2) {
      const [asked, ...listed] = rest;
      define(name);
      for (const member of listed) {
        if (member === name || member === "none" || !taken.has(member)) malformed("not defined");
        if (members.has(member)) malformed("a member twice");
        members.add(member);
      }
      const count = asked === "all" ? listed.length : asked === "any" ? 1
        : /^[1-9][0-9]{0,3}$/.test(asked) ? Number(asked) : malformed("no number of members");
      if (count > listed.length) malformed("more than there are members");
      policy.groups.push({name, count, members: listed});
    } else if (kind === "quorum" && words.length === 2) {
      if (policy.quorum !== null) malformed("a second quorum");
      if (!taken.has(name)) malformed("not defined");
      policy.quorum = name;
    } else malformed("none of its lines");
  }
  if (policy.quorum === null) malformed("no quorum");
  return policy;
}

export function reached(policy, names) {
  const found = new Set(policy.witnesses.map((each) => each.name).filter((name) => names.has(name)));
  for (const group of policy.groups)
    if (group.members.filter((name) => found.has(name)).length >= group.count) found.add(group.name);
  return found;
}

export const verifyHead = async (data, trust, quorum = true) =>
  verifyWitnessed(data, await parsePolicy(trust), quorum);

export async function verifyWitnessed(data, policy, quorum = true) {
  const head = await verifyCheckpoint(
    data, policy.logs.map((each) => each.key), policy.witnesses.map((each) => each.key));
  const times = {};
  for (const {name, key} of policy.witnesses) if (head.times.has(key)) times[name] = head.times.get(key);
  const names = new Set(Object.keys(times));
  const isEnough = policy.quorum === "none" || reached(policy, names).has(policy.quorum);
  if (quorum && !isEnough) refuse("quorum", "too few have cosigned");
  const level = policy.quorum !== "none" && isEnough ? "quorum" : names.size ? "partial" : "log only";
  return {...head, times, level};
}

// --- trees ---------------------------------------------------------------------------------------

export const leafHash = (entry) => sha256(Uint8Array.of(0), entry);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

export async function verifyInclusion(hash, index, size, proof, root) {
  if (hash.length !== 32 || index < 0n || index >= size) refuse("inclusion", "there is no such entry");
  let at = index, last = size - 1n, found = hash;
  for (const step of proof) {
    if (last === 0n) refuse("inclusion", "the proof is too long");
    if (at & 1n || at === last) {
      found = await nodeHash(step, found);
      while (!(at & 1n) && at) { at >>= 1n; last >>= 1n; }
    } else found = await nodeHash(found, step);
    at >>= 1n; last >>= 1n;
  }
  if (last) refuse("inclusion", "the proof is too short");
  if (!same(found, root)) refuse("inclusion", "the proof leads to another root");
  return hash;
}

export async function verifyConsistency(old, size, proof, oldRoot, root) {
  const no = (why) => refuse("consistency", why);
  if (old < 1n || old > size) no("no older tree");
  if (old === size) return proof.length || !same(oldRoot, root) ? no("another root") : root;
  const path = (old & (old - 1n)) === 0n ? [oldRoot, ...proof] : [...proof];
  if (!path.length) no("the proof is too short");
  let at = old - 1n, last = size - 1n;
  while (at & 1n) { at >>= 1n; last >>= 1n; }
  let older = path[0], newer = path[0];
  for (const step of path.slice(1)) {
    if (last === 0n) no("the proof is too long");
    if (at & 1n || at === last) {
      older = await nodeHash(step, older);
      newer = await nodeHash(step, newer);
      while (!(at & 1n) && at) { at >>= 1n; last >>= 1n; }
    } else newer = await nodeHash(newer, step);
    at >>= 1n; last >>= 1n;
  }
  if (last) no("the proof is too short");
  return same(older, oldRoot) && same(newer, root) ? root : no("the proof leads to another root");
}

// --- receipts ------------------------------------------------------------------------------------

export function parseProof(data) {
  if (data.length > LARGEST) malformed("too long");
  const whole = latin(data);
  const form = /^c2sp\.org\/tlog-proof@v1\n(?:extra ([^\n]*)\n)?index ([^\n]*)\n((?:[^\n]+\n)*)\n/;
  const found = form.exec(whole) ?? malformed("not the lines of a receipt");
  const hashes = found[3].split("\n").filter((line) => line);
  if (hashes.length > MOST_HASHES) malformed("too many hashes");
  return {
    index: decodeDecimal(found[2]),
    hashes: hashes.map((line) => decodeBase64(line, 32)),
    extra: found[1] === undefined ? null : decodeBase64(found[1]),
    note: data.subarray(found[0].length),
  };
}

/**
 * Check that a log holds an entry, and that enough witnesses have seen that log.
 *
 * @param {Uint8Array} receipt A C2SP tlog-proof.
 * @param {Uint8Array} trust A trust file, had from somebody relied on.
 * @param {Uint8Array} [entry] The entry; by default what came with the receipt, which counts only
 *   because it is proven to be what was logged.
 * @param {boolean} [quorum] Refuse what too few have cosigned; without it, `level` has to be shown.
 * @returns Entry, index, origin, size, root, level, times by witness.
 * @throws {Refused} With the check that failed.
 */
export async function verifyReceipt(receipt, trust, entry, quorum = true) {
  const policy = await parsePolicy(trust), proof = parseProof(receipt);
  parseNote(proof.note);
  const claimed = entry ?? proof.extra ?? malformed("the receipt came without its entry");
  const head = await verifyWitnessed(proof.note, policy, quorum);
  await verifyInclusion(await leafHash(claimed), proof.index, head.size, proof.hashes, head.root);
  return {...head, entry: claimed, index: proof.index};
}
