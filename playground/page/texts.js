// The page's own words, Indonesian and English, from texts.json; the choice stays in this browser.

import { h } from "./element.js";

let texts = {};
let language = "id";
const listeners = [];

export async function loadTexts() {
  texts = await (await fetch("/page/texts.json")).json();
  const kept = localStorage.getItem("language");
  language = kept || (navigator.language.startsWith("en") ? "en" : "id");
  if (!texts[language]) language = "id";
  localize();
}

// `wanted` is another language than the page's: a phone speaks its owner's.
export function t(key, params = {}, wanted = language) {
  const text = (texts[wanted] || texts[language])?.[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? "");
}

export const locale = (wanted = language) => (wanted === "id" ? "id-ID" : "en-GB");

export function onLanguage(listener) {
  listeners.push(listener);
}

export function setLanguage(wanted) {
  language = wanted;
  localStorage.setItem("language", wanted);
  localize();
  for (const listener of listeners) listener();
}

export function localize(root = document) {
  document.documentElement.lang = language;
  document.title = t("title");
  for (const node of root.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of root.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  for (const node of document.querySelectorAll("[data-language]")) {
    node.setAttribute("aria-pressed", String(node.dataset.language === language));
  }
}

export const text = (key) => h("span", { data: { text: key } }, t(key));

export function size(bytes, wanted = language) {
  const units = ["B", "KB", "MB"];
  let place = 0;
  let value = bytes;
  while (value >= 1024 && place < 2) {
    value /= 1024;
    place += 1;
  }
  return `${value.toLocaleString(locale(wanted), { maximumFractionDigits: 1 })} ${units[place]}`;
}
