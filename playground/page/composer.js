// The lower edge of a phone: what is being answered or edited, the commands, the attachments, the text, the send button.

import { h, icon } from "./element.js";
import { post } from "./server.js";
import { field, popup, sheet } from "./sheets.js";

const ACCEPT = { photo: "image/*", audio: "audio/*", voice: "audio/*", video: "video/*", document: "" };
const SAMPLE = { latitude: "0.507600", longitude: "117.548000" };

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
    this.input.addEventListener("paste", (event) => this.pasted(event));
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
      ["reply", this.phone.t("forward"), () => this.phone.act("send", { kind: "forward", text: this.phone.t("forward_text") })],
    ]);
  }

  choose(kind) {
    const chooser = h("input", { type: "file", accept: ACCEPT[kind], class: "chooser", "aria-label": this.phone.t(kind) });
    chooser.multiple = kind === "photo" || kind === "document";
    chooser.addEventListener("change", () => {
      this.upload(kind, [...chooser.files]);
      chooser.remove();
    });
    chooser.addEventListener("cancel", () => chooser.remove());
    this.node.append(chooser);
    chooser.click();
  }

  pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.upload(files.every((one) => one.type.startsWith("image/")) ? "photo" : "document", files);
  }

  async upload(kind, files) {
    if (!files.length) return;
    const form = new FormData();
    form.append("kind", kind);
    form.append("text", this.input.value.trim());
    for (const [name, value] of Object.entries(this.phone.place())) form.append(name, value);
    if (this.about?.kind === "reply") form.append("reply_to", this.about.message.id);
    for (const file of files) form.append("file", file, file.name);
    if (await this.phone.attempt(() => post(`/people/${this.phone.person.id}/send`, form))) {
      this.input.value = "";
      this.about = null;
      this.banner.hidden = true;
      this.typed();
    }
  }

  askPlace() {
    sheet(this.phone.screen, this.phone.t("location"), (close) => {
      const latitude = h("input", { inputmode: "decimal", value: SAMPLE.latitude });
      const longitude = h("input", { inputmode: "decimal", value: SAMPLE.longitude });
      return h("form", { onsubmit: (event) => {
        event.preventDefault();
        close();
        this.phone.act("send", { kind: "location", latitude: latitude.value, longitude: longitude.value, accuracy: 12 });
      } }, field(this.phone.t("latitude"), latitude), field(this.phone.t("longitude"), longitude), h("div", { class: "actions" },
        h("button", { class: "plain", type: "button", onclick: close }, this.phone.t("cancel")),
        h("button", { class: "plain strong", type: "submit" }, this.phone.t("send"))));
    });
  }
}
