"use strict";
/* Checks one file against its proof with nothing but the browser. Every sentence stands in the page, by data-say-*.
   Formats: C2SP tlog-proof, tlog-checkpoint, signed-note, tlog-cosignature; RFC 8785 (JSON); RFC 6962 (tree). */
(() => {
  const form = document.getElementById("check");
  if (!form) return;
  const said = document.getElementById("check-said");
  const ED25519 = 1, COSIGNATURE = 4;
  const text = new TextDecoder("utf-8", { fatal: true });
  const bytesOf = words => new TextEncoder().encode(words);
  const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
  const unhex = digits => Uint8Array.from(digits.match(/../g) || [], pair => parseInt(pair, 16));
  const unbase64 = letters => Uint8Array.from(atob(letters), letter => letter.charCodeAt(0));
  const joined = (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) { whole.set(part, at); at += part.length; }
    return whole;
  };
  const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const same = (one, other) => hex(one) === hex(other);

  /* RFC 8785: JavaScript's own way to write strings and numbers, names in the order of their UTF-16 units */
  const canonical = value => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    return `{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  };

  const say = (name, values = {}) => {
    const key = `say-${name}`.replace(/-(\w)/g, (_whole, letter) => letter.toUpperCase());
    return form.dataset[key].replace(/\{(\w+)\}/g, (_whole, word) => values[word]);
  };
  const shown = time => `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;

  const readNote = words => {
    const end = words.lastIndexOf("\n\n");
    const [log, size, root] = words.slice(0, end).split("\n");
    if (end < 0 || !/^(0|[1-9]\d{0,15})$/.test(size)) throw new Error("no checkpoint");
    const signatures = words.slice(end + 2).split("\n").filter(line => line).map(line => {
      const found = /^\u2014 (\S+) (\S+)$/.exec(line);
      const signed = unbase64(found[2]);
      return { name: found[1], id: hex(signed.slice(0, 4)), body: signed.slice(4) };
    });
    return { log, size: Number(size), root: unbase64(root), signed: words.slice(0, end + 1), signatures };
  };

  const readProof = words => {
    const end = words.indexOf("\n\n");
    const [first, ...lines] = words.slice(0, end).split("\n");
    if (end < 0 || first !== "c2sp.org/tlog-proof@v1") throw new Error("no proof");
    const extra = lines[0].startsWith("extra ") ? unbase64(lines.shift().slice(6)) : null;
    const index = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift());
    return {
      index: Number(index[1]),
      path: lines.map(unbase64),
      note: readNote(words.slice(end + 2)),
      told: extra ? JSON.parse(text.decode(extra)) : {},
    };
  };

  const readKey = line => {
    const [name, id, ...rest] = line.split("+");
    const typed = unbase64(rest.join("+"));
    return { name, id, kind: typed[0], bytes: typed.slice(1) };
  };

  /* RFC 9162, section 2.1.3.2. Numbers and not bits: a log may be longer than 2**32 */
  const leadsToRoot = async (leaf, index, size, path, root) => {
    if (index >= size) return false;
    const half = number => Math.floor(number / 2);
    let node = index, last = size - 1, found = leaf;
    for (const sibling of path) {
      if (last === 0) return false;
      if (node % 2 || node === last) {
        found = await sha256(joined([1], sibling, found));
        while (node && node % 2 === 0) { node = half(node); last = half(last); }
      } else {
        found = await sha256(joined([1], found, sibling));
      }
      node = half(node); last = half(last);
    }
    return last === 0 && same(found, root);
  };

  /* true, false, or null where this browser has no Ed25519 */
  const verified = async (key, signature, message) => {
    try {
      const loaded = await crypto.subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
      return await crypto.subtle.verify({ name: "Ed25519" }, loaded, signature, message);
    } catch {
      return null;
    }
  };
  const lineOf = (note, key) => note.signatures.find(one => one.name === key.name && one.id === key.id);

  const speaksOf = (content, digest) =>
    typeof content === "string" ? content === digest || content === `sha256:${digest}`
      : content !== null && typeof content === "object" && Object.values(content).some(part => speaksOf(part, digest));

  async function* steps(file, proof) {
    const { told, note, index } = proof;
    const digest = hex(await sha256(file));
    yield ["holds", say("digest", { digest })];
    if (told.salt === undefined) { yield ["fails", say("no-content")]; return; }
    const speaks = speaksOf(told.content, digest);
    yield [speaks ? "holds" : "fails", say(speaks ? "speaks" : "silent")];

    const committed = told.act ? { ...told.act, content: told.content } : told.content;
    const sealed = `sha256:${hex(await sha256(joined(unhex(told.salt), bytesOf(canonical(committed)))))}`;
    const opens = sealed === told.entry.digest && told.salt.length === 64;
    yield [opens ? "holds" : "fails", say(opens ? "content" : "content-not")];

    const leaf = await sha256(joined([0], bytesOf(canonical(told.entry))));
    const placed = await leadsToRoot(leaf, index, note.size, proof.path, note.root);
    yield [placed ? "holds" : "fails", say(placed ? "place" : "place-not", { index, size: note.size })];

    for (const key of form.dataset.keys.split(" ").filter(line => line).map(readKey)) {
      if (key.name !== note.log) { yield ["fails", say("log-not", { log: note.log })]; continue; }
      const line = lineOf(note, key);
      const holds = line && key.kind === ED25519 ? await verified(key, line.body, bytesOf(note.signed)) : false;
      if (holds === null) yield ["open", say("signed-open")];
      else yield [holds ? "holds" : "fails", say(holds ? "signed" : "signed-not", { log: note.log })];
    }
    for (const key of form.dataset.witnesses.split(" ").filter(line => line).map(readKey)) {
      const line = lineOf(note, key);
      if (!line || key.kind !== COSIGNATURE) continue;
      const stamp = Number(new DataView(line.body.buffer, line.body.byteOffset).getBigUint64(0));
      const message = bytesOf(`cosignature/v1\ntime ${stamp}\n${note.signed}`);
      const holds = await verified(key, line.body.slice(8), message);
      const about = { name: key.name, time: shown(new Date(stamp * 1000).toISOString()) };
      if (holds !== null) yield [holds ? "holds" : "fails", say(holds ? "witness" : "witness-not", about)];
    }
    yield ["open", say("second")];
  }

  const line = (parent, tag, kind, words) => {
    const element = document.createElement(tag);
    if (kind) {
      const name = document.createElement("strong");
      name.textContent = `${say(kind)} `;
      element.className = `check-${kind}`;
      element.append(name);
    }
    element.append(words);
    parent.append(element);
  };

  const proofBytes = async () => {
    if (form.dataset.proof) {
      const reply = await fetch(form.dataset.proof, { credentials: "same-origin" });
      return new Uint8Array(await reply.arrayBuffer());
    }
    const [chosen] = document.getElementById("check-proof").files;
    return chosen ? new Uint8Array(await chosen.arrayBuffer()) : null;
  };

  const check = async () => {
    said.replaceChildren();
    if (!globalThis.crypto?.subtle) { line(said, "p", "open", say("secure")); return; }
    const [chosen] = document.getElementById("check-file").files;
    const given = await proofBytes();
    if (!chosen || !given) { line(said, "p", "", say("both")); return; }
    let proof;
    try { proof = readProof(text.decode(given)); } catch { line(said, "p", "fails", say("proof-form")); return; }
    const list = document.createElement("ol");
    const kinds = [];
    const file = new Uint8Array(await chosen.arrayBuffer());
    try {
      for await (const [kind, words] of steps(file, proof)) { kinds.push([kind, words]); line(list, "li", kind, words); }
    } catch { line(said, "p", "fails", say("proof-form")); return; }
    const bad = kinds.some(([kind]) => kind === "fails");
    const open = kinds.some(([, words]) => words === say("signed-open"));
    const time = proof.told.entry?.time ? shown(proof.told.entry.time) : "";
    if (bad) line(said, "p", "fails", say("bad"));
    else if (!open) line(said, "p", "holds", say("good", { time }));
    said.append(list);
  };

  form.addEventListener("submit", event => { event.preventDefault(); check(); });
  form.hidden = false;
})();
