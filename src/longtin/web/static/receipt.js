// A receipt verified in the browser: neither file is sent anywhere. What checks is verify.js, which
// fetches nothing; this module reads the two files, asks it, and says what came of it.

import { Refused, parseProof, verifyHead, verifyReceipt } from "./verify.js";

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

async function receiptOf(data) {
  if (data.get("receipt")?.size) return bytes(data.get("receipt"));
  const answer = await fetch(`/register/entries/${encodeURIComponent(data.get("entry"))}/receipt.tlog-proof`);
  if (!answer.ok) throw new Refused("missing", "the register gives no receipt of this entry");
  return new Uint8Array(await answer.arrayBuffer());
}

async function check(data) {
  const receipt = await receiptOf(data), trust = await bytes(data.get("trust"));
  const quorum = !data.get("unwitnessed");
  if (!UTF8.decode(receipt.subarray(0, RECEIPT.length)).startsWith(RECEIPT))
    return verifyHead(receipt, trust, quorum);
  parseProof(receipt);
  return verifyReceipt(receipt, trust, undefined, quorum);
}

function proven(found) {
  const values = { index: String(found.index), origin: found.origin, size: String(found.size) };
  const lines = [say(found.entry ? words.entry : words.head, values)];
  for (const [name, time] of Object.entries(found.times))
    lines.push(say(words.cosigned, { name, time: new Date(1000 * Number(time)).toISOString() }));
  const not = [words.latest];
  if (found.level !== "quorum") not.unshift(words.unwitnessed);
  if (found.entry) not.push(words.true, words.signed);
  if (found.unchecked.length) not.push(say(words.unchecked, { names: found.unchecked.join(", ") }));
  const parts = [element("h2", words.proven), list(lines), element("h2", words.unproven), list(not)];
  if (found.entry) parts.push(element("h2", words.said), element("pre", said(found.entry)));
  return parts;
}

function said(entry) {
  const text = UTF8.decode(entry);
  try {
    const payload = JSON.parse(text).envelope.payload;
    const raw = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
    return JSON.stringify(JSON.parse(UTF8.decode(raw)), null, 1);
  } catch {
    return text;
  }
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
