// A receipt verified in the browser: neither file is sent anywhere. What checks is verify.js, which
// fetches nothing; this module reads the two files, asks it, and says what came of it.

import { verifyStatement } from "./issuer.js";
import { Refused, parseProof, verifyHead } from "./verify.js";

const form = document.querySelector('form[action="/register/verify"]');
const RECEIPT = "c2sp.org/tlog-proof@";
const UTF8 = new TextDecoder();
const told = document.createElement("section");
told.setAttribute("aria-live", "polite");
told.className = "told";
form?.after(told);

let words;
const speak = async () =>
  words ??= await (await fetch(`/register/verify/words.json?lang=${document.documentElement.lang}`)).json();
const say = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const bytes = async (file) => new Uint8Array(await file.arrayBuffer());

const element = (name, ...inside) => {
  const made = document.createElement(name);
  made.append(...inside);
  return made;
};
const note = (sentence) => {
  const made = element("p", sentence);
  made.className = "note";
  return made;
};
const list = (lines) => element("ul", ...lines.map((line) => element("li", line)));

const entryOf = (data) => data.get("receipt")?.size ? "" : data.get("entry");

async function receiptAt(entry) {
  const answer = await fetch(`/register/entries/${encodeURIComponent(entry)}/receipt.tlog-proof`);
  if (!answer.ok) throw new Refused("missing", "the register gives no receipt of this entry");
  return new Uint8Array(await answer.arrayBuffer());
}

async function keysOf(data) {
  const given = data.getAll("key").filter((file) => file.size), entry = entryOf(data);
  if (given.length || !entry) return Promise.all(given.map(bytes));
  const answer = await fetch(`/register/entries/${encodeURIComponent(entry)}/keys.json`);
  return answer.ok ? Promise.all((await answer.json()).map(receiptAt)) : [];
}

async function check(data) {
  const entry = entryOf(data), quorum = !data.get("unwitnessed");
  const receipt = await (entry ? receiptAt(entry) : bytes(data.get("receipt")));
  const trust = await bytes(data.get("trust"));
  if (!UTF8.decode(receipt.subarray(0, RECEIPT.length)).startsWith(RECEIPT))
    return verifyHead(receipt, trust, quorum);
  parseProof(receipt);
  return verifyStatement(receipt, trust, await keysOf(data), undefined, quorum);
}

function signed(found) {
  if (!found.issuer) return [[], [words.nobody]];
  const values = { party: found.issuer, key: found.signedWith.slice(0, 16), index: String(found.keyEntry) };
  if (!found.signedWith) return [[], [say(words.signed, values)]];
  if (found.keyEntry === null) return [[words.secretariat], []];
  return [[say(words.party, values)], [words.revoked]];
}

function proven(found) {
  const values = { index: String(found.index), origin: found.origin, size: String(found.size) };
  const lines = [say(found.entry ? words.entry : words.head, values)];
  const [yes, no] = found.entry ? signed(found) : [[], []];
  lines.push(...yes);
  for (const [name, time] of Object.entries(found.times))
    lines.push(say(words.cosigned, { name, time: utc(new Date(1000 * Number(time))) }));
  const not = [words.latest];
  if (found.level !== "quorum") not.unshift(words.unwitnessed);
  if (found.entry) not.push(words.true, ...no);
  const parts = [element("h2", words.proven), list(lines), element("h2", words.unproven), list(not)];
  if (found.entry) parts.push(element("h2", words.said), said(found));
  return parts;
}

const utc = (when) => `${when.toISOString().slice(0, 19).replace("T", " ")} UTC`;

function* leaves(value, name = "") {
  if (Array.isArray(value)) for (const each of value) yield* leaves(each, name);
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, name ? `${name}.${key}` : key);
  else if (value !== "") yield [name, String(value)];
}

function said({ entry, statement }) {
  if (!statement) return element("pre", UTF8.decode(entry));
  const { issuer, number, body } = statement.said, parts = { issuer, running: number, kind: body.kind, ...body };
  const rows = Array.from(leaves(parts), ([name, value]) => {
    const head = element("th", words.parts[name] ?? name);
    head.scope = "row";
    return element("tr", head, element("td", words.parts[`${name}.${value}`] ?? value));
  });
  return element("table", element("tbody", ...rows));
}

function refused(error) {
  const title = element("h2", say(words.refused, { check: error.check }));
  return [title, element("p", words.checks[error.check] ?? "")];
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  let parts;
  try {
    await speak();
    const found = proven(await check(new FormData(form)));
    parts = [...found, note(words.here)];
  } catch (error) {
    parts = error instanceof Refused ? [...refused(error), note(words.here)] : [element("p", String(error))];
  }
  told.replaceChildren(...parts);
  told.dataset.done = "true";
});
