/* <number-stepper data-less="Less" data-more="More"> around one number input: puts a button on each side.
   The input stays the only thing that is submitted; its own min, max and step rule. data-step overrides the stride,
   data-from is where an empty field begins. data-by names a choice of the same form whose values may have strides of
   their own: data-step-minutes="5" goes from five to five while "minutes" is chosen. */

class NumberStepper extends HTMLElement {
  #teardown = null;

  connectedCallback() {
    const input = this.querySelector("input");
    if (!input || this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    const name = this.#nameOf(input);
    const less = this.#button("minus", this.dataset.less, name);
    const more = this.#button("plus", this.dataset.more, name);
    this.prepend(less);
    this.append(more);

    const show = () => {
      const value = input.valueAsNumber;
      less.disabled = input.disabled || input.readOnly || value <= limit(input.min, -Infinity);
      more.disabled = input.disabled || input.readOnly || value >= limit(input.max, Infinity);
    };
    const move = (direction) => {
      const usual = Number(this.dataset.from) || 0;
      const stride = this.#strideChosen(input);
      input.value = stride
        ? toNext(input, direction, stride, usual)
        : stepped(input, direction * this.#stride(input), usual);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    less.addEventListener("click", () => move(-1), { signal });
    more.addEventListener("click", () => move(1), { signal });
    input.addEventListener("input", show, { signal });
    input.form?.addEventListener("reset", () => queueMicrotask(show), { signal });
    show();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
    for (const button of this.querySelectorAll("[data-part]")) button.remove();
  }

  #strideChosen(input) {
    const chosen = this.dataset.by && input.form?.elements[this.dataset.by]?.value;
    return chosen ? Number(this.getAttribute(`data-step-${chosen}`)) : 0;
  }

  #stride(input) {
    return Number(this.dataset.step) || Number(input.step) || 1;
  }

  #nameOf(input) {
    return input.getAttribute("aria-label") ?? input.labels?.[0]?.textContent.trim() ?? "";
  }

  #button(icon, word, name) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "stepper__button";
    button.dataset.part = icon;
    // The arrow keys already do this in the field; the buttons are for thumbs, so Tab passes them.
    button.tabIndex = -1;
    button.setAttribute("aria-label", `${word}: ${name}`);
    button.append(drawn(icon));
    return button;
  }
}

function limit(text, otherwise) {
  return text === "" ? otherwise : Number(text);
}

function stepped(input, by, usual) {
  const from = Number.isNaN(input.valueAsNumber) ? usual : input.valueAsNumber;
  const next = Math.min(limit(input.max, Infinity), Math.max(limit(input.min, -Infinity), from + by));
  // 0.1 + 0.2 must not show as 0.30000000000000004; the store keeps three decimals.
  return String(Math.round(next * 1000) / 1000);
}

/* To the next multiple: 5, 10, 15, wherever one was. */
function toNext(input, direction, stride, usual) {
  const from = Number.isNaN(input.valueAsNumber) ? usual : input.valueAsNumber;
  const next = direction > 0 ? Math.floor(from / stride) * stride + stride : Math.ceil(from / stride) * stride - stride;
  return stepped(input, next - from, from);
}

function drawn(icon) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", icon === "plus" ? "M12 6v12M6 12h12" : "M6 12h12");
  path.setAttribute("fill", "none");
  path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", "1.75");
  path.setAttribute("stroke-linecap", "round");
  svg.append(path);
  return svg;
}

customElements.define("number-stepper", NumberStepper);
