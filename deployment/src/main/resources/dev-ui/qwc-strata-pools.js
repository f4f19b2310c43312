import { QwcHotReloadElement, html, css, svg } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/icon';
import '@vaadin/progress-bar';
import { Live } from './strata-live.js';
import { shared } from './strata-style.js';
import { bytes, dataSourceLabel, duration, whole } from './strata-format.js';

const STATES = {
    UP: { label: 'Up', tone: 'success' },
    UNKNOWN: { label: 'Not looked at yet', tone: '' },
    LAGGING: { label: 'Lagging', tone: 'warning' },
    DOWN: { label: 'Down', tone: 'error' },
    REFUSED: { label: 'Refused', tone: 'error' }
};
const HISTORY = 60;

/** The pools of all datasources, the primary's and the replicas', once a second. */
export class QwcStrataPools extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this, false);

    static styles = [shared, css`
        :host {
            display: block;
            padding: 0 var(--lumo-space-m) var(--lumo-space-m) var(--lumo-space-m);
        }
        h3 {
            display: flex;
            align-items: center;
            gap: var(--lumo-space-s);
            margin: var(--lumo-space-m) 0 var(--lumo-space-s) 0;
            font-size: var(--lumo-font-size-l);
        }
        .servers {
            display: grid;
            grid-template-columns: repeat(auto-fill, minmax(370px, 1fr));
            gap: var(--lumo-space-m);
        }
        article {
            border: 1px solid var(--lumo-contrast-10pct);
            border-top: 3px solid var(--tone, var(--lumo-contrast-20pct));
            border-radius: var(--lumo-border-radius-m);
            padding: var(--lumo-space-s) var(--lumo-space-m) var(--lumo-space-m) var(--lumo-space-m);
            font-size: var(--lumo-font-size-s);
        }
        header {
            display: flex;
            align-items: center;
            gap: var(--lumo-space-s);
            font-size: var(--lumo-font-size-m);
        }
        header vaadin-icon {
            width: 15px;
            height: 15px;
            color: var(--lumo-secondary-text-color);
        }
        .reason {
            margin: var(--lumo-space-xs) 0;
            color: var(--tone-text);
            overflow-wrap: anywhere;
        }
        .usage {
            display: flex;
            height: 10px;
            margin: var(--lumo-space-s) 0 4px 0;
            border-radius: 5px;
            overflow: hidden;
            background: var(--lumo-contrast-10pct);
        }
        .usage .busy {
            background: var(--lumo-primary-color);
        }
        .usage .idle {
            background: color-mix(in srgb, var(--lumo-primary-color) 35%, transparent);
        }
        .legend {
            display: flex;
            gap: var(--lumo-space-m);
            color: var(--lumo-secondary-text-color);
            font-size: var(--lumo-font-size-xs);
        }
        .figures {
            display: grid;
            grid-template-columns: repeat(3, 1fr);
            gap: var(--lumo-space-s);
            margin: var(--lumo-space-m) 0 0 0;
        }
        .figures dt {
            color: var(--lumo-secondary-text-color);
            font-size: var(--lumo-font-size-xs);
        }
        .figures dd {
            margin: 0;
            font-size: var(--lumo-font-size-m);
            font-variant-numeric: tabular-nums;
        }
        .figures .alarm {
            color: var(--lumo-error-text-color);
            font-weight: 600;
        }
        svg {
            display: block;
            width: 100%;
            height: 36px;
            margin-top: var(--lumo-space-m);
        }
        polyline {
            fill: none;
            stroke: var(--lumo-primary-color);
            stroke-width: 1.5;
            vector-effect: non-scaling-stroke;
        }
        polygon {
            fill: color-mix(in srgb, var(--lumo-primary-color) 15%, transparent);
        }
        .none {
            padding: var(--lumo-space-xl);
            text-align: center;
            color: var(--lumo-secondary-text-color);
        }
    `];

    static properties = {
        _view: { state: true }
    };

    constructor() {
        super();
        this._view = null;
        this._histories = new Map();
        this._live = new Live(this.jsonRpc, 'streamPools', view => this._show(view));
    }

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    disconnectedCallback() {
        this._live.stop();
        super.disconnectedCallback();
    }

    hotReload() {
        this._histories = new Map();
        this._live.start({});
    }

    _show(view) {
        const now = Date.now();
        for (const pool of view.pools) {
            const key = `${pool.dataSource} ${pool.name}`;
            const history = this._histories.get(key) || [];
            history.push({ at: now, inUse: pool.inUse, lent: pool.lent, acquireMicros: pool.acquireMicros });
            history.splice(0, history.length - HISTORY);
            this._histories.set(key, history);
            pool.history = history;
        }
        this._view = view;
    }

    render() {
        if (!this._view) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        if (this._view.pools.length === 0) {
            return html`<p class="none">There is no PostgreSQL datasource.</p>`;
        }
        const names = [...new Set(this._view.pools.map(pool => pool.dataSource))];
        return names.map((name, i) => html`<h3>${dataSourceLabel(name)}${i === 0 ? html`<span class="live">Live</span>` : ''}</h3>
            <div class="servers">${this._view.pools.filter(pool => pool.dataSource === name).map(pool => this._renderPool(pool))}</div>`);
    }

    _renderPool(pool) {
        const { label, tone } = STATES[pool.state];
        const primary = pool.name === 'primary';
        const [perSecond, wait] = this._rates(pool);
        return html`<article class=${tone} data-pool=${pool.name} data-state=${pool.state}>
            <header>
                <vaadin-icon icon=${primary ? 'font-awesome-solid:database' : 'font-awesome-solid:clone'}></vaadin-icon>
                <strong>${primary ? 'Primary' : 'Replica'}</strong>
                <span class="mono quiet">${pool.address || ''}</span>
                <span class="grow"></span>
                <span class="pill ${tone}">${label}</span>
            </header>
            ${pool.reason ? html`<p class="reason">${pool.reason}</p>` : ''}
            ${this._renderUsage(pool)}
            <dl class="figures">
                <div><dt>Waiting callers</dt><dd class=${pool.waiting > 0 ? 'alarm' : ''}>${whole(pool.waiting)}</dd></div>
                <div><dt>Lent per second</dt><dd>${whole(perSecond)}</dd></div>
                <div><dt>Wait for one, mean</dt><dd>${duration(wait) || '–'}</dd></div>
                ${primary ? html`<div><dt>Lent since the start</dt><dd>${whole(pool.lent)}</dd></div>` : html`
                    <div><dt>Behind</dt><dd>${pool.lagBytes < 0 ? '–' : bytes(pool.lagBytes)}</dd></div>
                    <div><dt>At most as old as</dt><dd>${pool.lagMillis === undefined ? '–' : duration(pool.lagMillis * 1000)}</dd></div>
                    <div><dt>Reads sent to the primary</dt><dd>${whole(pool.bounced)}</dd></div>`}
            </dl>
            ${this._renderHistory(pool)}
        </article>`;
    }

    _renderUsage(pool) {
        const most = pool.maxSize > 0 ? pool.maxSize : Math.max(pool.size, 1);
        const part = number => `width: ${100 * number / most}%`;
        return html`<div class="usage" role="meter" aria-valuenow=${pool.inUse} aria-valuemax=${most} aria-label="Connections in use">
                <div class="busy" style=${part(pool.inUse)}></div><div class="idle" style=${part(pool.idle)}></div></div>
            <div class="legend"><span><b class="in-use">${pool.inUse}</b> in use</span><span><b>${pool.idle}</b> idle</span>
                <span>${pool.maxSize > 0 ? html`of at most <b>${pool.maxSize}</b>` : ''}</span></div>`;
    }

    /** How many connections were lent a second, and how many microseconds each was waited for, over the last five seconds. */
    _rates(pool) {
        const last = pool.history[pool.history.length - 1];
        const before = pool.history[Math.max(0, pool.history.length - 6)];
        const lent = last.lent - before.lent;
        const seconds = (last.at - before.at) / 1000;
        return [seconds > 0 ? lent / seconds : 0,
            lent > 0 ? (last.acquireMicros - before.acquireMicros) / lent : pool.lent > 0 ? pool.acquireMicros / pool.lent : null];
    }

    _renderHistory(pool) {
        const most = Math.max(pool.maxSize, 1, ...pool.history.map(point => point.inUse));
        const first = HISTORY - pool.history.length;
        const points = pool.history.map((point, i) => `${first + i},${20 - 19 * point.inUse / most}`);
        return html`<svg viewBox="0 0 ${HISTORY - 1} 20" preserveAspectRatio="none" role="img" aria-label="In use, the last minute">
            ${points.length > 1 ? svg`<polygon points="${first},20 ${points.join(' ')} ${HISTORY - 1},20"></polygon>
                <polyline points=${points.join(' ')}></polyline>` : ''}</svg>
            <div class="legend">In use, the last minute</div>`;
    }
}

customElements.define('qwc-strata-pools', QwcStrataPools);
