"use strict";
/* Passkeys: asks the browser for one and sends its answer by the form. Stands on webauthn-json, which allauth brings.
   data-passkey: "make" or "show". data-options: what to ask with; where it is empty, the form's address is asked for it. */
(() => {
  const { webauthnJSON } = window;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const said = form.querySelector("[data-passkey-said]");
    if (!webauthnJSON || !window.PublicKeyCredential) continue;
    form.hidden = false;
    form.addEventListener("submit", async event => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      said.hidden = true;
      try {
        const options = JSON.parse(form.dataset.options || "null") || await asked(form);
        const answer = form.dataset.passkey === "make"
          ? await webauthnJSON.create(options)
          : await webauthnJSON.get(options);
        form.elements.credential.value = JSON.stringify(answer);
        form.submit();
      } catch {
        said.hidden = false;
        said.focus();
      }
    });
  }

  async function asked(form) {
    const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!reply.ok) throw new Error(reply.statusText);
    return (await reply.json()).request_options;
  }
})();
