// Text with Telegram's entities as DOM nodes. JavaScript counts in UTF-16 units, just as Telegram does.

import { h } from "./element.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
// what Telegram finds by itself: addresses and commands
const FOUND = /(https?:\/\/[^\s<>"]+[^\s<>".,:;!?)\]}]|\bt\.me\/[^\s<>"]+[^\s<>".,:;!?)\]}])|((?:^|(?<=\s))\/[a-zA-Z0-9_]{1,32}\b)/g;

// `on` has link(url) and command(text).
export function richText(text, entities, on) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const marked = sorted.filter((one) => one.type !== "bot_command" && one.type !== "url");
  return pieces(text, marked, 0, text.length, on);
}

function pieces(text, entities, from, to, on) {
  const nodes = [];
  let at = from;
  let place = 0;
  while (place < entities.length) {
    const entity = entities[place];
    const end = Math.min(entity.offset + entity.length, to);
    place += 1;
    if (entity.offset < at) continue;
    const inside = [];
    while (place < entities.length && entities[place].offset < end) inside.push(entities[place++]);
    nodes.push(...plain(text.slice(at, entity.offset), on));
    nodes.push(marked(entity, text.slice(entity.offset, end), pieces(text, inside, entity.offset, end, on), on));
    at = end;
  }
  nodes.push(...plain(text.slice(at, to), on));
  return nodes;
}

function marked(entity, content, children, on) {
  if (entity.type === "text_link") return link(entity.url, children, on);
  if (entity.type === "spoiler") {
    const node = h("span", { class: "spoiler", role: "button", tabindex: "0" }, children);
    const show = () => node.classList.add("shown");
    node.addEventListener("click", show);
    node.addEventListener("keydown", (event) => event.key === "Enter" && show());
    return node;
  }
  if (entity.type === "pre") return h("pre", {}, h("code", {}, content));
  return h(TAGS[entity.type] || "span", {}, children);
}

function plain(text, on) {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(FOUND)) {
    nodes.push(text.slice(at, found.index));
    if (found[1]) nodes.push(link(found[1], [found[1]], on));
    else nodes.push(h("a", { href: "#", class: "command", onclick: (event) => {
      event.preventDefault();
      on.command(found[0]);
    } }, found[0]));
    at = found.index + found[0].length;
  }
  nodes.push(text.slice(at));
  return nodes.filter((node) => node !== "");
}

// The href is never the foreign address itself: a click asks first.
function link(url, children, on) {
  return h("a", { href: "#", title: url, onclick: (event) => {
    event.preventDefault();
    on.link(url);
  } }, children);
}
