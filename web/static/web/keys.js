// Keys to decide changes by. They can be turned off, since a single letter may be somebody's voice command.
"use strict";

const OFF = "keys off";
const DEEDS = { a: "accept", m: "keep", e: "edit", u: "undo", l: "lock" };
const sheet = document.getElementById("keys");
const box = document.getElementById("keys-on");
const opener = document.getElementById("keys-open");

function changes() {
  return [...document.querySelectorAll("[data-change]")];
}

function current() {
  return document.activeElement?.closest("[data-change]") || null;
}

function move(by) {
  const all = changes();
  const at = all.indexOf(current());
  const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function press(deed) {
  const article = current() || changes().find((one) => one.dataset.state === "proposed");
  if (!article) return;
  article.focus();
  document.getElementById(`${article.id}-${deed}`)?.click();
}

function typing(target) {
  return target.closest("input, textarea, select, dialog, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.closest(".edit")) {
    event.target.closest(".edit").querySelector("a.button").click();
    return;
  }
  if (typing(event.target) || localStorage.getItem(OFF)) return;
  if (event.key === "?") sheet.showModal();
  else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key in DEEDS) press(DEEDS[event.key]);
  else return;
  event.preventDefault();
});

box.checked = !localStorage.getItem(OFF);
box.addEventListener("change", () => {
  if (box.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "yes");
});
opener.hidden = false;
opener.addEventListener("click", () => sheet.showModal());

// After a change is swapped the focus goes on to the change itself when the button that was pressed is gone.
document.addEventListener("htmx:after:swap", (event) => {
  const id = event.detail?.ctx?.target?.id || event.target?.id || "";
  const article = id.startsWith("change-") ? document.getElementById(id) : null;
  if (article && document.activeElement === document.body) {
    (article.querySelector(".edit textarea") || article).focus();
  }
});
