/* <into-log data-to="/log/#workout/…"> around a link or a form of the plain pages: with scripts it leads into the logger, which
   works without signal. */

class IntoLog extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a.button--primary");
    const form = this.querySelector("form");
    if (link) link.href = this.dataset.to;
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      location.assign(this.dataset.to);
    });
  }
}

customElements.define("into-log", IntoLog);
