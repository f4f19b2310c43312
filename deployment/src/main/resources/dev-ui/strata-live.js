import { connectionState } from 'connection-state';
import './qwc-strata-tab.js'; // before any stream gets its number

const SILENCE = 8000; // the server speaks every 3 s at least
const RENEWAL = 45000; // and ends a stream after 60 s
const TICK = 1000;

/**
 * A stream of the server. It ends there by itself, for the router keeps those of tabs that crashed, so it is begun anew before
 * that, and when it falls silent.
 */
export class Live {

    constructor(jsonRpc, method, onView) {
        this._jsonRpc = jsonRpc;
        this._method = method;
        this._onView = onView;
    }

    /** Begins, or begins anew, with these parameters. */
    start(params) {
        this.stop();
        this._params = params;
        this._subscribe();
        this._timer = setInterval(() => this._watch(), TICK);
    }

    stop() {
        clearInterval(this._timer);
        this._cancel();
    }

    _subscribe() {
        this._begun = this._heard = Date.now();
        const params = this._params;
        this._observer = this._jsonRpc[this._method](params);
        this._observer.onNext(response => {
            if (this._params === params) {
                this._heard = Date.now();
                this._onView(response.result);
            }
        });
    }

    _cancel() {
        if (this._observer) {
            this._observer.cancel();
            this._observer = null;
        }
    }

    _watch() {
        const now = Date.now();
        if (connectionState.current.isConnected && (now - this._heard > SILENCE || now - this._begun > RENEWAL)) {
            this._cancel();
            this._subscribe();
        }
    }
}
