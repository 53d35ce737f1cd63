// What is done with an answer: copy, print, save, download, say whether it helped. Runs once, like script.js,
// as the body of a function of (element, trigger, props, watch).
"use strict";
const toast = element.querySelector("#done");
const PATIENCE_MS = 15_000;
const TOAST_MS = 8_000;

let calls = 0;
const waiting = new Map(); // the wishes that the server has not answered yet: their call -> the form they came from
let fading = 0;

const phrases = () => document.querySelector("form.ask").dataset;

function say(message, failed = false) {
  clearTimeout(fading);
  toast.textContent = message;
  toast.classList.toggle("failed", failed);
  fading = setTimeout(() => { toast.textContent = ""; }, TOAST_MS);
}

function ask(event, wish, item, details, form = null) {
  const call = `${++calls}`;
  waiting.set(call, form);
  trigger(event, {
    call,
    wish,
    number: item?.dataset.number ?? "",
    conversation: document.querySelector(".turns").dataset.conversation,
    language: document.documentElement.lang,
    ...details,
  });
  setTimeout(() => { if (waiting.has(call)) failed(phrases().unreachable); }, PATIENCE_MS);
}

// Gradio does not tell which of its events failed; where several wait, all of them are given up.
function failed(message) {
  for (const form of waiting.values()) {
    if (form?.isConnected) form.querySelector(".problem").textContent = message;
    else say(message, true);
  }
  waiting.clear();
}

// ---- copy, print, save -----------------------------------------------------------------------------

async function copy(button) {
  const { copy: text, done, failed: sorry } = button.dataset;
  say(await copied(text) ? done : sorry);
}

// The clipboard is closed to pages that come over plain HTTP from another machine; the old way works there.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "hidden";
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus();
    return done;
  }
}

function save(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file.text], { type: `${file.media_type};charset=utf-8` }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function print(file) {
  document.querySelector("iframe.record")?.remove();
  const frame = document.createElement("iframe");
  frame.className = "record";
  frame.title = file.name;
  frame.setAttribute("sandbox", "allow-same-origin allow-modals"); // whatever the record holds, no script of it runs
  frame.srcdoc = file.text;
  frame.addEventListener("load", () => { frame.contentWindow.focus(); frame.contentWindow.print(); }, { once: true });
  document.body.append(frame);
}

// ---- helpful or not --------------------------------------------------------------------------------

function openForm(button) {
  const feedback = button.closest(".feedback");
  const again = button.getAttribute("aria-expanded") === "true";
  closeForm(feedback);
  if (again) return;
  const form = document.getElementById("feedback-form").content.firstElementChild.cloneNode(true);
  const { helpful } = button.dataset;
  form.dataset.answer = helpful;
  form.querySelector(".remark span").textContent = helpful === "true" ? form.dataset.helpful : form.dataset.unhelpful;
  feedback.append(form);
  button.setAttribute("aria-expanded", "true");
  form.querySelector("textarea").focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
}

function closeForm(feedback) {
  feedback.querySelector("form.note")?.remove();
  for (const button of feedback.querySelectorAll(".rate")) button.setAttribute("aria-expanded", "false");
}

function cancel(form) {
  const feedback = form.closest(".feedback");
  const button = feedback.querySelector('.rate[aria-expanded="true"]');
  closeForm(feedback);
  button.focus();
}

function number(value) {
  return `${value}`.replace(/\B(?=(\d{3})+$)/g, phrases().thousands);
}

function measure(form) {
  const length = [...form.elements.note.value].length;
  const size = form.querySelector(".size");
  size.textContent = phrases().counter.replace("{count}", number(length)).replace("{limit}", number(form.dataset.limit));
  size.classList.toggle("over", length > Number(form.dataset.limit));
  return length;
}

function submit(form) {
  const { limit, tooLong, consentNeeded, answer } = form.dataset;
  const { note, consent } = form.elements;
  const length = measure(form);
  const long = length > Number(limit);
  const problem = long ? tooLong.replace("{count}", number(length)).replace("{limit}", number(limit))
    : consent.checked ? "" : consentNeeded;
  form.querySelector(".problem").textContent = problem;
  if (problem) { (long ? note : consent).focus(); return; }
  ask("rate", "rate", form.closest(".turn"), { helpful: answer, note: note.value, consent: "true" }, form);
}

function showFeedback(value) {
  const feedback = document.querySelector(`.turn[data-number="${value.number}"] .feedback`);
  if (!feedback) return;
  const holder = document.createElement("template");
  holder.innerHTML = value.html;
  const shown = holder.content.firstElementChild;
  feedback.replaceWith(shown);
  (shown.matches(".given") ? shown : shown.querySelector("button")).focus({ preventScroll: true });
}

// ---- what people do, and what comes back -----------------------------------------------------------

const actions = [
  [".copy", (button) => copy(button)],
  [".print", (button) => ask("record", "print", button.closest(".turn"), { format: "html" })],
  [".save", (button) => ask("record", "save", button.closest(".turn"), { format: button.dataset.format })],
  ["[data-download]", (button) => ask("whole_conversation", "save", null, { format: button.dataset.download })],
  [".rate", openForm],
  [".note .cancel", (button) => cancel(button.closest("form"))],
  [".withdraw", (button) => ask("withdraw", "withdraw", button.closest(".turn"), {})],
];

document.addEventListener("click", (event) => {
  for (const [selector, action] of actions) {
    const target = event.target.closest(selector);
    if (target) { action(target); return; }
  }
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.note")) return;
  event.preventDefault();
  submit(event.target);
});

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form.note");
  if (!form) return;
  measure(form);
  form.querySelector(".problem").textContent = "";
});

document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target.closest?.("form.note");
  if (form) cancel(form);
});

document.addEventListener("work-failed", () => failed(phrases().notDone));
document.addEventListener("chat-limited", (event) => {
  const { limited, limitedFor } = phrases();
  failed(event.detail ? limitedFor.replace("{seconds}", event.detail) : limited);
});

watch("value", () => {
  const value = props.value;
  if (!waiting.has(value?.call)) return;
  const form = waiting.get(value.call);
  waiting.delete(value.call);
  if (!value.done && form?.isConnected) form.querySelector(".problem").textContent = value.message;
  else say(value.message, !value.done);
  if (value.html) showFeedback(value);
  if (value.file) (value.wish === "print" ? print : save)(value.file);
});
