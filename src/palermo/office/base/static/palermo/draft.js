"use strict";
/* Drafts are never lost: a changed form is posted to data-draft every few seconds, and again until an answer comes.
   The words it says stand in data-* of the form; without this script its own button saves. */
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const said = form.querySelector("[data-said]");
  const AFTER = 3000, AGAIN = 5000;
  let changed = false, pending = null, timer = 0, underway = null, leaving = false;
  let stopped = form.dataset.held === "held";  // two wordings lie side by side: the person chooses, then saves

  const soon = wait => { clearTimeout(timer); timer = stopped ? 0 : setTimeout(save, wait); };
  const tell = (words, bad) => { said.textContent = words; said.classList.toggle("duty-unsaved", bad); };
  const clock = () => {
    const now = new Date();
    return [now.getHours(), now.getMinutes()].map(part => String(part).padStart(2, "0")).join(":");
  };

  form.addEventListener("input", () => { changed = true; if (!timer) soon(AFTER); });
  form.addEventListener("submit", event => {
    if (underway) {  // what is on its way counts up the edition that this form has to name
      event.preventDefault();
      const { submitter } = event;
      underway.then(() => form.requestSubmit(submitter));
      return;
    }
    clearTimeout(timer);
    stopped = leaving = true;
  });
  addEventListener("beforeunload", event => { if (!leaving && (changed || pending)) event.preventDefault(); });
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });

  function save() {
    timer = 0;
    if (stopped || underway || !(changed || pending)) return;
    if (!pending) {
      // the same words until an answer comes: an answer that was lost on the way must not look like another writer
      pending = new URLSearchParams(new FormData(form));
      changed = false;
    }
    underway = post().catch(() => tell(form.dataset.lost, true)).finally(() => {
      underway = null;
      if (pending) soon(AGAIN); else if (changed) soon(AFTER);
    });
  }

  async function post() {
    pending.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const reply = await fetch(form.dataset.draft, {
      method: "POST", body: pending, headers: { Accept: "application/json" }, redirect: "manual",
    });
    if (reply.ok) {
      form.elements.seen.value = (await reply.json()).seen;
      pending = null;
      tell(`${form.dataset.saved} ${clock()}`, false);
    } else if (reply.type === "opaqueredirect") {
      tell(form.dataset.out, true);
    } else if (reply.status === 403) {  // signed in anew elsewhere: the page of before has an old token
      tell(form.dataset.out, true);
      await renew();
    } else if (reply.status === 409 || reply.status === 422) {
      const both = reply.status === 409 ? form.dataset.both : "";
      tell(`${form.dataset.refused} ${(await reply.json()).told} ${both}`, true);
      pending = null;
      changed = stopped = true;
    } else {
      tell(form.dataset.lost, true);
    }
  }

  async function renew() {
    const reply = await fetch(location.href, { redirect: "manual" });
    if (!reply.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const fresh = page.querySelector("main form [name=csrfmiddlewaretoken]");
    if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
  }
})();
