// The bar above the phones: clock, the bot's process, faults, the log, new people, the page's language.

import { h, icon } from "./element.js";
import { get, post, remove } from "./server.js";
import { dialog, field } from "./sheets.js";
import { locale, localize, onLanguage, setLanguage, t } from "./texts.js";

const MORNING = "08:00";
const LIMITS = ["watch", "strict", "off"];
const ZONES = { WIB: "Asia/Jakarta", WITA: "Asia/Makassar", WIT: "Asia/Jayapura", UTC: "UTC" };
const FAULTS = ["flood", "blocked", "broken", "nonsense", "missing", "lost_call", "lost_answer", "late"];
const METHODS = ["", "sendMessage", "editMessageText", "answerCallbackQuery", "sendPhoto", "sendDocument", "sendMediaGroup", "editMessageMedia", "createForumTopic", "getUpdates", "getFile"];

export class Controls {
  // `world` gives: zone(), setZone(zone), start(link, person), people (Map)
  constructor(world) {
    this.world = world;
    this.faults = [];
    this.problems = [];
    this.calls = [];
    this.process = "";
    const on = (id, action) => document.getElementById(id).addEventListener("click", action);
    on("open-faults", () => this.showFaults());
    on("open-log", () => this.showLog());
    on("open-person", () => this.addPerson());
    on("tools-toggle", (event) => {
      const open = document.body.classList.toggle("tools-open");
      event.currentTarget.setAttribute("aria-expanded", String(open));
    });
    document.getElementById("tools-toggle").append(icon("tools"));
    for (const node of document.querySelectorAll("[data-advance]")) {
      node.addEventListener("click", () => post("/clock", { seconds: Number(node.dataset.advance) }));
    }
    on("clock-morning", () => post("/clock", { next: MORNING, zone: world.zone() }));
    on("clock", () => this.askMoment());
    for (const node of document.querySelectorAll("[data-process]")) {
      node.addEventListener("click", () => this.turn(node.dataset.process));
    }
    for (const node of document.querySelectorAll("[data-language]")) {
      node.addEventListener("click", () => setLanguage(node.dataset.language));
    }
    this.zone = document.getElementById("zone");
    this.zone.addEventListener("change", () => world.setZone(this.zone.value));
    onLanguage(() => this.renderZones());
    setInterval(() => this.renderClock(), 1000);
    setInterval(() => this.process && get("/bot").then(({ process }) => this.setProcess(process), () => null), 3000);
  }

  load(state) {
    this.setClock(state.clock);
    this.setProcess(state.process);
    this.setFaults(state.faults);
    this.setLimits(state.limits);
    this.problems = state.problems;
    this.calls = state.calls;
    this.renderZones();
    this.renderProblems();
  }

  setClock({ now, frozen }) {
    this.frozen = frozen;
    this.ahead = new Date(now).getTime() - Date.now();
    this.still = new Date(now);
    this.renderClock();
  }

  renderClock() {
    if (this.ahead === undefined) return;
    const now = this.frozen ? this.still : new Date(Date.now() + this.ahead);
    const node = document.getElementById("clock");
    node.dateTime = now.toISOString();
    node.textContent = now.toLocaleString(locale(), {
      weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: this.world.zone(),
    });
  }

  renderZones() {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const known = Object.entries(ZONES).map(([label, zone]) => [zone, label]);
    if (!known.some(([zone]) => zone === here)) known.push([here, t("zone_here")]);
    this.zone.replaceChildren(...known.map(([zone, label]) => h("option", { value: zone, selected: zone === this.world.zone() }, label)));
    this.renderClock();
    this.setProcess(this.process);
  }

  setProcess(process) {
    this.process = process;
    document.getElementById("process").hidden = !process;
    document.getElementById("lamp").dataset.state = process;
    document.getElementById("process-state").textContent = process ? t(`process_${process}`) : "";
  }

  async turn(wish) {
    try {
      this.setProcess((await post(`/bot/${wish}`)).process);
    } catch (error) {
      this.problem({ what: error.message });
    }
  }

  // Any moment, in the zone that the page shows.
  askMoment() {
    const parts = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: this.world.zone() });
    const now = this.frozen ? this.still : new Date(Date.now() + this.ahead);
    const moment = h("input", { type: "datetime-local", required: true, value: parts.format(now).replace(" ", "T") });
    const form = h("form", { class: "form", onsubmit: (event) => {
      event.preventDefault();
      post("/clock", { moment: moment.value, zone: this.world.zone() });
      shown.close();
    } }, field(t("moment"), moment), h("div", { class: "actions" }, h("button", { class: "solid", type: "submit" }, t("set_clock"))));
    const shown = dialog(t("clock"), form);
  }

  setLimits(limits) {
    this.limits = limits;
    const badge = document.getElementById("limit-count");
    badge.hidden = !limits.broken.length;
    badge.textContent = String(limits.broken.length);
    this.renderLimits?.();
  }

  setFaults(faults) {
    this.faults = faults;
    const badge = document.getElementById("fault-count");
    badge.hidden = !faults.length;
    badge.textContent = String(faults.length);
    this.renderFaults?.();
  }

  showFaults() {
    const select = (options) => h("select", {}, options.map(([value, label]) => h("option", { value: String(value) }, label)));
    const kind = select(FAULTS.map((one) => [one, t(one)]));
    const method = select(METHODS.map((one) => [one, one || t("any")]));
    const chat = select([["0", t("any")], ...[...this.world.phones.values()].map((one) => [one.chatId, one.label])]);
    const times = select([[1, "1"], [2, "2"], [3, "3"], [10, "10"], [0, t("always")]]);
    const seconds = h("input", { type: "number", min: "0", step: "0.5", value: "3" });
    const list = h("ul", { class: "entries" });
    this.renderFaults = () => list.replaceChildren(...(this.faults.length ? this.faults.map((fault) => h("li", {},
      h("span", {}, `${t(fault.kind)} · ${fault.method || t("any")} · ${this.nameOf(fault.chat_id) || t("any")} · ${
        fault.times ? t("times", { count: fault.times }) : t("always")}`),
      h("button", { class: "plain", type: "button", onclick: () => remove("/faults", { id: fault.id }) }, t("remove")))) : [h("li", { class: "none" }, t("no_faults"))]));
    this.renderFaults();
    const form = h("form", { class: "form", onsubmit: (event) => {
      event.preventDefault();
      post("/faults", { kind: kind.value, method: method.value, chat_id: Number(chat.value), times: Number(times.value), seconds: Number(seconds.value) });
    } }, field(t("fault_kind"), kind), field(t("fault_method"), method), field(t("fault_chat"), chat),
    h("div", { class: "two" }, field(t("fault_times"), times), field(t("fault_seconds"), seconds)),
    h("div", { class: "actions" }, h("button", { class: "plain", type: "button", onclick: () => remove("/faults") }, t("remove_all")),
      h("button", { class: "solid", type: "submit" }, t("order_fault"))));
    const mode = select(LIMITS.map((one) => [one, t(`limits_${one}`)]));
    mode.value = this.limits.mode;
    mode.addEventListener("change", () => post("/limits", { mode: mode.value }));
    const limits = h("div", { class: "form" }, field(t("limits"), mode), h("p", { class: "hint" }, t("limits_hint")));
    dialog(t("faults"), form, list, limits).addEventListener("close", () => { this.renderFaults = null; });
  }

  problem(problem) {
    this.problems.push(problem);
    this.renderProblems();
  }

  renderProblems() {
    const badge = document.getElementById("problem-count");
    badge.hidden = !this.problems.length;
    badge.textContent = String(this.problems.length);
    const last = this.problems.at(-1);
    document.getElementById("problems").replaceChildren(...(last && last !== this.dismissed ? [h("p", {}, h("span", {}, t("unknown", { what: last.what })),
      h("button", { class: "round", type: "button", "aria-label": t("dismiss"), onclick: () => {
        this.dismissed = last;
        this.renderProblems();
      } }, icon("close")))] : []));
  }

  called(call) {
    this.calls = [...this.calls.slice(-59), call];
    this.renderCalls?.();
  }

  nameOf(chat) {
    return this.world.people.get(chat)?.name || this.world.chats.get(chat)?.title || String(chat || "");
  }

  showLog() {
    const line = (call) => h("li", { class: call.error ? "bad" : "" },
      h("code", {}, call.method), h("span", {}, this.nameOf(call.chat_id)),
      h("span", {}, `${call.milliseconds} ms`), call.error ? h("b", {}, call.error) : null);
    const list = h("ol", { class: "entries calls" });
    this.renderCalls = () => list.replaceChildren(...(this.calls.length ? [...this.calls].reverse().map(line) : [h("li", { class: "none" }, t("no_calls"))]));
    this.renderCalls();
    const fast = h("ul", { class: "entries", data: { testid: "broken-limits" } });
    this.renderLimits = () => fast.replaceChildren(...tally(this.limits.broken).map(([limit, chat, times]) => h("li", { class: "bad" },
      t(`too_fast_${limit}`, { chat: this.nameOf(chat), times }))));
    this.renderLimits();
    const unknown = h("ul", { class: "entries" }, this.problems.map((one) => h("li", { class: "bad" }, t("unknown", { what: one.what }))));
    dialog(t("log"), unknown, fast, h("h3", {}, t("calls")), list).addEventListener("close", () => { this.renderCalls = this.renderLimits = null; });
  }

  // A new person, who may open a link at once.
  addPerson(link = "") {
    const name = h("input", { required: true, autocomplete: "off" });
    const role = h("input", { autocomplete: "off" });
    const language = h("select", {}, [["id", "Indonesia"], ["en", "English"]].map(([value, label]) => h("option", { value }, label)));
    const address = h("input", { inputmode: "url", autocomplete: "off", value: link, placeholder: `https://t.me/${this.world.bot.username}?start=…` });
    const note = h("p", { class: "note", role: "status" });
    const form = h("form", { class: "form", onsubmit: async (event) => {
      event.preventDefault();
      try {
        const person = await post("/people", { name: name.value, role: role.value, language_code: language.value });
        if (address.value.trim()) await this.world.start(address.value.trim(), person);
        shown.close();
      } catch (error) {
        note.textContent = error.message;
      }
    } }, field(t("name"), name), field(t("role"), role), field(t("language"), language), field(t("link"), address), note,
    h("div", { class: "actions" }, h("button", { class: "solid", type: "submit" }, t("add"))));
    const shown = dialog(t("add_person").replace("+ ", ""), form);
    name.focus();
  }
}

// How often each limit was broken for each chat.
function tally(broken) {
  const counts = new Map();
  for (const { limit, chat_id: chat } of broken) {
    const about = limit === "overall" ? 0 : chat;
    const key = `${limit} ${about}`;
    counts.set(key, [limit, about, (counts.get(key)?.[2] || 0) + 1]);
  }
  return [...counts.values()];
}

export async function loadState() {
  const state = await get("/state");
  localize();
  return state;
}
