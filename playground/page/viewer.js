// A picture over the whole page, to be read: fitted at first, in its own size after a click, with its neighbours.

import { h, icon } from "./element.js";
import { richText } from "./richtext.js";
import { t } from "./texts.js";

export const addressOf = (file) => `/playground/files/${encodeURIComponent(file.file_id)}`;

// `messages` are those of an album, or one alone; `at` the place of the one that was clicked.
export function viewPictures(messages, at) {
  const picture = h("img", { alt: "", data: { testid: "viewer-picture" } });
  const frame = h("div", { class: "frame", onclick: () => frame.classList.toggle("whole") }, picture);
  const caption = h("div", { class: "caption" });
  const save = h("a", { class: "plain", data: { testid: "viewer-save" } }, t("download"));
  const count = h("span", { class: "count" });
  const step = (by) => show((at + by + messages.length) % messages.length);
  const arrow = (name, label, by) => h("button", {
    class: "round", type: "button", "aria-label": label, hidden: messages.length < 2, onclick: () => step(by),
  }, icon(name));
  const node = h("dialog", { class: "viewer", "aria-label": t("photo"), data: { testid: "viewer" } },
    h("header", {}, arrow("back", t("previous"), -1), count, arrow("next", t("next"), 1), save,
      h("button", { class: "round", type: "button", "aria-label": t("close"), onclick: () => node.close() }, icon("close"))),
    frame, caption);
  function show(place) {
    at = place;
    const { media, text, entities } = messages[at];
    picture.src = addressOf(media);
    save.href = picture.src;
    save.setAttribute("download", media.name || "photo.jpg");
    frame.classList.remove("whole");
    count.textContent = messages.length > 1 ? `${at + 1} / ${messages.length}` : "";
    caption.replaceChildren(...richText(text, entities, { link: () => {}, command: () => {} }));
  }
  node.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  });
  node.addEventListener("close", () => node.remove());
  node.addEventListener("click", (event) => event.target === node && node.close());
  show(at);
  document.body.append(node);
  node.showModal();
}
