// Keeps what a test must know to say that a page has come to rest: whether an answer of the
// server is on its way, whether words that were typed still have to be sent, and what changed.
(() => {
  const RERUN_SCRIPT = 11, NEW_SESSION = 4, SCRIPT_FINISHED = 6, FINISHED_EARLY_FOR_RERUN = 2;
  // A search field sends what was typed after 250 milliseconds; and some more.
  const TYPED_MILLISECONDS = 300;
  const FRAMES_OF_REST = 3;
  // A page that never rests, such as one that counts down, is waited for no longer.
  const MOST_MILLISECONDS = 300;

  let isAsked = false, typedAt = -Infinity, changes = 0;

  // The fields of a message of Streamlit (protobuf), by their number; of texts only the length.
  const readFields = (bytes) => {
    const fields = new Map();
    let at = 0;
    const readNumber = () => {
      let number = 0, scale = 1, byte;
      do {
        byte = bytes[at++];
        number += (byte & 127) * scale;
        scale *= 128;
      } while (byte & 128);
      return number;
    };
    while (at < bytes.length) {
      const key = readNumber(), value = readNumber();
      fields.set(Math.floor(key / 8), value);
      if (key % 8 === 2) at += value;
    }
    return fields;
  };

  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...all) {
      super(...all);
      this.addEventListener("message", ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return;
        const fields = readFields(new Uint8Array(data));
        if (fields.has(NEW_SESSION)) isAsked = false;
        // The run was cut short because another was asked for meanwhile.
        if (fields.get(SCRIPT_FINISHED) === FINISHED_EARLY_FOR_RERUN) isAsked = true;
      });
      this.addEventListener("close", () => { isAsked = false; });
    }

    send(data) {
      if (ArrayBuffer.isView(data) && readFields(data).has(RERUN_SCRIPT)) isAsked = true;
      super.send(data);
    }
  };

  document.addEventListener("input", ({ target }) => {
    if (target.matches("input[type=text], input[type=search], input:not([type]), textarea"))
      typedAt = performance.now();
  }, true);
  new MutationObserver(() => { changes += 1; }).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });

  let seen = 0, restingFrames = 0, readySince = 0;
  // Asked at every frame: whether the page came to rest, after the elements that must be there.
  window.isAtRest = (...selectors) => {
    const now = performance.now();
    const isReady = !isAsked && now - typedAt > TYPED_MILLISECONDS
      && selectors.every((selector) => document.querySelector(selector));
    restingFrames = isReady && seen === changes ? restingFrames + 1 : 0;
    if (!isReady || !readySince) readySince = now;
    seen = changes;
    if (restingFrames < FRAMES_OF_REST && now - readySince < MOST_MILLISECONDS) return false;
    if (!isReady) return false;
    restingFrames = readySince = 0;
    return true;
  };
})();
