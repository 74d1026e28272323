// One person's phone: her chat with the bot, and everything she can do in it. A group's phone builds on it.

import { bubble, dayLine } from "./bubble.js";
import { Composer } from "./composer.js";
import { h, icon } from "./element.js";
import { chatMenu, messageMenu } from "./menus.js";
import { get, patch, post } from "./server.js";
import { alertSheet, sheet, toast } from "./sheets.js";
import { locale, t } from "./texts.js";
import { viewPictures } from "./viewer.js";

const NEAR = 80; // pixels from the end that still count as being at the end
const PRESS_SECONDS = 15;

export class Phone {
  // `world` gives: bot, chats (Map), zone(), open(url, person, phone)
  constructor(person, world, chatId = person.id, more = {}) {
    this.person = person;
    this.world = world;
    this.chatId = chatId;
    Object.assign(this, more);
    this.pressed = new Map();
    this.list = h("ol", { class: "messages", role: "log", "aria-live": "polite", tabindex: "0" });
    this.owner = h("div", { class: "owner" });
    this.title = h("header", { class: "top" });
    this.gate = h("button", { class: "gate", type: "button", hidden: true, onclick: () => this.passGate() });
    this.composer = new Composer(this);
    this.screen = h("div", { class: "screen" }, this.title, this.list, this.composer.node, this.gate);
    this.node = h("section", { class: "phone", role: "tabpanel", id: `phone-${chatId}`,
      data: { person: person.id, testid: "phone", name: person.name } },
      this.owner, this.screen);
    this.screen.addEventListener("dragover", (event) => event.preventDefault());
    this.screen.addEventListener("drop", (event) => this.composer.took(event, event.dataTransfer.files));
    this.render();
  }

  get chat() {
    return this.world.chats.get(this.chatId) || { id: this.chatId, kind: "private", messages: [], started: false, blocked: false };
  }

  get isGroup() {
    return false;
  }

  // What its tab is called.
  get label() {
    return this.person.name;
  }

  get messages() {
    return this.chat.messages;
  }

  // Where whatever she sends goes to.
  place() {
    return { chat_id: this.chat.id };
  }

  // The phone speaks the language that its owner has chosen for it.
  t(key, params = {}) {
    return t(key, params, this.person.language_code);
  }

  locale() {
    return locale(this.person.language_code);
  }

  zone() {
    return this.world.zone();
  }

  find(id) {
    return this.chat.messages.find((one) => one.id === id);
  }

  lastOwn() {
    return this.messages.filter((one) => one.sender.id === this.person.id && one.text).at(-1);
  }

  render() {
    this.node.setAttribute("aria-label", this.label);
    this.list.setAttribute("aria-label", this.t("chat"));
    this.renderOwner();
    this.renderTop();
    this.renderMessages();
    this.composer.localize();
    this.refreshCommands();
  }

  renderOwner() {
    const { name, role, language_code: language } = this.person;
    this.owner.replaceChildren(
      h("div", { class: "who" }, h("b", {}, name), role ? h("span", {}, role) : null),
      h("div", { class: "pair", role: "group", "aria-label": this.t("language") }, ["id", "en"].map((one) =>
        h("button", { type: "button", "aria-pressed": String(one === language), lang: one, onclick: () => this.speak(one) }, one.toUpperCase()))));
  }

  renderTop() {
    const name = this.isGroup ? this.chat.title : this.world.bot.first_name;
    this.status = h("span", { class: "status" }, this.idleStatus());
    this.title.replaceChildren(
      h("span", { class: "avatar", "aria-hidden": "true" }, name.slice(0, 1)),
      h("div", { class: "heading" }, h("b", {}, name), this.status),
      h("button", { class: "round", type: "button", "aria-label": this.t("menu"), "aria-haspopup": "menu",
        onclick: (event) => this.chatMenu(event.currentTarget) }, icon("more")));
  }

  chatMenu(anchor) {
    chatMenu(this, anchor);
  }

  // With everybody in it; in one with topics the bot may open some.
  newGroup(forum) {
    const members = [...this.world.people.keys()];
    const rights = forum ? ["can_manage_topics", "can_pin_messages"] : null;
    const body = { person: this.person.id, title: this.t("group_title"), members, with_bot: true, forum, rights };
    this.attempt(() => post("/groups", body)).then((made) => made && this.world.choose(made.id));
  }

  async download() {
    const text = await (await fetch(`/playground/chats/${this.chat.id}?as=text`)).text();
    const link = h("a", { href: URL.createObjectURL(new Blob([text], { type: "text/plain" })), download: `${this.label}.txt` });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  renderMessages() {
    const nodes = [];
    let day = "";
    for (const message of this.messages) {
      const line = dayLine(message.date, this);
      if (line.dataset.day !== day) nodes.push(line);
      day = line.dataset.day;
      if (this.together(message)[0] === message) nodes.push(this.draw(message));
    }
    if (!nodes.length && !this.isGroup) nodes.push(this.welcome());
    this.list.replaceChildren(...nodes);
    this.lastDay = day;
    this.renderGate();
    this.renderMarkup();
    this.toEnd();
  }

  welcome() {
    const about = this.world.bot.description[this.person.language_code] || this.world.bot.description[""];
    return h("li", { class: "welcome" }, h("div", {}, h("b", {}, this.t("what_can")), h("p", {}, about || this.t("press_start"))));
  }

  renderGate() {
    const { started, blocked } = this.chat;
    const closed = !this.isGroup && (blocked || !started);
    this.gate.hidden = !closed;
    this.composer.node.hidden = closed;
    this.gate.textContent = blocked ? this.t("unblock") : this.t("start");
  }

  renderMarkup() {
    this.composer.setMarkup(this.messages.filter((one) => one.from_bot && one.markup).at(-1));
  }

  async refreshCommands() {
    this.composer.setCommands(await get(`/people/${this.person.id}/commands/${this.chat.id}`).catch(() => []));
  }

  passGate() {
    this.act(this.chat.blocked ? "unblock" : "start");
  }

  speak(language) {
    this.attempt(() => patch(`/people/${this.person.id}`, { language_code: language }));
  }

  // What happened on the server; the chat of the world is already up to date.
  added(message) {
    if (this.nodeOf(this.together(message)[0].id)) return this.joined(message);
    const atEnd = this.atEnd() || message.sender.id === this.person.id;
    this.list.querySelector(".welcome")?.remove();
    const line = dayLine(message.date, this);
    if (line.dataset.day !== this.lastDay) this.list.append(line);
    this.lastDay = line.dataset.day;
    const node = this.draw(message);
    node.classList.add("fresh");
    this.list.append(node);
    this.idle();
    this.renderGate();
    if (message.markup) this.renderMarkup();
    if (atEnd) this.toEnd(true);
    return undefined;
  }

  changed(message, flash) {
    const old = this.nodeOf(this.together(message)[0].id);
    if (!old) return;
    const atEnd = this.atEnd();
    const focused = old.contains(document.activeElement) && document.activeElement.classList.contains("key");
    const node = this.draw(message);
    if (flash) node.classList.add("flash");
    old.replaceWith(node);
    if (focused) node.querySelector(".key")?.focus({ preventScroll: true });
    if (atEnd) this.toEnd();
  }

  // One more of an album that is shown already, or a message that is.
  joined(message) {
    this.changed(message, false);
    if (message.sender.id === this.person.id) this.toEnd(true);
  }

  gone(id) {
    const node = this.nodeOf(id);
    const left = node?.dataset.album && this.messages.find((one) => one.media_group_id === node.dataset.album);
    if (left) node.replaceWith(this.draw(left));
    else node?.remove();
  }

  // The album that a message belongs to, or the message alone.
  together(message) {
    const album = message.media_group_id;
    return album ? this.messages.filter((one) => one.media_group_id === album) : [message];
  }

  draw(message) {
    const together = this.together(message);
    return bubble(together[0], this, together);
  }

  answered(event) {
    clearTimeout(this.pressed.get(event.message_id));
    this.pressed.delete(event.message_id);
    this.nodeOf(event.message_id)?.querySelectorAll(".waiting").forEach((one) => one.classList.remove("waiting"));
    if (event.text && event.alert) alertSheet(this.screen, event.text, this.t("ok"));
    else if (event.text) toast(this.screen, event.text);
  }

  doing(action) {
    this.status.textContent = action === "typing" ? this.t("typing") : this.t("sending");
    this.status.classList.add("busy");
    clearTimeout(this.busy);
    this.busy = setTimeout(() => this.idle(), 5000);
  }

  idleStatus() {
    return this.t("bot_word");
  }

  idle() {
    this.status.textContent = this.idleStatus();
    this.status.classList.remove("busy");
  }

  // What the person does.
  act(what, body = {}) {
    return this.attempt(() => post(`/people/${this.person.id}/${what}`, { ...this.place(), ...body }));
  }

  async attempt(action) {
    try {
      return await action();
    } catch (error) {
      toast(this.screen, this.t("failed", { reason: error.message }));
      return null;
    }
  }

  async tap(message, row, column, node) {
    const button = message.keyboard[row][column];
    if (button.does === "url") return this.world.open(button.value, this.person, this);
    if (button.does === "app") return toast(this.screen, this.t("app"));
    if (button.does === "copy") return this.copy(button.value);
    node.classList.add("waiting");
    this.pressed.set(message.id, setTimeout(() => node.classList.remove("waiting"), PRESS_SECONDS * 1000));
    return this.act("tap", { message_id: message.id, data: button.value, stale: true });
  }

  link(url) {
    this.world.open(url, null, this);
  }

  command(text) {
    this.act("say", { text });
  }

  async copy(text) {
    // without https or localhost a browser gives no clipboard: then the text is shown to be copied by hand
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    if (copied) toast(this.screen, this.t("copied"));
    else alertSheet(this.screen, text, this.t("ok"));
  }

  menu(message, anchor) {
    messageMenu(this, message, anchor);
  }

  // She sends it once more, as it is: the same file. Of an album, all of it.
  forward(message) {
    return this.act("send", { kind: "forward", from_chat_id: this.chat.id, messages: this.together(message).map((one) => one.id) });
  }

  // Every picture of the album that this one belongs to.
  enlarge(message) {
    const together = this.together(message).filter((one) => one.media?.kind === "photo");
    viewPictures(together, together.findIndex((one) => one.id === message.id));
  }

  ask(title, fill) {
    sheet(this.screen, title, fill);
  }

  nodeOf(id) {
    return this.list.querySelector(`[data-id="${id}"]`)?.closest("li");
  }

  goTo(id) {
    const node = this.nodeOf(id);
    node?.scrollIntoView({ block: "center", behavior: "smooth" });
    node?.classList.remove("flash");
    requestAnimationFrame(() => node?.classList.add("flash"));
  }

  atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR;
  }

  toEnd(smooth = false) {
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }
}
