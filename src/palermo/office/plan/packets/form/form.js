"use strict";
/* An offline packet: opened with its code, filled in, saved as a file. Nothing is asked of a network, and nothing is kept
   in the browser. What is sealed, and how, is said in palermo.access (codes, keys) and palermo.plan (packets). */
(() => {
  const FILES = 10 * 1024 * 1024;  // bytes: what a mail carries
  const read = id => JSON.parse(document.getElementById(id).textContent);
  const words = read("words"), file = read("packet");
  const main = document.querySelector("main"), shut = document.getElementById("shut");
  const spoken = new Map();  // by element: how it is said anew in another language
  let language = document.documentElement.lang, key = null, packet = null, reports = [], unsaved = false, told = null;

  // words

  const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => values[name] ?? "");
  const inTongue = (pair, values = {}) => fill(pair[language] ?? pair.en ?? "", values);

  function say(element, pair, values) {
    const speak = () => { element.textContent = inTongue(pair, values); };
    spoken.set(element, speak);
    speak();
    return element;
  }

  function hush(element) {
    spoken.delete(element);
    element.textContent = "";
  }

  function switchTo(code) {
    language = document.documentElement.lang = code;
    spoken.forEach(speak => speak());
    for (const button of document.querySelectorAll("[data-language]"))
      button.setAttribute("aria-pressed", String(button.dataset.language === code));
  }

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const put = (tag, name, values, attributes = {}) => say(make(tag, attributes), words[name], values);

  // sealing

  const hex = text => Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
  const unpacked = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));

  function packed(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  }

  function typedCode(text) {
    const digits = text.replace(/[០-៩]/g, digit => String(digit.charCodeAt(0) - 0x17e0));
    return digits.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[\s.-]/g, "");
  }

  async function keyOf(code) {
    const typed = new TextEncoder().encode(typedCode(code));
    const secret = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
    const iterations = Number(document.body.dataset.rounds);
    const way = { name: "PBKDF2", hash: "SHA-256", salt: hex(file.salt), iterations };
    return crypto.subtle.deriveKey(way, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }

  const HEADER = [1, 115];  // version 1, a sealed field

  function bound(field) {
    const parts = ["packet", file.packet, field].map(part => new TextEncoder().encode(part));
    return Uint8Array.from([...HEADER, ...parts.flatMap(part => [0, 0, 0, part.length, ...part])]);
  }

  async function unseal(sealed, field) {
    const way = { name: "AES-GCM", iv: sealed.subarray(2, 14), additionalData: bound(field) };
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(way, key, sealed.subarray(14))));
  }

  async function seal(value, field) {
    const iv = crypto.getRandomValues(new Uint8Array(12)), text = new TextEncoder().encode(JSON.stringify(value));
    const way = { name: "AES-GCM", iv, additionalData: bound(field) };
    const sealed = new Uint8Array(await crypto.subtle.encrypt(way, key, text));
    const whole = new Uint8Array(14 + sealed.length);
    whole.set(HEADER);
    whole.set(iv, 2);
    whole.set(sealed, 14);
    return whole;
  }

  // one report

  class Report {
    constructor(asked, number) {
      Object.assign(this, { asked, number, proofs: [] });
      this.state = put("span", "untouched", {}, { class: "tag" });
      const summary = make("summary", {}, this.heading(), this.state);
      const parts = [...this.head(), ...this.groups(), this.more(), this.proof(), this.end()];
      this.element = make("details", { class: "report" }, summary, ...parts);
      this.fill(asked.lines);
      this.first = JSON.stringify(this.said());
      this.element.addEventListener("input", () => changed(this));
    }

    id(name) { return `r${this.number}-${name}`; }

    heading() {
      const activity = put("span", "activity", { id: this.asked.activity });
      return make("h2", {}, activity, " · ", put("span", "report", this.asked));
    }

    head() {
      const { asked } = this, shown = [make("p", { lang: asked.language, class: "about" }, asked.text)];
      const plan = make("span", { lang: asked.language }, asked.plan);
      shown.push(make("p", { class: "small" }, plan, " · ", put("span", "days", asked)));
      if (asked.note) shown.push(make("p", { class: "inset" }, put("strong", "returned"), " ", asked.note));
      return shown;
    }

    groups() {
      this.spare = [];
      return this.asked.groups.map(group => {
        const titled = Object.keys(group.title).length > 0, tongue = titled ? null : this.asked.language;
        const legend = make("legend", { lang: tongue }, group.about), fields = group.fields.map(field => this.field(field));
        if (titled) say(legend, group.title);
        const whole = titled || group.about
          ? make("fieldset", { class: "group" }, legend, ...fields)
          : make("div", { class: "group" }, ...fields);
        whole.hidden = group.spare;
        if (group.spare) this.spare.push([whole, group.fields.map(field => field.name)]);
        return whole;
      });
    }

    more() {
      this.button = put("button", "one_more", {}, { type: "button", class: "second" });
      this.button.addEventListener("click", () => {
        const [box] = this.spare.find(([each]) => each.hidden);
        box.hidden = false;
        this.button.hidden = this.spare.every(([each]) => !each.hidden);
        box.querySelector("textarea, input").focus();
      });
      const last = this.spare.at(-1)?.[0];
      const place = make("p", {}, this.button);
      if (last) queueMicrotask(() => last.after(place));
      return place;
    }

    field(field) {
      const id = this.id(field.name), hinted = Object.values(field.hint).some(Boolean);
      const hint = hinted ? [say(make("p", { class: "hint", id: `${id}-hint` }), field.hint)] : [];
      const needed = field.needed ? [" ", put("span", "needed", {}, { class: "small" })] : [];
      const label = [say(make("span"), field.label), ...needed], described = hinted ? `${id}-hint` : null;
      if (field.kind !== "one_of")
        return make("div", { class: "field" }, make("label", { for: id }, ...label), ...hint, this.input(field, id, described));
      const choices = field.choices.map(each => {
        const input = make("input", { type: "radio", name: id, value: each.value, "data-name": field.name });
        return make("label", { class: "choice" }, input, " ", say(make("span"), each.label));
      });
      const legend = make("legend", {}, ...label);
      return make("fieldset", { class: "field", "aria-describedby": described }, legend, ...hint, ...choices);
    }

    input(field, id, described) {
      const usual = { id, "data-name": field.name, "aria-describedby": described, autocomplete: "off" };
      if (field.kind === "text") return make("textarea", { ...usual, rows: field.name === "narrative" ? 6 : 3 });
      if (field.kind !== "from_list")
        return make("input", { ...usual, type: "text", inputmode: field.kind === "number" ? "decimal" : null });
      return make("select", usual, ...field.choices.map(each => say(make("option", { value: each.value }), each.label)));
    }

    proof() {
      const id = this.id("proof");
      const of = (name, ...inside) =>
        make("div", { class: "field" }, put("label", name, {}, { for: inside.at(-1).id }), ...inside);
      const accept = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.txt,.csv,.html,.htm";
      this.list = make("ul", { class: "proofs" });
      this.file = make("input", { type: "file", id, accept, "aria-describedby": `${id}-hint` });
      this.title = make("input", { type: "text", id: `${id}-title`, maxlength: 300, autocomplete: "off" });
      const kinds = packet.proofs.map(each => say(make("option", { value: each.value }), each.label));
      this.kind = make("select", { id: `${id}-kind` }, put("option", "choose_kind", {}, { value: "" }), ...kinds);
      this.steps = this.asked.steps.map((_step, at) => make("input", { type: "checkbox", value: at + 1 }));
      const steps = this.steps.map((box, at) => {
        const step = make("span", { lang: this.asked.language }, `${at + 1}. ${this.asked.steps[at]}`);
        return make("label", { class: "choice" }, box, step);
      });
      this.wrong = make("p", { class: "wrong", role: "alert" });
      const add = put("button", "add_file", {}, { type: "button", class: "second" });
      add.addEventListener("click", () => this.add());
      return make("fieldset", { class: "group", "data-proof": "" }, put("legend", "proof"), this.list,
        of("file", put("p", "file_hint", {}, { class: "hint", id: `${id}-hint` }), this.file),
        of("file_title", this.title),
        of("file_kind", this.kind),
        ...(steps.length ? [make("fieldset", { class: "field" }, put("legend", "file_steps"), ...steps)] : []),
        this.wrong, make("p", {}, add));
    }

    async add() {
      const [file] = this.file.files, proves = this.steps.filter(box => box.checked).map(box => Number(box.value));
      hush(this.wrong);
      if (!file || !this.title.value.trim() || !this.kind.value || (this.steps.length && !proves.length))
        return say(this.wrong, words.file_lacks);
      const already = reports.flatMap(each => each.proofs).reduce((sum, each) => sum + each.content.length * 3 / 4, 0);
      if (already + file.size > FILES) return say(this.wrong, words.file_large);
      const content = packed(new Uint8Array(await file.arrayBuffer()));
      const { name } = file, title = this.title.value.trim(), kind = this.kind.value;
      this.proofs.push({ id: this.asked.id, name, title, kind, proves, content });
      this.file.value = this.title.value = this.kind.value = "";
      this.steps.forEach(box => { box.checked = false; });
      this.draw();
      changed(this);
      return null;
    }

    draw() {
      this.list.replaceChildren(...this.proofs.map(proof => {
        const which = make("span", { class: "unseen" }, `: ${proof.title}`);
        const away = make("button", { type: "button", class: "second" }, put("span", "take_away"), which);
        away.addEventListener("click", () => {
          this.proofs = this.proofs.filter(each => each !== proof);
          this.draw();
          changed(this);
        });
        const named = make("span", { class: "small" }, proof.name);
        return make("li", {}, make("strong", {}, proof.title), " ", named, " ", away);
      }));
    }

    end() {
      this.send = make("input", { type: "checkbox", id: this.id("send"), "aria-describedby": this.id("send-hint") });
      this.lacks = make("p", { class: "wrong", role: "status" });
      return make("div", { class: "send" },
        make("label", { class: "choice", for: this.send.id }, this.send, " ", put("strong", "send")),
        put("p", "send_hint", {}, { class: "hint", id: this.id("send-hint") }), this.lacks);
    }

    inputs() { return [...this.element.querySelectorAll("[data-name]")]; }

    fill(lines) {
      for (const input of this.inputs()) {
        const line = lines[input.dataset.name] ?? "";
        if (input.type === "radio") input.checked = input.value === line;
        else input.value = line;
      }
      for (const [box, names] of this.spare) if (names.some(name => lines[name])) box.hidden = false;
      this.button.hidden = this.spare.every(([box]) => !box.hidden);
    }

    said() {
      const lines = {};
      for (const input of this.inputs()) {
        if (input.type === "radio") lines[input.dataset.name] = input.checked ? input.value : lines[input.dataset.name] ?? "";
        else lines[input.dataset.name] = input.value.replaceAll("\0", "");
      }
      return { id: this.asked.id, lines, send: this.send.checked };
    }

    get touched() { return this.proofs.length > 0 || JSON.stringify(this.said()) !== this.first; }

    look() {
      const { lines, send } = this.said(), lacks = send && !(lines.claim && lines.narrative.trim());
      say(this.state, words[lacks ? "unready" : send ? "ready" : this.touched ? "written" : "untouched"]);
      this.state.className = lacks ? "tag bad" : this.touched ? "tag good" : "tag";
      if (lacks) say(this.lacks, words.lacking);
      else hush(this.lacks);
    }
  }

  // the whole answer

  function changed(report) {
    unsaved = true;
    report.look();
    tell("unsaved");
  }

  function tell(name, values = {}, bad = false) {
    say(told, words[name], values);
    told.classList.toggle("wrong", bad);
  }

  async function save() {
    const touched = reports.filter(report => report.touched);
    if (!touched.length) return tell("nothing", {}, true);
    const said = touched.map(report => report.said()), proofs = touched.flatMap(report => report.proofs);
    const answer = { packet: file.packet, palermo: "said", version: 1, said, proofs };
    const sealed = packed(await seal(answer, "said"));
    // in this order, without spaces: of every content there is one file
    const text = JSON.stringify({ packet: file.packet, palermo: "packet answer", salt: file.salt, sealed, version: 1 });
    const now = new Date(), two = number => String(number).padStart(2, "0");
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(two).join("");
    const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join("");
    const name = `answer-${file.packet.slice(0, 8)}-${day}-${time}.json`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    unsaved = false;
    return tell("saved", { name });
  }

  async function load(chosen) {
    try {
      const saved = JSON.parse(await chosen.text());
      if (saved.packet !== file.packet || saved.palermo !== "packet answer") throw new Error("another packet");
      const answer = await unseal(unpacked(saved.sealed), "said");
      for (const report of reports) {
        const said = answer.said.find(each => each.id === report.asked.id);
        report.fill(said ? said.lines : report.asked.lines);
        report.send.checked = Boolean(said?.send);
        report.proofs = answer.proofs.filter(each => each.id === report.asked.id);
        report.draw();
        report.look();
        report.element.open ||= Boolean(said);
      }
      unsaved = false;
      tell("loaded");
    } catch {
      tell("other_answer", {}, true);
    }
  }

  function draw() {
    reports = packet.reports.map((asked, number) => new Report(asked, number));
    reports[0].element.open = true;
    told = make("p", { role: "status", class: "told" });
    const accept = ".json,application/json";
    const before = make("input", { type: "file", id: "before", accept, "aria-describedby": "before-hint" });
    before.addEventListener("change", () => before.files[0] && load(before.files[0]));
    const keep = put("button", "save", {}, { type: "button" });
    const print = put("button", "print", {}, { type: "button", class: "second" });
    keep.addEventListener("click", save);
    print.addEventListener("click", () => window.print());
    main.replaceChildren(
      make("h1", {}, put("span", "title")),
      make("p", { class: "lead" }, say(make("span"), packet.body), " · ", put("span", "until", packet)),
      make("div", { class: "inset" }, make("p", {}, put("strong", "no_victims"), " ", put("span", "no_names"))),
      put("p", "kept"),
      make("details", { class: "before" }, put("summary", "before"),
        make("div", { class: "field" }, put("label", "before_file", {}, { for: "before" }),
          put("p", "before_hint", {}, { class: "hint", id: "before-hint" }), before)),
      ...reports.map(report => report.element),
      make("div", { class: "save" }, told, make("p", { class: "buttons" }, keep, print)));
    main.querySelector("h1").tabIndex = -1;
    main.querySelector("h1").focus();
  }

  async function open(event) {
    event.preventDefault();
    const wrong = document.getElementById("wrong");
    hush(wrong);
    key = await keyOf(document.getElementById("code").value);
    try {
      packet = await unseal(unpacked(file.sealed), "asked");
    } catch {
      say(wrong, words.wrong_code);
      return;
    }
    draw();
  }

  for (const element of document.querySelectorAll("[data-say]")) say(element, words[element.dataset.say]);
  for (const button of document.querySelectorAll("[data-language]"))
    button.addEventListener("click", () => switchTo(button.dataset.language));
  addEventListener("beforeunload", event => { if (unsaved) event.preventDefault(); });
  addEventListener("beforeprint", () => document.querySelectorAll("details.report").forEach(each => { each.open = true; }));
  if (!globalThis.crypto?.subtle) say(document.getElementById("wrong"), words.no_crypto);
  else shut.addEventListener("submit", open);
  switchTo(language);
})();
