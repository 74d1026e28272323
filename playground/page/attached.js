// What is attached to messages: a picture, a file, an album in one bubble, a place, a contact, and where it came from.

import { h, icon } from "./element.js";
import { richText } from "./richtext.js";
import { size } from "./texts.js";
import { addressOf } from "./viewer.js";

const WIDTH = 320; // pixels, of a picture alone
const FEW = 4; // pictures that stand two in a row; more stand three

export function forwarded({ name, signature, date }, phone) {
  const day = new Date(date).toLocaleDateString(phone.locale(), { day: "numeric", month: "long", year: "numeric", timeZone: phone.zone() });
  return h("div", { class: "forwarded", title: day, data: { testid: "forwarded" } },
    phone.t("forwarded_from", { name: signature ? `${name} (${signature})` : name }));
}

export function media(message, phone) {
  const file = message.media;
  if (file.kind === "sticker") return h("div", { class: "sticker" }, file.emoji || "▢");
  if (file.kind !== "photo") return fileRow(file, phone);
  const shown = picture(message, phone);
  const image = shown.firstChild;
  if (file.width) image.width = Math.min(file.width, WIDTH);
  if (file.width) image.height = Math.round(image.width * file.height / file.width);
  return shown;
}

function picture(message, phone) {
  return h("button", {
    class: "photo", type: "button", "aria-label": phone.t("enlarge"), data: { testid: "picture" }, onclick: () => phone.enlarge(message),
  }, h("img", { src: addressOf(message.media), alt: phone.t("photo"), loading: "lazy" }));
}

function fileRow(file, phone) {
  const name = file.name || phone.t(file.kind);
  return h("a", { class: "file", href: addressOf(file), download: name, data: { testid: "document" } },
    h("span", { class: "disc" }, icon(file.kind === "document" ? "file" : file.kind)),
    h("span", { class: "about" }, h("b", {}, name),
      h("small", {}, `${size(file.size, phone.person.language_code)} · ${phone.t("download")}`)));
}

// Pictures and videos as a grid, other files one below the other, each with its caption.
export function album(messages, phone, on) {
  const part = (message, ...content) => {
    const node = h("div", { class: "part", data: { id: message.id } }, content);
    node.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      event.stopPropagation();
      phone.menu(message, node);
    });
    return node;
  };
  if (isGrid(messages)) {
    return h("div", { class: `album${messages.length > FEW ? " many" : ""}`, data: { testid: "album", left: messages.length % 3 } },
      messages.map((message) => part(message, message.media.kind === "photo" ? picture(message, phone) : tile(message.media, phone))));
  }
  return h("div", { class: "files", data: { testid: "album" } }, messages.map((message) => part(message,
    fileRow(message.media, phone),
    message.text ? h("div", { class: "text", dir: "auto" }, richText(message.text, message.entities, on)) : null)));
}

function tile(file, phone) {
  return h("a", { class: "tile", href: addressOf(file), download: file.name || phone.t(file.kind), data: { testid: "document" } },
    icon(file.kind), h("small", {}, size(file.size, phone.person.language_code)));
}

const isGrid = (messages) => messages.every((one) => one.media?.kind === "photo" || one.media?.kind === "video");

// Under a grid a caption is shown if it is the only one, as on a phone; else with its picture.
export function captionOf(messages) {
  const said = messages.filter((one) => one.text);
  if (messages.length === 1) return messages[0];
  return isGrid(messages) && said.length === 1 ? said[0] : null;
}

export function place(location) {
  const where = [location.latitude, location.longitude].map((one) => one.toFixed(5)).join(", ");
  return h("div", { class: "place", data: { testid: "place" } }, h("div", { class: "map" }, icon("place")), h("small", {}, where));
}

export function contact(person) {
  return h("div", { class: "file" },
    h("span", { class: "disc" }, person.first_name.slice(0, 1)),
    h("span", { class: "about" }, h("b", {}, `${person.first_name} ${person.last_name || ""}`), h("small", {}, person.phone_number)));
}
