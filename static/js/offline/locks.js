/** One tab at a time. Where the browser has no Web Locks (a site without https), tabs are not kept apart: everything
    done under a lock may be done twice. */
export function locked(name, body) {
  return navigator.locks ? navigator.locks.request(name, body) : body();
}
