// What a person can do with her chat as a whole, and with one message.

import { popup } from "./sheets.js";

export function chatMenu(phone, anchor) {
  const { blocked } = phone.chat;
  popup(phone.node, anchor, [
    ["file", phone.t("transcript"), () => phone.download()],
    ["", blocked ? phone.t("unblock") : phone.t("block"), () => phone.act(blocked ? "unblock" : "block"), blocked ? "" : "danger"],
    ["", phone.t("new_group"), () => phone.newGroup(false)],
    ["", phone.t("new_forum"), () => phone.newGroup(true)],
  ]);
}

export function messageMenu(phone, message, anchor) {
  const own = message.sender.id === phone.person.id;
  const items = [["reply", phone.t("reply"), () => phone.composer.set("reply", message)]];
  if (message.text || message.media || message.location) items.push(["next", phone.t("forward_again"), () => phone.forward(message)]);
  if (message.text) items.push(["copy", phone.t("copy"), () => phone.copy(message.text)]);
  if (own && !message.location && !message.contact) items.push(["edit", phone.t("edit"), () => phone.composer.set("edit", message)]);
  if (!phone.isGroup || own) items.push(["", phone.t("delete"), () => phone.act("delete", { message_id: message.id }), "danger"]);
  popup(phone.node, anchor, items);
}
