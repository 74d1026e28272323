// Before something is sent that is not typed: which files, with which words; which place; whose post.

import { h, icon } from "./element.js";
import { field, sheet } from "./sheets.js";
import { size } from "./texts.js";

const SAMPLE = { latitude: "0.507600", longitude: "117.548000" };
const POSTERS = ["channel", "hidden_user", "user"];

const isPicture = (file) => /^(image|video)\//.test(file.type);

// What was picked, with a caption; pictures can go as files, so that nothing of them is lost. `send(kind, files, text)`.
export function confirmFiles(phone, kind, files, text, send) {
  sheet(phone.screen, phone.t("send_these", { count: files.length }), (close) => {
    const caption = h("textarea", { rows: "2", data: { testid: "caption" } });
    caption.value = text;
    const whole = h("input", { type: "checkbox", data: { testid: "as-files" } });
    const urls = [];
    const shut = () => {
      urls.forEach((one) => URL.revokeObjectURL(one));
      close();
    };
    return h("form", { class: "picked", onsubmit: (event) => {
      event.preventDefault();
      shut();
      send(whole.checked ? "document" : kind, files, caption.value.trim());
    } },
    h("ul", { class: "entries" }, files.map((file) => h("li", {}, thumbnail(file, urls),
      h("span", { class: "about" }, h("b", {}, file.name), h("small", {}, size(file.size, phone.person.language_code)))))),
    kind === "photo" ? h("label", { class: "tick" }, whole, h("span", {}, phone.t("as_files"))) : null,
    field(phone.t("caption"), caption), buttons(phone, shut));
  });
}

function thumbnail(file, urls) {
  if (!file.type.startsWith("image/")) return h("span", { class: "disc" }, icon(isPicture(file) ? "video" : "file"));
  urls.push(URL.createObjectURL(file));
  return h("img", { class: "thumbnail", src: urls.at(-1), alt: "" });
}

const buttons = (phone, close) => h("div", { class: "actions" },
  h("button", { class: "plain", type: "button", onclick: close }, phone.t("cancel")),
  h("button", { class: "plain strong", type: "submit", data: { testid: "send-these" } }, phone.t("send")));

export function askPlace(phone, send) {
  sheet(phone.screen, phone.t("location"), (close) => {
    const latitude = h("input", { inputmode: "decimal", value: SAMPLE.latitude });
    const longitude = h("input", { inputmode: "decimal", value: SAMPLE.longitude });
    return h("form", { onsubmit: (event) => {
      event.preventDefault();
      close();
      send({ latitude: latitude.value, longitude: longitude.value, accuracy: 12 });
    } }, field(phone.t("latitude"), latitude), field(phone.t("longitude"), longitude), buttons(phone, close));
  });
}

// A post that she forwards: of a channel, or of somebody whose account shows or hides. `send(fields, files, kind)`.
export function askPost(phone, send) {
  sheet(phone.screen, phone.t("forward"), (close) => {
    const origin = h("select", { data: { testid: "origin" } }, POSTERS.map((one) => h("option", { value: one }, phone.t(`origin_${one}`))));
    const name = h("input", { maxlength: "64", placeholder: "Info Kabupaten" });
    const text = h("textarea", { rows: "3" });
    text.value = phone.t("forward_text");
    const days = h("input", { type: "number", min: "0", max: "3650", value: "0" });
    const chosen = h("input", { type: "file", multiple: true });
    return h("form", { class: "picked", onsubmit: (event) => {
      event.preventDefault();
      close();
      const files = [...chosen.files];
      const kind = files.length && files.every(isPicture) ? "photo" : "document";
      send({ origin: origin.value, name: name.value.trim(), text: text.value.trim(), days: days.value || 0 }, files, kind);
    } }, field(phone.t("origin"), origin), field(phone.t("name"), name), field(phone.t("days_ago"), days),
    field(phone.t("message"), text), field(phone.t("document"), chosen), buttons(phone, close));
  });
}
