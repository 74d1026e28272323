// One message as a bubble with its keyboard, as a phone shows it.

import { album, captionOf, contact, forwarded, media, place } from "./attached.js";
import { h, icon } from "./element.js";
import { richText } from "./richtext.js";

// `phone` gives: t(), locale(), zone(), person, tap(message, row, column, node), menu(message, node), link(url), command(text),
// find(id), enlarge(message). `together` are the messages of an album, of which this one is the first.
export function bubble(message, phone, together = [message]) {
  const service = serviceText(message, phone);
  if (service) return h("li", { class: "service", data: { id: message.id } }, h("span", {}, service));
  const mine = message.sender.id === phone.person.id;
  const on = { link: (url) => phone.link(url), command: (text) => phone.command(text) };
  const body = h("div", { class: "bubble" });
  if (phone.isGroup && !mine) body.append(h("div", { class: "sender" }, message.sender.name));
  if (message.forwarded) body.append(forwarded(message.forwarded, phone));
  if (message.reply_to) body.append(quoted(message.reply_to, phone));
  if (together.length > 1) body.append(album(together, phone, on));
  else if (message.media) body.append(media(message, phone));
  if (message.location) body.append(place(message.location));
  if (message.contact) body.append(contact(message.contact));
  const said = captionOf(together);
  if (said?.text) body.append(h("div", { class: "text", dir: "auto" }, richText(said.text, said.entities, on)));
  body.append(meta(message, mine, phone));
  body.append(h("button", {
    class: "more", type: "button", "aria-label": phone.t("message_actions"), "aria-haspopup": "menu",
    onclick: (event) => phone.menu(message, event.currentTarget),
  }, icon("more")));
  body.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    phone.menu(message, body);
  });
  const item = h("li", {
    class: `message ${mine ? "mine" : "theirs"}${message.keyboard.length ? " has-keyboard" : ""}`,
    data: { id: message.id, media: message.media?.kind || "", testid: "message", album: message.media_group_id },
  }, body);
  if (message.keyboard.length) item.append(keyboard(message, phone));
  return item;
}

function serviceText(message, phone) {
  if (message.new_chat_members) return phone.t("bot_joined", { name: message.new_chat_members[0].first_name });
  if (message.left_chat_member) return phone.t("bot_left", { name: message.left_chat_member.first_name });
  if (message.forum_topic_created) return phone.t("topic_opened", { name: message.forum_topic_created.name });
  if (message.forum_topic_edited) return phone.t("topic_renamed", { name: message.forum_topic_edited.name });
  if (message.forum_topic_closed) return phone.t("topic_closed");
  if (message.forum_topic_reopened) return phone.t("topic_reopened");
  return "";
}

function meta(message, mine, phone) {
  const time = new Date(message.date).toLocaleTimeString(phone.locale(), {
    hour: "2-digit", minute: "2-digit", timeZone: phone.zone(),
  });
  // Telegram does not call a message with buttons edited: it changes all the time
  const edited = message.edits > 0 && !message.keyboard.length;
  return h("div", { class: "meta" },
    message.reaction ? h("span", { class: "reaction" }, message.reaction) : null,
    message.pinned ? h("span", { title: phone.t("pinned") }, icon("pin")) : null,
    edited ? h("span", { class: "edited" }, phone.t("edited")) : null,
    h("time", { datetime: message.date }, time),
    mine ? h("span", { class: "ticks", "aria-hidden": "true" }, icon("check")) : null);
}

function quoted(id, phone) {
  const original = phone.find(id);
  return h("button", { class: "quote", type: "button", onclick: () => phone.goTo(id) },
    h("b", {}, original ? original.sender.name : "…"),
    h("span", {}, original ? original.text || phone.t(original.media?.kind || "message") : "…"));
}

function keyboard(message, phone) {
  return h("div", { class: "keyboard", role: "group", "aria-label": phone.t("options") },
    message.keyboard.map((row, line) => h("div", { class: "row" },
      row.map((button, column) => h("button", {
        class: `key ${button.style}`, type: "button", data: { testid: "key" },
        onclick: (event) => phone.tap(message, line, column, event.currentTarget),
      }, h("span", {}, button.text), button.does === "url" ? icon("link") : button.does === "copy" ? icon("copy") : null)))));
}

export function dayLine(date, phone) {
  const day = new Date(date).toLocaleDateString(phone.locale(), { day: "numeric", month: "long", timeZone: phone.zone() });
  return h("li", { class: "service day", data: { day } }, h("span", {}, day));
}
