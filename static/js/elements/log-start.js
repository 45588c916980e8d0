/* <log-start>: what a session can begin with. */

class LogStart extends HTMLElement {}

customElements.define("log-start", LogStart);
