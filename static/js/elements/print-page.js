/* <print-page> around a hidden button: shows it, since only a script can open the browser's print sheet. */

class PrintPage extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.onclick = () => print();
  }
}

customElements.define("print-page", PrintPage);
