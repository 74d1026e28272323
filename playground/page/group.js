// A group's own phone: whoever holds it speaks in the group, in General or in one of its topics.

import { h, icon } from "./element.js";
import { Phone } from "./phone.js";
import { post } from "./server.js";
import { field, popup } from "./sheets.js";

export class GroupPhone extends Phone {
  constructor(chat, world) {
    const members = chat.members.map((id) => world.people.get(id)).filter(Boolean);
    super(members.find((one) => one.id === chat.owner) || members[0], world, chat.id, {
      topic: world.topics.get(chat.id) || 0,
      tabs: h("nav", { class: "topics", hidden: true, data: { testid: "topics" } }),
    });
    this.node.dataset.testid = "group";
    this.node.dataset.name = chat.title;
    this.screen.insertBefore(this.tabs, this.list);
    this.renderTopics();
  }

  get isGroup() {
    return true;
  }

  get label() {
    return this.chat.title;
  }

  get owns() {
    return this.person.id === this.chat.owner;
  }

  // What stands in the topic that is open; without topics everything.
  get messages() {
    return this.chat.forum ? this.chat.messages.filter((one) => one.thread === this.topic) : this.chat.messages;
  }

  place() {
    return { chat_id: this.chat.id, topic: this.chat.forum ? this.topic : 0 };
  }

  renderOwner() {
    const members = this.chat.members.map((id) => this.world.people.get(id)).filter(Boolean);
    this.owner.replaceChildren(
      h("div", { class: "who" }, h("b", {}, this.chat.title), h("span", {}, this.t("group"))),
      h("label", { class: "speaker" }, h("span", {}, this.t("speaks_as")),
        h("select", { data: { testid: "speaker" }, onchange: (event) => this.hold(Number(event.target.value)) },
          members.map((one) => h("option", { value: String(one.id), selected: one.id === this.person.id }, one.name)))));
  }

  hold(id) {
    this.person = this.world.people.get(id);
    this.render();
  }

  render() {
    super.render();
    this.renderTopics();
  }

  renderTopics() {
    const { forum, topics = [] } = this.chat;
    if (this.topic && !topics.some((one) => one.id === this.topic)) this.topic = 0;
    this.tabs.hidden = !forum;
    if (!forum) return;
    const tab = (id, name, closed) => h("button", {
      type: "button", class: "topic", "aria-pressed": String(id === this.topic), data: { testid: "topic", topic: id },
      onclick: () => this.openTopic(id),
    }, closed ? icon("lock") : null, h("span", {}, name), this.news?.has(id) ? h("i", { class: "unread" }) : null);
    this.tabs.replaceChildren(tab(0, this.t("general"), false), ...topics.map((one) => tab(one.id, one.name, one.closed)),
      h("button", { type: "button", class: "topic new", "aria-label": this.t("new_topic"), data: { testid: "new-topic" }, onclick: () => this.askTopic() }, "+"));
  }

  openTopic(id) {
    this.topic = id;
    this.world.topics.set(this.chat.id, id);
    this.news?.delete(id);
    this.renderTopics();
    this.renderMessages();
  }

  askTopic(topic = null) {
    this.ask(topic ? this.t("rename_topic") : this.t("new_topic"), (close) => {
      const name = h("input", { required: true, maxlength: "128", value: topic ? topic.name : "" });
      return h("form", { onsubmit: (event) => {
        event.preventDefault();
        close();
        const body = { person: this.person.id, name: name.value };
        const path = topic ? `/topics/${topic.id}/rename` : "/topics";
        this.attempt(() => post(`/groups/${this.chat.id}${path}`, body)).then((made) => made && !topic && this.openNew(made));
      } }, field(this.t("name"), name), h("div", { class: "actions" },
        h("button", { class: "plain", type: "button", onclick: close }, this.t("cancel")),
        h("button", { class: "plain strong", type: "submit" }, this.t("save"))));
    });
  }

  // The answer may be here before the news that there is such a topic.
  openNew(topic) {
    if (!this.chat.topics.some((one) => one.id === topic.id)) this.chat.topics.push(topic);
    this.openTopic(topic.id);
  }

  added(message) {
    const elsewhere = this.chat.forum && message.thread !== this.topic;
    if (!elsewhere) return super.added(message);
    this.news = (this.news || new Set()).add(message.thread);
    this.renderTopics();
    return undefined;
  }

  change(what, body = {}) {
    return this.attempt(() => post(`/groups/${this.chat.id}/${what}`, { person: this.person.id, ...body }));
  }

  changeTopic(what) {
    return this.change(`topics/${this.topic}/${what}`);
  }

  chatMenu(anchor) {
    const { blocked, forum, kind, rights, topics } = this.chat;
    const open = topics?.find((one) => one.id === this.topic);
    const items = [];
    const offer = (key, action, style) => items.push(["", this.t(key), action, style]);
    if (open) {
      offer("rename_topic", () => this.askTopic(open));
      offer(open.closed ? "reopen_topic" : "close_topic", () => this.changeTopic(open.closed ? "reopen" : "close"));
      offer("delete_topic", () => this.changeTopic("delete"), "danger");
    }
    const outside = [...this.world.people.keys()].filter((id) => !this.chat.members.includes(id));
    if (outside.length) offer("add_everybody", () => outside.forEach((id) => this.change("add", { member: id })));
    if (!forum && this.owns) offer("topics_on", () => this.change("forum"));
    if (kind === "group" && this.owns) offer("upgrade_group", () => this.change("upgrade"));
    if (!blocked && this.owns) offer(rights ? "demote_bot" : "promote_bot", () => this.change(rights ? "demote" : "promote"));
    offer(blocked ? "bot_in" : "bot_out", () => this.change(blocked ? "join" : "leave"), blocked ? "" : "danger");
    items.push(["file", this.t("transcript"), () => this.download()]);
    popup(this.node, anchor, items);
  }

  idleStatus() {
    const count = this.chat.members.length + (this.chat.blocked ? 0 : 1);
    return `${this.t("members", { count })}${this.chat.rights ? ` · ${this.t("bot_is_admin")}` : ""}`;
  }
}
