// What a page gains where scripts run: everything also works without.
"use strict";

// A slider shows its value, and asks as soon as it is let go: after a key, once no other follows.
for (const slider of document.querySelectorAll("input[type=range]")) {
  const told = slider.parentElement.querySelector("output");
  let due = 0, typed = false;
  slider.addEventListener("keydown", () => { typed = true; });
  slider.addEventListener("pointerdown", () => { typed = false; });
  slider.addEventListener("input", () => { if (told) told.textContent = slider.value; });
  slider.addEventListener("change", () => {
    clearTimeout(due);
    due = setTimeout(() => {
      if (typed) sessionStorage.setItem("slid", slider.id);
      slider.form.requestSubmit();
    }, typed ? 800 : 0);
  });
  if (sessionStorage.getItem("slid") === slider.id) {
    sessionStorage.removeItem("slid");
    slider.focus({ preventScroll: true });
  }
}

// Empty values stay out of addresses, so that they can be read and shared.
for (const form of document.querySelectorAll("form[method=get], form.find")) {
  form.addEventListener("submit", () => {
    for (const control of form.elements) if (control.name && !control.value) control.disabled = true;
  });
}
addEventListener("pageshow", () => {
  for (const control of document.querySelectorAll("form [disabled]")) control.disabled = false;
});

// Drag across a chart to look at a part of its time: the address then says which.
for (const chart of document.querySelectorAll("svg.chart[data-from]")) {
  const { from, to, left, right } = chart.dataset;
  const days = [Date.parse(from), Date.parse(to)];
  const edges = [Number(left), Number(right)];
  const at = (event) => {
    const box = chart.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * chart.viewBox.baseVal.width;
    return Math.min(Math.max(x, edges[0]), edges[1]);
  };
  const day = (x) => new Date(days[0] + (x - edges[0]) / (edges[1] - edges[0]) * (days[1] - days[0]))
    .toISOString().slice(0, 10);
  let start = null, brush = null;
  chart.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    start = at(event);
    chart.setPointerCapture(event.pointerId);
    brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    brush.setAttribute("class", "brush");
    brush.setAttribute("y", "0");
    brush.setAttribute("height", String(chart.viewBox.baseVal.height));
    chart.append(brush);
  });
  chart.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const x = at(event);
    brush.setAttribute("x", String(Math.min(start, x)));
    brush.setAttribute("width", String(Math.abs(x - start)));
  });
  const stop = (event) => {
    if (start === null) return;
    const ends = [start, at(event)].sort((a, b) => a - b);
    brush.remove();
    start = null;
    if (event.type === "pointercancel" || ends[1] - ends[0] < 8) return;
    const address = new URL(location.href);
    address.searchParams.set("from", day(ends[0]));
    address.searchParams.set("to", day(ends[1]));
    location.assign(address);
  };
  chart.addEventListener("pointerup", stop);
  chart.addEventListener("pointercancel", stop);
}

// On a narrow screen a chart through time begins at its end, and a network in its middle; one that
// leads nowhere is reached by the keyboard itself, so that it can be moved.
function settle() {
  for (const drawn of document.querySelectorAll("figure > svg.chart, figure > svg.network")) {
    const room = drawn.parentElement;
    const hidden = room.scrollWidth - room.clientWidth;
    if (drawn.matches(".network")) room.scrollLeft = hidden / 2;
    if (drawn.matches("[data-from]")) room.scrollLeft = hidden;
    if (drawn.querySelector("a, [tabindex]")) continue;
    if (hidden > 0) room.tabIndex = 0;
    else room.removeAttribute("tabindex");
  }
}
settle();
addEventListener("resize", settle);

// What is said of a form is said again while it is typed in, and its parts follow each other.
for (const form of document.querySelectorAll("form[data-live]")) {
  const told = document.getElementById("told"), short = form.querySelector(".live");
  let due = 0, asked = null;
  const renew = (text) => {
    const answer = document.createElement("template");
    answer.innerHTML = text;
    let waits = false; // somebody types there: it is renewed once they have left
    for (const value of answer.content.querySelectorAll("[data-for]")) {
      value.remove();
      const control = form.elements[value.dataset.for];
      if (control === document.activeElement) waits ||= control.value !== value.value;
      else if (control.value !== value.value) control.value = value.value;
    }
    for (const part of answer.content.querySelectorAll("[data-swap]")) {
      part.remove();
      const old = document.getElementById(part.dataset.swap);
      if (waits || old.contains(document.activeElement)) continue;
      const open = [...old.querySelectorAll("fieldset:has(details[open])")].map((each) => each.id);
      old.innerHTML = part.innerHTML;
      for (const id of open) document.getElementById(id)?.querySelector("details")?.setAttribute("open", "");
    }
    told.replaceChildren(answer.content);
    short.textContent = told.querySelector("p")?.textContent ?? "";
  };
  const ask = (event) => {
    if (event.target.type === "file") return;
    clearTimeout(due);
    asked?.abort();
    due = setTimeout(async () => {
      asked = new AbortController();
      const body = new FormData(form);
      try {
        const answer = await fetch(form.dataset.live, {
          method: "POST", body, signal: asked.signal, headers: { "x-longtin-token": body.get("token") },
        });
        if (answer.ok) renew(await answer.text());
      } catch (error) {
        if (error.name !== "AbortError") throw error;
      }
    }, 400);
  };
  form.addEventListener("input", ask);
  form.addEventListener("change", ask);
}

// What is still being reckoned is asked for again, and shown once it is there;
// without scripts, the page asks again by itself.
async function ask(seconds) {
  await new Promise((done) => { setTimeout(done, 1000 * seconds); });
  const answer = await fetch(location.href, { headers: { "x-longtin-looks": "1" } }).catch(() => null);
  if (answer === null) return ask(seconds);
  if (answer.status === 202) {
    const so = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".waiting");
    if (so) document.querySelector(".waiting").replaceChildren(...so.childNodes);
    return ask(seconds);
  }
  if (answer.redirected) return location.replace(answer.url);
  location.reload(); // a document that is only written over would not run its scripts again
}
for (const waiting of document.querySelectorAll("[data-refresh]")) ask(Number(waiting.dataset.refresh));
