// Holds what the server says in step with what the phones show.

import { Controls, loadState } from "./controls.js";
import { h } from "./element.js";
import { GroupPhone } from "./group.js";
import { Phone } from "./phone.js";
import { get, listen, post } from "./server.js";
import { loadTexts, onLanguage, t } from "./texts.js";

const LINK = /^(?:https?:\/\/)?(?:t\.me|telegram\.me)\/([A-Za-z0-9_]+)(?:\/?\?start=([A-Za-z0-9_-]*))?$|^tg:\/\/resolve\?domain=([A-Za-z0-9_]+)(?:&start=([A-Za-z0-9_-]*))?$/;

const world = {
  bot: { id: 0, first_name: "Pilar", username: "", description: {} },
  people: new Map(),
  chats: new Map(),
  phones: new Map(), // by the chat that they show
  topics: new Map(), // the topic that is open in each group
  choose: (id) => choose(id),
  defaultZone: "",
  zone: () => localStorage.getItem("zone") || world.defaultZone || Intl.DateTimeFormat().resolvedOptions().timeZone,
  setZone(zone) {
    localStorage.setItem("zone", zone);
    controls.renderClock();
    for (const phone of world.phones.values()) phone.renderMessages();
  },
  payload(url) {
    const found = LINK.exec(url);
    const name = found?.[1] || found?.[3];
    return name && name.toLowerCase() === world.bot.username.toLowerCase() ? found[2] || found[4] || "" : null;
  },
  start(link, person) {
    return post(`/people/${person.id}/start`, { payload: world.payload(link) ?? link });
  },
  // A link to the bot opens here: as `person`, or as whoever is chosen. Any other address asks first.
  open(url, person, phone) {
    if (world.payload(url) === null) return askToLeave(url, phone);
    if (person) return phone.attempt(() => world.start(url, person));
    return phone.ask(phone.t("open_as"), (close) => h("div", { class: "choices" },
      [phone.person, ...[...world.people.values()].filter((one) => one.id !== phone.person.id)].map((one) =>
        h("button", { type: "button", class: "plain", onclick: () => {
          close();
          phone.attempt(() => world.start(url, one));
          choose(one.id);
        } }, one.name)),
      h("button", { type: "button", class: "plain strong", onclick: () => {
        close();
        controls.addPerson(url);
      } }, phone.t("someone_new"))));
  },
};

function askToLeave(url, phone) {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
  const safe = /^(https?|mailto|tel):/i.test(address);
  phone.ask(phone.t("open_link"), (close) => h("div", {}, h("p", { class: "address" }, url), h("div", { class: "actions" },
    h("button", { class: "plain", type: "button", onclick: close }, phone.t("cancel")),
    safe ? h("a", { class: "plain strong", href: address, target: "_blank", rel: "noopener noreferrer", onclick: close }, phone.t("open")) : null)));
}

const FEW = 3; // phones that stand side by side without a row of names above them
const phones = document.getElementById("phones");
const switcher = document.getElementById("switcher");
let controls;
let lost = null;
let waiting = null; // what happened while the whole state was on its way

function addPhone(phone) {
  world.phones.set(phone.chatId, phone);
  phones.querySelector(".empty")?.remove();
  phones.append(phone.node);
  document.body.classList.toggle("many", world.phones.size > FEW);
  phone.toEnd();
}

// A group shows its own phone as long as somebody is in it; what it was before it grew is gone.
function showGroup(chat) {
  const phone = world.phones.get(chat.id);
  const gone = chat.moved_to || !chat.members.some((id) => world.people.has(id));
  if (phone && gone) {
    phone.node.remove();
    world.phones.delete(chat.id);
  } else if (phone) {
    if (!chat.members.includes(phone.person.id)) phone.person = world.people.get(chat.members[0]);
    phone.render();
  } else if (!gone) addPhone(new GroupPhone(chat, world));
}

function renderTabs() {
  const id = world.chosen;
  const tabs = [...world.phones.values()].map((phone) => h("button", {
    type: "button", role: "tab", "aria-selected": String(phone.chatId === id), "aria-controls": phone.node.id,
    data: { chat: phone.chatId, testid: "tab" }, onclick: () => choose(phone.chatId),
  }, phone.label, h("i", { class: "unread", hidden: phone.chatId === id || !phone.unread })));
  switcher.replaceChildren(...tabs);
}

// On a small screen one phone is shown at a time; of many the chosen one is brought into sight.
function choose(id) {
  world.chosen = id;
  if (world.phones.has(id)) world.phones.get(id).unread = false;
  renderTabs();
  switcher.querySelector("[aria-selected=true]")?.scrollIntoView({ inline: "nearest", block: "nearest" });
  for (const [other, phone] of world.phones) {
    phone.node.classList.toggle("chosen", other === id);
  }
  const phone = world.phones.get(id);
  if (phone) {
    phone.toEnd();
    if (phones.scrollWidth > phones.clientWidth) phone.node.scrollIntoView({ inline: "center", block: "nearest" });
  }
}

async function load() {
  if (waiting) return;
  waiting = [];
  try {
    show(await loadState());
  } finally {
    const missed = waiting;
    waiting = null;
    missed.forEach(happened);
  }
}

function happened(event) {
  if (waiting) waiting.push(event);
  else if (!event.bot || !world.bot.id || event.bot === world.bot.id) react[event.type]?.(event);
}

function show(state) {
  world.bot = state.bot;
  world.defaultZone = state.zone;
  document.getElementById("title").textContent = state.bot.first_name;
  world.people = new Map(state.people.map((one) => [one.id, one]));
  world.chats = new Map(state.chats.map((one) => [one.id, one]));
  world.phones.clear();
  phones.replaceChildren();
  controls.load(state);
  for (const person of world.people.values()) addPhone(new Phone(person, world));
  for (const chat of world.chats.values()) if (chat.kind !== "private") showGroup(chat);
  if (!world.people.size) phones.append(h("div", { class: "empty" }, h("p", {}, t("nobody")), h("p", {}, t("nobody_hint"))));
  const wanted = world.phones.has(world.chosen) ? world.chosen : world.phones.keys().next().value;
  if (wanted) choose(wanted);
}

function chatOf(id) {
  if (!world.chats.has(id)) {
    world.chats.set(id, { id, kind: "private", title: "", members: [], messages: [], started: false, blocked: false });
  }
  return world.chats.get(id);
}

const showing = (chatId) => [...world.phones.values()].filter((phone) => phone.chatId === chatId);

function put(message) {
  const chat = chatOf(message.chat_id);
  const place = chat.messages.findIndex((one) => one.id === message.id);
  if (place >= 0) chat.messages[place] = message;
  else chat.messages.push(message);
  if (!message.from_bot && chat.kind === "private") chat.started = true;
}

const react = {
  message({ chat_id, message }) {
    put(message);
    for (const phone of showing(chat_id)) {
      phone.added(message);
      if (phone.chatId !== world.chosen && message.from_bot) phone.unread = true;
    }
    for (const tab of switcher.children) {
      const id = Number(tab.dataset.chat);
      tab.querySelector(".unread").hidden = id === world.chosen || !world.phones.get(id)?.unread;
    }
  },
  edited({ chat_id, message }) {
    const before = chatOf(chat_id).messages.find((one) => one.id === message.id);
    put(message);
    for (const phone of showing(chat_id)) {
      phone.changed(message, before?.text !== message.text);
      phone.renderMarkup();
    }
  },
  reacted: ({ chat_id, message }) => {
    put(message);
    for (const phone of showing(chat_id)) phone.changed(message, false);
  },
  pinned: (event) => react.reacted(event),
  deleted({ chat_id, message_id }) {
    const chat = chatOf(chat_id);
    chat.messages = chat.messages.filter((one) => one.id !== message_id);
    for (const phone of showing(chat_id)) phone.gone(message_id);
  },
  answer(event) {
    for (const phone of showing(event.chat_id)) if (phone.person.id === event.person_id) phone.answered(event);
  },
  action({ chat_id, action }) {
    for (const phone of showing(chat_id)) phone.doing(action);
  },
  person({ person }) {
    world.people.set(person.id, person);
    const phone = world.phones.get(person.id);
    if (!phone) {
      addPhone(new Phone(person, world));
      choose(person.id);
      return;
    }
    phone.person = person;
    phone.render();
  },
  commands() {
    for (const phone of world.phones.values()) phone.refreshCommands();
  },
  async chat({ chat_id }) {
    const chat = await get(`/chats/${chat_id}`);
    const last = Math.max(0, ...chat.messages.map((one) => one.id));
    // what was said while the chat was on its way
    chat.messages.push(...(world.chats.get(chat_id)?.messages || []).filter((one) => one.id > last));
    world.chats.set(chat_id, chat);
    if (chat.kind !== "private") showGroup(chat);
    for (const phone of showing(chat_id)) {
      phone.renderTop();
      phone.renderMessages();
    }
    if (world.phones.has(world.chosen)) renderTabs();
    else choose(world.phones.keys().next().value);
  },
  topics({ chat_id, topics }) {
    chatOf(chat_id).topics = topics;
    for (const phone of showing(chat_id)) phone.renderTopics();
  },
  limits: ({ limits }) => controls.setLimits(limits),
  reload: () => load(),
  clock: (event) => controls.setClock(event),
  faults: ({ faults }) => controls.setFaults(faults),
  problem: (event) => controls.problem(event),
  call: ({ call }) => controls.called(call),
  process: ({ process }) => controls.setProcess(process),
};

await loadTexts();
controls = new Controls(world);
onLanguage(() => {
  for (const phone of world.phones.values()) phone.render();
  controls.renderProblems();
});
listen(happened, (isLost) => {
  if (!isLost) load(); // also after the line was lost: something may have been missed
  if (isLost && !lost) {
    lost = h("div", { class: "lost", role: "alert" }, t("lost"));
    document.body.append(lost);
  } else if (!isLost) {
    lost?.remove();
    lost = null;
  }
});
