// The lower edge of a phone: what is being answered or edited, the commands, the attachments, the text, the send button.

import { askPlace, askPost, confirmFiles } from "./attaching.js";
import { h, icon } from "./element.js";
import { post } from "./server.js";
import { popup } from "./sheets.js";

const ACCEPT = { photo: "image/*,video/*", audio: "audio/*", voice: "audio/*", video: "video/*", document: "" };

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.about = null; // {kind: "reply" | "edit", message}
    this.commands = [];
    this.input = h("textarea", { rows: "1", autocomplete: "off", enterkeyhint: "send" });
    this.banner = h("div", { class: "banner", hidden: true });
    this.list = h("div", { class: "suggestions", role: "listbox", hidden: true });
    this.menuButton = h("button", { class: "round menu", type: "button", onclick: () => this.toggleMenu() }, icon("menu"));
    this.attachButton = h("button", { class: "round", type: "button", onclick: () => this.attach() }, icon("attach"));
    this.sendButton = h("button", { class: "round send", type: "submit" }, icon("send"));
    this.keys = h("div", { class: "reply-keys", hidden: true });
    this.form = h("form", { class: "line", onsubmit: (event) => {
      event.preventDefault();
      this.send();
    } }, this.menuButton, this.input, this.attachButton, this.sendButton);
    this.node = h("footer", { class: "composer" }, this.list, this.banner, this.form, this.keys);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("paste", (event) => this.took(event, event.clipboardData.files));
    this.localize();
  }

  localize() {
    this.input.placeholder = this.placeholder || this.phone.t("message");
    this.input.setAttribute("aria-label", this.phone.t("message"));
    this.menuButton.setAttribute("aria-label", this.phone.t("commands"));
    this.attachButton.setAttribute("aria-label", this.phone.t("attach"));
    this.sendButton.setAttribute("aria-label", this.phone.t("send"));
    this.list.setAttribute("aria-label", this.phone.t("commands"));
  }

  setCommands(commands) {
    this.commands = commands;
    this.menuButton.hidden = commands.length === 0;
    if (!this.list.hidden) this.suggest(this.input.value.slice(1));
  }

  // The last message of the bot that says something about the keyboard below or the empty field.
  setMarkup(message) {
    const markup = message?.markup || {};
    this.placeholder = markup.input_field_placeholder || "";
    this.input.placeholder = this.placeholder || this.phone.t("message");
    this.keys.hidden = !markup.keyboard;
    this.keys.replaceChildren(...(markup.keyboard || []).map((row) => h("div", { class: "row" },
      row.map((key) => h("button", { class: "key", type: "button", onclick: () => this.pressKey(key) }, key.text)))));
  }

  pressKey(key) {
    if (key.request_location) this.askPlace();
    else if (key.request_contact) this.phone.act("send", { kind: "contact" });
    else this.phone.act("say", { text: key.text });
  }

  set(kind, message) {
    this.about = { kind, message };
    const name = kind === "edit" ? this.phone.t("editing") : message.sender.name;
    this.banner.replaceChildren(icon(kind),
      h("div", {}, h("b", {}, name), h("span", {}, message.text || this.phone.t(message.media?.kind || "message"))),
      h("button", { class: "round", type: "button", "aria-label": this.phone.t("cancel"), onclick: () => this.clear() }, icon("close")));
    this.banner.hidden = false;
    if (kind === "edit") this.input.value = message.text;
    this.typed();
    this.input.focus();
  }

  clear() {
    if (this.about?.kind === "edit") this.input.value = "";
    this.about = null;
    this.banner.hidden = true;
    this.typed();
    this.input.focus();
  }

  typed() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 132)}px`;
    this.form.classList.toggle("filled", this.input.value.trim() !== "");
    const typing = /^\/([a-z0-9_]*)$/i.exec(this.input.value);
    if (typing) this.suggest(typing[1]);
    else this.list.hidden = true;
  }

  suggest(beginning) {
    const fitting = this.commands.filter((one) => one.command.startsWith(beginning.toLowerCase()));
    this.list.hidden = fitting.length === 0;
    this.list.replaceChildren(...fitting.map((one) => h("button", {
      type: "button", role: "option", tabindex: "-1", onclick: () => this.sendCommand(`/${one.command}`),
    }, h("span", {}, `/${one.command}`), h("small", {}, one.description))));
    this.chosen = -1;
  }

  toggleMenu() {
    if (this.list.hidden) this.suggest("");
    else this.list.hidden = true;
    this.input.focus();
  }

  sendCommand(text) {
    this.input.value = "";
    this.typed();
    this.list.hidden = true;
    this.phone.act("say", { text });
  }

  pressed(event) {
    const shown = this.list.hidden ? [] : [...this.list.children];
    if (event.key === "Escape") {
      this.list.hidden = true;
      if (this.about) this.clear();
    } else if (shown.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.chosen = (this.chosen + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length;
      shown.forEach((one, place) => one.setAttribute("aria-selected", String(place === this.chosen)));
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (shown.length && this.chosen >= 0) shown[this.chosen].click();
      else this.send();
    } else if (event.key === "ArrowUp" && this.input.value === "") {
      const last = this.phone.lastOwn();
      if (last) this.set("edit", last);
    }
  }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    const about = this.about;
    this.input.value = "";
    this.about = null;
    this.banner.hidden = true;
    this.typed();
    const done = about?.kind === "edit"
      ? await this.phone.act("edit", { message_id: about.message.id, text })
      : await this.phone.act("say", { text, reply_to: about?.message.id });
    if (!done) this.input.value = text;
    this.input.focus();
  }

  attach() {
    const file = (kind, mark) => [mark, this.phone.t(kind), () => this.choose(kind)];
    popup(this.phone.node, this.attachButton, [
      file("photo", "photo"), file("document", "file"), file("video", "video"), file("audio", "audio"), file("voice", "voice"),
      ["place", this.phone.t("location"), () => this.askPlace()],
      ["contact", this.phone.t("contact"), () => this.phone.act("send", { kind: "contact" })],
      ["sticker", this.phone.t("sticker"), () => this.phone.act("send", { kind: "sticker" })],
      ["next", this.phone.t("forward"), () => this.askPost()],
    ]);
  }

  choose(kind) {
    const chooser = h("input", { type: "file", accept: ACCEPT[kind], class: "chooser", "aria-label": this.phone.t(kind) });
    chooser.multiple = kind !== "voice";
    chooser.addEventListener("change", () => {
      this.offer(kind, [...chooser.files]);
      chooser.remove();
    });
    chooser.addEventListener("cancel", () => chooser.remove());
    this.node.append(chooser);
    chooser.click();
  }

  // Files that were pasted, or dropped onto the phone.
  took(event, list) {
    const files = [...list];
    if (!files.length || this.node.hidden) return;
    event.preventDefault();
    this.offer(files.every((one) => one.type.startsWith("image/")) ? "photo" : "document", files);
  }

  // What is typed already becomes the caption.
  offer(kind, files) {
    if (!files.length) return;
    confirmFiles(this.phone, kind, files, this.input.value.trim(), (as, these, text) => this.upload({ kind: as, text }, these));
  }

  async upload(fields, files) {
    const form = new FormData();
    if (this.about?.kind === "reply") form.append("reply_to", this.about.message.id);
    for (const [name, value] of Object.entries({ ...this.phone.place(), ...fields })) form.append(name, value);
    for (const file of files) form.append("file", file, file.name);
    if (await this.phone.attempt(() => post(`/people/${this.phone.person.id}/send`, form))) {
      this.input.value = "";
      this.about = null;
      this.banner.hidden = true;
      this.typed();
    }
  }

  askPlace() {
    askPlace(this.phone, (where) => this.phone.act("send", { kind: "location", ...where }));
  }

  askPost() {
    askPost(this.phone, (fields, files, as) => {
      const body = { kind: "forward", as, ...fields };
      return files.length ? this.upload(body, files) : this.phone.act("send", body);
    });
  }
}
