// What lies over a phone or the page for a moment: menus, questions, toasts, forms.

import { h, icon } from "./element.js";
import { t } from "./texts.js";

// A question inside a phone; Escape and the cancel button close it. `fill(close)` returns its content.
export function sheet(host, title, fill) {
  const before = document.activeElement;
  const close = () => {
    layer.remove();
    before?.focus?.();
  };
  const box = h("div", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-label": title },
    h("h3", {}, title), fill(close));
  const layer = h("div", { class: "layer", onclick: (event) => event.target === layer && close() }, box);
  layer.addEventListener("keydown", (event) => event.key === "Escape" && close());
  host.append(layer);
  (box.querySelector("input, select, button, a") || box).focus();
  return close;
}

export function alertSheet(host, text, ok) {
  sheet(host, text, (close) => h("div", { class: "actions" },
    h("button", { class: "plain strong", type: "button", onclick: close }, ok)));
}

// A small menu at a node: `items` are [icon or "", label, action, "danger"?].
export function popup(host, anchor, items) {
  host.querySelector(".popup")?.remove();
  const close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
  };
  const outside = (event) => !menu.contains(event.target) && close();
  const menu = h("div", { class: "popup", role: "menu" }, items.map(([mark, label, action, kind]) =>
    h("button", { class: kind || "", type: "button", role: "menuitem", onclick: () => {
      close();
      action();
    } }, mark ? icon(mark) : null, h("span", {}, label))));
  menu.addEventListener("keydown", (event) => {
    const all = [...menu.children];
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") {
      close();
      anchor.focus();
    } else if (event.key === "ArrowDown") all[(at + 1) % all.length].focus();
    else if (event.key === "ArrowUp") all[(at - 1 + all.length) % all.length].focus();
    else return;
    event.preventDefault();
  });
  host.append(menu);
  const frame = host.getBoundingClientRect();
  const box = anchor.getBoundingClientRect();
  const left = Math.min(Math.max(box.left - frame.left, 8), frame.width - menu.offsetWidth - 8);
  const below = box.bottom - frame.top + 4;
  const fits = below + menu.offsetHeight < frame.height - 8;
  menu.style.left = `${left}px`;
  menu.style.top = `${Math.max(8, fits ? below : box.top - frame.top - menu.offsetHeight - 4)}px`;
  document.addEventListener("pointerdown", outside, true);
  menu.firstElementChild?.focus();
}

export function toast(host, text, seconds = 3.5) {
  host.querySelector(".toast")?.remove();
  const node = h("div", { class: "toast", role: "status" }, text);
  host.append(node);
  setTimeout(() => node.remove(), seconds * 1000);
}

// A form over the whole page.
export function dialog(title, ...content) {
  const node = h("dialog", { "aria-label": title },
    h("header", {}, h("h2", {}, title),
      h("button", { class: "round", type: "button", "aria-label": t("close"), onclick: () => node.close() }, icon("close"))),
    content);
  node.addEventListener("close", () => node.remove());
  node.addEventListener("click", (event) => event.target === node && node.close());
  document.body.append(node);
  node.showModal();
  return node;
}

export const field = (label, input) => h("label", { class: "field" }, h("span", {}, label), input);
