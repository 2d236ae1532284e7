// What pages do beyond forms and links. Everything works without it, a little less conveniently.
"use strict";

// What is typed survives a reload and a log-in in between; it is kept in this tab and forgotten once it was sent.
function keepDraft(area) {
  const key = `draft ${area.dataset.draft}`;
  if (!area.value) area.value = sessionStorage.getItem(key) || "";
  area.addEventListener("input", () => sessionStorage.setItem(key, area.value));
}

function countLength(area) {
  const place = document.getElementById(area.dataset.count);
  const most = Number(area.dataset.most);
  const show = () => {
    const length = [...area.value].length;
    const over = length > most ? ` Cut ${(length - most).toLocaleString("en")} of them.` : "";
    place.textContent = `${length.toLocaleString("en")} of ${most.toLocaleString("en")} characters.${over}`;
    place.classList.toggle("over", length > most);
  };
  area.addEventListener("input", show);
  show();
}

// A run that is under way: each event of its stream has the steps fetched anew, and its end the page. When no stream
// comes, polling goes on.
const OVER = ["done", "failed", "cancelled"];

function watchRun(place) {
  const source = new EventSource(place.dataset.events);
  let heard = Date.now();
  const refresh = oneAtATime(() => fetchSteps(place));
  const hear = (event) => {
    heard = Date.now();
    if (event.type === "state" && OVER.includes(JSON.parse(event.data).status)) {
      source.close();
      location.reload();
    } else {
      refresh();
    }
  };
  for (const name of ["state", "answered", "evidence", "proven", "attempt"]) source.addEventListener(name, hear);
  setInterval(() => { if (Date.now() - heard > 2500) refresh(); }, 1000);
}

async function fetchSteps(place) {
  const answer = await fetch(location.pathname, { headers: { "HX-Request": "true" } });
  if (answer.status >= 500) return;
  if (answer.status !== 200) {
    location.reload();
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = fresh.querySelectorAll("#steps > *, #steps-list > li");
  place.querySelectorAll("#steps > *, #steps-list > li").forEach((old, at) => {
    // Only what says something new is replaced, so that a screen reader is told that alone.
    if (old.tagName !== "OL" && old.outerHTML !== said[at].outerHTML) old.replaceWith(said[at]);
  });
}

function lookAgain(place) {
  const again = setTimeout(() => location.reload(), Number(place.dataset.lookAgain));
  document.addEventListener("input", () => clearTimeout(again)); // what somebody writes is not thrown away
}

// Calls that come while one is under way become one more after it. A call that fails is made up for by the next.
function oneAtATime(call) {
  let running = false;
  let again = false;
  return async function go() {
    again = running;
    if (running) return;
    running = true;
    await call().catch(() => {});
    running = false;
    if (again) go();
  };
}

// A form that is sent says so at once, and is sent once.
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const button = form.querySelector("button[data-busy]");
    if (!button) return;
    setTimeout(() => { button.disabled = true; button.textContent = button.dataset.busy; });
  });
}

// A file that is too large is told before it is sent.
function boundFile(input) {
  const most = Number(input.dataset.mostBytes);
  input.addEventListener("change", () => {
    const large = [...input.files].some((file) => file.size > most);
    input.setCustomValidity(large ? "The file is larger than 5 MB: choose a smaller one." : "");
    if (large) input.reportValidity();
  });
  input.form.addEventListener("submit", (event) => {
    if (!input.reportValidity()) event.preventDefault();
  });
}

// A file dropped anywhere on its field is chosen; browsers do that themselves for the input alone.
function acceptDrop(field) {
  const input = field.querySelector("input[type=file]");
  field.addEventListener("dragover", (event) => event.preventDefault());
  field.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

const BEHAVIOURS = [
  ["textarea[data-draft]", keepDraft],
  ["textarea[data-count]", countLength],
  ["[data-events]", watchRun],
  ["[data-look-again]", lookAgain],
  ["input[data-most-bytes]", boundFile],
  ["form", sendOnce],
  [".drop", acceptDrop],
];

function bring(root) {
  for (const [selector, behave] of BEHAVIOURS) {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches && root.matches(selector)) found.push(root);
    for (const element of found) {
      const done = (element.dataset.alive || "").split(" ");
      if (done.includes(behave.name)) continue;
      element.dataset.alive = [...done, behave.name].join(" ").trim();
      behave(element);
    }
  }
}

bring(document);
document.addEventListener("htmx:after:swap", () => bring(document));
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[data-busy][disabled]")) {
    button.disabled = false;
    button.textContent = button.dataset.says;
  }
});
const sent = document.querySelector("[data-sent]");
if (sent) sessionStorage.removeItem(`draft ${sent.dataset.sent}`);
