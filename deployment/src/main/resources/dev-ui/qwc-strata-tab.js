import { JsonRpc } from 'jsonrpc';

/**
 * The Dev UI's router knows a stream by the number that its tab gave it, and every tab counts from 0: what a second tab begins
 * ends what has the same number in the first one. So this tab counts from where no other does. The server reads an int.
 */
const FIRST = 1_000_000 + Math.floor(Math.random() * 2_000_000_000);
JsonRpc.messageCounter = FIRST;

/** Loaded with the Dev UI, whichever page is open: badges that were begun before this file was there are begun anew. */
class QwcStrataTab extends HTMLElement {

    connectedCallback() {
        this.remove();
        links(document).filter(link => link._observer && link._observer.id < FIRST).forEach(link => link.hotReload());
    }
}

/** Those to our pages, whichever shadow root they are in. */
function links(root) {
    return [...root.querySelectorAll('*')].flatMap(element => [
        ...(element.matches('qwc-extension-link[namespace="quarkus-strata"]') ? [element] : []),
        ...(element.shadowRoot ? links(element.shadowRoot) : [])]);
}

/** The router goes on sending to tabs that are closed. */
window.addEventListener('pagehide', event => {
    if (!event.persisted) {
        [...JsonRpc.observerQueue.values()].forEach(stream => stream.observer.cancel());
    }
});

customElements.define('qwc-strata-tab', QwcStrataTab);
