// Runs once, when the conversation appears, as the body of a function of (element, trigger, props, watch):
// Gradio's gr.HTML passes them in. Everything else on the page is found when it is needed, because the
// language switch renders it anew.
"use strict";
const LANGUAGE_COOKIE = "language"; // the same that the other pages keep
const YEAR_IN_SECONDS = 31_536_000;
const CONVERSATION_KEY = "convention-assistant.conversation";
const turns = element.querySelector(".turns");
const troubles = element.querySelector("#trouble");
const announcement = element.querySelector("#announcement");
const form = () => document.querySelector("form.ask");
const field = () => document.getElementById("question");
const PATIENCE_MS = 180_000; // a language model on a small machine may take its time
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const OPENING_MS = 8_000; // the page opens in a fraction of a second; past this something is wrong

let calls = 0; // numbers each call, so that two equal replies are still two
let pending = null; // the list item that waits for its answer
let restarting = null; // the address to open once the answer is there
let opening = 0; // the timer that runs until the page is there

// Storage may be forbidden; the chat then works without memory.
function keep(key, value) {
  try { sessionStorage.setItem(key, value); } catch { /* forbidden */ }
}
function kept(key) {
  try { return sessionStorage.getItem(key) ?? ""; } catch { return ""; }
}
function keptLanguage() {
  const cookies = new Map(document.cookie.split("; ").map((cookie) => cookie.split("=")));
  return cookies.get(LANGUAGE_COOKIE) ?? "";
}

function newConversation() {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  const id = Array.from(numbers, (number) => number.toString(16).padStart(8, "0")).join("");
  keep(CONVERSATION_KEY, id);
  return id;
}
let conversation = kept(CONVERSATION_KEY) || newConversation();

turns.dataset.conversation = conversation; // for work.js, also where storage is forbidden

function start(search) {
  if (pending) { restarting = search; return; }
  clearTimeout(opening);
  opening = setTimeout(() => trouble("unreachable"), OPENING_MS);
  trigger("start", { call: `${++calls}`, search, kept: keptLanguage(), conversation });
}

function started(value) {
  clearTimeout(opening);
  opening = 0;
  troubles.replaceChildren();
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

// Said while the page has no phrases yet, in the language that the server would choose.
function trouble(kind, seconds) {
  clearTimeout(opening);
  opening = 0;
  const wanted = [new URLSearchParams(location.search).get("lang"), keptLanguage()];
  const codes = [...wanted, ...navigator.languages, "en"].map((code) => `${code}`.toLowerCase().split("-")[0]);
  const language = codes.find((code) => Object.hasOwn(props.trouble, code));
  const phrases = props.trouble[language];
  troubles.innerHTML = '<h1></h1><p class="failure"></p><button type="button" class="retry"></button>';
  troubles.querySelector("h1").textContent = phrases.name;
  troubles.querySelector("p").textContent = seconds ? phrases.limitedFor.replace("{seconds}", seconds) : phrases[kind];
  troubles.querySelector("button").textContent = phrases.retry;
  troubles.lang = language;
  document.title = phrases.name;
  document.documentElement.lang = language;
  document.documentElement.classList.add("ready");
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
  const { limit, counter, left } = form().dataset;
  const length = [...text].length;
  const rest = Number(limit) - length;
  const count = document.getElementById("count");
  count.textContent = length ? counter.replace("{count}", number(length)).replace("{limit}", number(limit)) : "";
  count.classList.toggle("over", rest < 0);
  const near = rest >= 0 && rest <= Number(limit) / 10; // heard only when it begins to matter
  document.getElementById("left").textContent = near ? left.replace("{count}", number(rest)) : "";
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
  const numbers = Array.from(turns.children, (turn) => Number(turn.dataset.number) || 0);
  const shown = `${Math.max(0, ...numbers)}`;
  trigger("ask", { call: `${++calls}`, question, conversation, language: document.documentElement.lang, shown });
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
  const item = itemOf(value.html);
  if (pending) pending.replaceWith(item);
  else turns.append(item);
  settle(item);
}

function grown(value) {
  if (!pending) return;
  const item = itemOf(value.html);
  pending.replaceWith(item);
  pending = item;
}

function itemOf(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

function unreachable() {
  if (opening) trouble("unreachable");
  else fail(form().dataset.unreachable);
}

function limited(seconds) {
  if (opening) { trouble("limited", seconds); return; }
  const { limited: some, limitedFor } = form().dataset;
  fail(seconds ? limitedFor.replace("{seconds}", seconds) : some);
}

function fail(message) {
  if (!pending) return;
  const item = waiting(pending.querySelector(".question span[lang]")?.textContent ?? pending.querySelector(".question").textContent);
  pending.replaceWith(item);
  item.dataset.status = "failed";
  const place = item.querySelector(".pending");
  place.className = "failure";
  place.textContent = message;
  if (!field().value) field().value = item.querySelector(".question").textContent;
  measure();
  settle(item);
}

// Gradio shows no status codes, so a refusal for too many requests is noticed where it comes in.
const plainFetch = window.fetch;
window.fetch = async (...request) => {
  const response = await plainFetch(...request);
  if (response.status === 429 && response.url.includes("/queue/")) {
    const seconds = Number(response.headers.get("retry-after")) || 0;
    document.dispatchEvent(new CustomEvent("chat-limited", { detail: seconds }));
  }
  return response;
};

function settle(item) {
  pending = null;
  show(item);
  announce(item);
  const link = item.querySelector(".permalink"); // so that the address, too, can be passed on
  if (link) history.replaceState(null, "", link.href);
  else setAddress();
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
  const said = [verdict, spoken].filter(Boolean).map((part) => part.innerText.trim());
  announcement.textContent = said.map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`)).join(" ");
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
  [".skip", () => field().focus()],
  [".restart", restart],
  [".retry", () => { troubles.replaceChildren(); start(location.search); }],
  ["[data-language]", (target) => switchTo(target.dataset.language)],
];

document.addEventListener("click", (event) => {
  for (const [selector, action] of actions) {
    const target = event.target.closest(selector);
    if (!target) continue;
    if (target.matches("a")) event.preventDefault(); // Gradio's <base> would load the page anew for a "#"
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

document.addEventListener("chat-failed", unreachable);
document.addEventListener("chat-limited", (event) => limited(event.detail));

document.addEventListener("keydown", (event) => {
  const source = event.key === "Escape" && event.target.closest?.("details.source[open]");
  if (!source) return;
  source.open = false;
  (document.querySelector(`[aria-controls="${source.id}"]`) ?? source.querySelector("summary")).focus();
});

function switchTo(language) {
  document.cookie = `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=${YEAR_IN_SECONDS}; SameSite=Lax`;
  const address = new URL(location.href);
  address.searchParams.set("lang", language);
  history.replaceState(null, "", address);
  start(location.search);
}

function restart() {
  if (pending) return;
  trigger("restart", { conversation });
  conversation = newConversation();
  turns.dataset.conversation = conversation;
  turns.replaceChildren();
  announcement.textContent = "";
  setAddress();
  showState();
  field().focus();
}

// Keeps the language in the address, and drops the question.
function setAddress() {
  const address = new URL(location.href);
  address.searchParams.delete("q");
  history.replaceState(null, "", address);
}

watch("value", () => {
  const value = props.value;
  if (value?.kind === "start") started(value);
  if (value?.kind === "partial") grown(value);
  if (value?.kind === "answer") answered(value);
});

start(location.search);
