// Runs once, when the conversation appears, as the body of a function of (element, trigger, props, watch):
// Gradio's gr.HTML passes them in. Everything else on the page is found when it is needed, because the
// language switch renders it anew.
"use strict";
const LANGUAGE_KEY = "convention-assistant.language";
const CONVERSATION_KEY = "convention-assistant.conversation";
const turns = element.querySelector(".turns");
const announcement = element.querySelector("#announcement");
const form = () => document.querySelector("form.ask");
const field = () => document.getElementById("question");
const PATIENCE_MS = 180_000; // a language model on a small machine may take its time
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let calls = 0; // numbers each call, so that two equal replies are still two
let pending = null; // the list item that waits for its answer
let restarting = null; // the address to open once the answer is there

// Storage may be forbidden; the chat then works without memory.
function keep(storage, key, value) {
  try { window[storage].setItem(key, value); } catch { /* forbidden */ }
}
function kept(storage, key) {
  try { return window[storage].getItem(key) ?? ""; } catch { return ""; }
}

function newConversation() {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  const id = Array.from(numbers, (number) => number.toString(16).padStart(8, "0")).join("");
  keep("sessionStorage", CONVERSATION_KEY, id);
  return id;
}
let conversation = kept("sessionStorage", CONVERSATION_KEY) || newConversation();

function start(search) {
  if (pending) { restarting = search; return; }
  trigger("start", { call: `${++calls}`, search, kept: kept("localStorage", LANGUAGE_KEY), conversation });
}

function started(value) {
  document.documentElement.lang = value.language;
  turns.innerHTML = value.html;
  // The form is rendered by another component: its turn comes after this one.
  requestAnimationFrame(() => {
    document.title = form().dataset.title;
    turns.setAttribute("aria-label", form().dataset.conversation);
    showState();
    measure();
    document.documentElement.classList.add("ready");
    if (value.question) send(value.question);
  });
}

function showState() {
  document.documentElement.classList.toggle("talking", turns.childElementCount > 0);
}

// ---- asking ----------------------------------------------------------------------------------------

function number(value) {
  return `${value}`.replace(/\B(?=(\d{3})+$)/g, form().dataset.thousands);
}

function excess(question) {
  const { limit, tooLong } = form().dataset;
  const count = [...question].length; // code points, as the server counts them
  return count > Number(limit) ? tooLong.replace("{count}", number(count)).replace("{limit}", number(limit)) : "";
}

function measure() {
  const text = field().value;
  field().style.height = "auto";
  field().style.height = `${field().scrollHeight}px`;
  const left = Number(form().dataset.limit) - [...text].length;
  const shown = left >= 0 && left <= Number(form().dataset.limit) / 10;
  document.getElementById("count").textContent = shown ? form().dataset.left.replace("{count}", number(left)) : "";
  const problem = excess(text.trim());
  if (!problem || !document.getElementById("problem").textContent) complain(problem);
}

function complain(problem) {
  document.getElementById("problem").textContent = problem;
  field().setAttribute("aria-invalid", `${problem !== ""}`);
}

function send(text) {
  const question = text.trim();
  if (!question || pending) return;
  const problem = excess(question);
  complain(problem);
  if (problem) return;
  pending = waiting(question);
  turns.append(pending);
  showState();
  show(pending);
  if (field().value.trim() === question) field().value = "";
  measure();
  trigger("ask", { call: `${++calls}`, question, conversation, language: document.documentElement.lang });
  attend(pending);
}

// Gradio keeps silent when the server is gone, so the page asks for itself while it waits.
async function attend(item) {
  const latest = Date.now() + PATIENCE_MS;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    if (pending !== item) return;
    const alive = await fetch("gradio_api/app_id", { cache: "no-store" }).then(() => true, () => false);
    if (pending === item && (!alive || Date.now() > latest)) unreachable();
  }
}

function waiting(question) {
  const item = document.createElement("li");
  item.className = "turn";
  item.dataset.status = "pending";
  item.innerHTML = '<h2 class="question"></h2><div class="answer"><p class="pending"></p></div>';
  item.querySelector(".question").textContent = question;
  item.querySelector(".pending").textContent = form().dataset.sending;
  return item;
}

function answered(value) {
  const holder = document.createElement("template");
  holder.innerHTML = value.html;
  const item = holder.content.firstElementChild;
  if (pending) pending.replaceWith(item);
  else turns.append(item);
  settle(item);
}

function unreachable() {
  if (!pending) return;
  const item = pending;
  item.dataset.status = "failed";
  const message = item.querySelector(".pending");
  message.className = "failure";
  message.textContent = form().dataset.unreachable;
  if (!field().value) field().value = item.querySelector(".question").textContent;
  measure();
  settle(item);
}

function settle(item) {
  pending = null;
  show(item);
  announce(item);
  if (restarting !== null) {
    const search = restarting;
    restarting = null;
    start(search);
  }
}

// Said once by a screen reader, in the language of the answer.
function announce(item) {
  const spoken = item.querySelector(".text, .failure");
  const verdict = item.querySelector(".verdict");
  announcement.lang = spoken.lang || document.documentElement.lang;
  announcement.textContent = [verdict, spoken].filter(Boolean).map((part) => part.innerText).join(". ");
}

function show(item) {
  item.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
}

// ---- sources ---------------------------------------------------------------------------------------

function openSource(marker) {
  const source = document.getElementById(marker.getAttribute("aria-controls"));
  source.open = !source.open;
  if (!source.open) return;
  source.querySelector("summary").focus({ preventScroll: true });
  const quote = source.querySelector("mark") ?? source;
  quote.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
}

document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("details.source")) return;
  for (const marker of document.querySelectorAll(`[aria-controls="${event.target.id}"]`)) {
    marker.setAttribute("aria-expanded", `${event.target.open}`);
  }
}, true);

// ---- what people do --------------------------------------------------------------------------------

const actions = [
  [".marker", (target) => openSource(target)],
  [".example", (target) => send(target.textContent)],
  [".restart", restart],
  ["[data-language]", (target) => switchTo(target.dataset.language)],
];

document.addEventListener("click", (event) => {
  for (const [selector, action] of actions) {
    const target = event.target.closest(selector);
    if (!target) continue;
    if (target.matches(".marker")) event.preventDefault();
    action(target);
    return;
  }
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.ask")) return;
  event.preventDefault();
  send(field().value);
});

document.addEventListener("keydown", (event) => {
  if (event.target.id !== "question" || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send(field().value);
});

document.addEventListener("input", (event) => {
  if (event.target.id === "question") measure();
});

document.addEventListener("chat-unreachable", unreachable);

function switchTo(language) {
  keep("localStorage", LANGUAGE_KEY, language);
  setAddress(language);
  start(location.search);
}

function restart() {
  if (pending) return;
  trigger("restart", { conversation });
  conversation = newConversation();
  turns.replaceChildren();
  announcement.textContent = "";
  setAddress(new URLSearchParams(location.search).get("lang"));
  showState();
  field().focus();
}

// Keeps the language in the address, and drops the question: it has been asked.
function setAddress(language) {
  const address = new URL(location.href);
  address.searchParams.delete("q");
  if (language) address.searchParams.set("lang", language);
  history.replaceState(null, "", address);
}

watch("value", () => {
  const value = props.value;
  if (value?.kind === "start") started(value);
  if (value?.kind === "answer") answered(value);
});

start(location.search);
