import { QwcHotReloadElement, html, css, svg } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/icon';
import '@vaadin/progress-bar';
import { Live } from './strata-live.js';
import { shared } from './strata-style.js';
import { bytes, count, duration, whole } from './strata-format.js';

const STATES = {
    UP: { label: 'Up', tone: 'success' },
    UNKNOWN: { label: 'Not looked at yet', tone: 'primary' },
    LAGGING: { label: 'Lagging', tone: 'warning' },
    DOWN: { label: 'Down', tone: 'error' },
    REFUSED: { label: 'Refused', tone: 'error' }
};
const HISTORY = 60000;
const GAP = 3000;

/** What each pool did in the last minute, for as long as the Dev UI is open: going to another page and back keeps it. */
const histories = new Map();

/** The pools of all datasources, the primary's and the replicas', once a second. */
export class QwcStrataPools extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this, false);

    static styles = [shared, css`
        :host {
            display: block;
            height: 100%;
            overflow: auto;
            box-sizing: border-box;
            padding: 0 var(--lumo-space-m);
        }
        h3 {
            display: flex;
            align-items: baseline;
            gap: var(--lumo-space-m);
            margin: var(--lumo-space-s) 0;
            font-size: var(--lumo-font-size-m);
        }
        h3 .quiet {
            font-weight: 400;
        }
        .servers {
            display: grid;
            grid-template-columns: repeat(auto-fill, minmax(360px, 1fr));
            gap: var(--lumo-space-m);
            margin-bottom: var(--lumo-space-l);
        }
        article {
            --tone: var(--lumo-contrast-20pct);
            border: 1px solid var(--lumo-contrast-10pct);
            border-top: 3px solid var(--tone);
            border-radius: var(--lumo-border-radius-m);
            padding: var(--lumo-space-s) var(--lumo-space-m) var(--lumo-space-m) var(--lumo-space-m);
            font-size: var(--lumo-font-size-s);
            min-width: 0;
            display: flex;
            flex-direction: column;
        }
        header {
            display: flex;
            align-items: center;
            gap: var(--lumo-space-s);
            min-height: 28px;
        }
        header strong {
            font-size: var(--lumo-font-size-m);
        }
        header vaadin-icon {
            flex: none;
            width: 15px;
            height: 15px;
            color: var(--lumo-secondary-text-color);
        }
        .address {
            color: var(--lumo-secondary-text-color);
            overflow: hidden;
            text-overflow: ellipsis;
            white-space: nowrap;
        }
        .reason {
            margin: var(--lumo-space-xs) 0 0 0;
            color: var(--tone-text);
            overflow-wrap: anywhere;
        }
        .usage {
            display: flex;
            height: 8px;
            margin: var(--lumo-space-s) 0 6px 0;
            border-radius: 4px;
            overflow: hidden;
            background: var(--lumo-contrast-10pct);
        }
        .usage div {
            transition: width 0.3s;
        }
        .busy {
            background: var(--lumo-primary-color);
        }
        .idle {
            background: color-mix(in srgb, var(--lumo-primary-color) 35%, transparent);
        }
        .legend {
            display: flex;
            gap: var(--lumo-space-m);
            color: var(--lumo-secondary-text-color);
            font-size: var(--lumo-font-size-xs);
        }
        .legend i {
            display: inline-block;
            width: 8px;
            height: 8px;
            border-radius: 2px;
            margin-right: 5px;
        }
        b {
            color: var(--lumo-body-text-color);
            font-weight: 600;
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
            white-space: nowrap;
        }
        .figures dd {
            margin: 0;
            font-size: var(--lumo-font-size-m);
            font-variant-numeric: tabular-nums;
            white-space: nowrap;
        }
        .figures .alarm {
            color: var(--tone-text, var(--lumo-error-text-color));
            font-weight: 600;
        }
        .curves {
            display: grid;
            grid-template-columns: 1fr 1fr;
            gap: var(--lumo-space-m);
            margin-top: auto;
            padding-top: var(--lumo-space-m);
        }
        figure {
            margin: 0;
            min-width: 0;
        }
        figcaption,
        .axis {
            display: flex;
            justify-content: space-between;
            gap: var(--lumo-space-xs);
            color: var(--lumo-secondary-text-color);
            font-size: var(--lumo-font-size-xs);
            white-space: nowrap;
        }
        .axis {
            color: var(--lumo-tertiary-text-color);
            font-size: 10px;
        }
        svg {
            display: block;
            width: 100%;
            height: 40px;
            margin-top: 4px;
        }
        line {
            stroke: var(--lumo-contrast-20pct);
            stroke-width: 1;
            vector-effect: non-scaling-stroke;
        }
        polyline {
            fill: none;
            stroke: var(--lumo-primary-color);
            stroke-width: 1.5;
            stroke-linejoin: round;
            vector-effect: non-scaling-stroke;
        }
        polygon {
            fill: color-mix(in srgb, var(--lumo-primary-color) 15%, transparent);
        }
    `];

    static properties = {
        _view: { state: true }
    };

    constructor() {
        super();
        this._view = null;
        this._live = new Live(this.jsonRpc, 'streamPools', view => this._show(view));
    }

    connectedCallback() {
        super.connectedCallback();
        this._live.start({});
    }

    disconnectedCallback() {
        this._live.stop();
        super.disconnectedCallback();
    }

    hotReload() {
        histories.clear();
        this._live.start({});
    }

    _show(view) {
        const now = Date.now();
        for (const pool of view.pools) {
            const key = `${pool.dataSource} ${pool.name}`;
            const before = (histories.get(key) || []).filter(point => point.at > now - HISTORY);
            const last = before[before.length - 1];
            const known = last && last.lent <= pool.lent;
            const lent = known ? pool.lent - last.lent : 0;
            pool.history = [...before, {
                at: now, inUse: pool.inUse, waiting: pool.waiting, lent: pool.lent, acquireMicros: pool.acquireMicros,
                rate: known && now - last.at > 200 ? 1000 * lent / (now - last.at) : last ? last.rate : 0
            }];
            histories.set(key, pool.history);
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
        return names.map((name, i) => this._renderDataSource(name, this._view.pools.filter(pool => pool.dataSource === name), i === 0));
    }

    _renderDataSource(name, pools, first) {
        const replicas = pools.length - 1;
        return html`<h3><span>${name === '<default>' ? 'Default datasource' : `Datasource ${name}`}</span>
                <span class="quiet">${replicas === 0 ? 'one server' : `primary and ${count(replicas, 'replica')}`}</span>
                ${first ? html`<span class="live">Live</span>` : ''}</h3>
            <div class="servers">${pools.map(pool => this._renderPool(pool))}</div>`;
    }

    _renderPool(pool) {
        const { label, tone } = STATES[pool.state];
        const reason = pool.state === 'UNKNOWN' ? null : pool.reason;
        return html`<article class=${tone} data-pool=${pool.name} data-state=${pool.state}>
            <header>
                <vaadin-icon icon=${pool.primary ? 'font-awesome-solid:database' : 'font-awesome-solid:clone'}></vaadin-icon>
                <strong>${pool.primary ? 'Primary' : 'Replica'}</strong>
                <span class="address mono" title=${pool.address || ''}>${pool.address || ''}</span>
                <span class="grow"></span>
                ${pool.primary && pool.state === 'UNKNOWN' ? '' : html`<span class="pill state ${tone}">${label}</span>`}
            </header>
            ${reason ? html`<p class="reason">${reason}</p>` : ''}
            ${this._renderUsage(pool)}
            ${this._renderFigures(pool)}
            <div class="curves">
                ${this._renderCurve(pool, 'in-use', 'In use', point => point.inUse, Math.max(pool.maxSize, pool.size, 1))}
                ${this._renderCurve(pool, 'rate', 'Lent per second', point => point.rate, 1)}
            </div>
        </article>`;
    }

    _renderUsage(pool) {
        const most = Math.max(pool.maxSize, pool.size, 1);
        const part = number => `width: ${100 * number / most}%`;
        return html`<div class="usage" role="meter" aria-valuemin="0" aria-valuenow=${pool.inUse} aria-valuemax=${most}
                aria-label="Connections in use">
                <div class="busy" style=${part(pool.inUse)}></div><div class="idle" style=${part(pool.idle)}></div></div>
            <div class="legend"><span><i class="busy"></i><b class="in-use">${pool.inUse}</b> in use</span>
                <span><i class="idle"></i><b>${pool.idle}</b> idle</span><span class="grow"></span>
                ${pool.maxSize > 0 ? html`<span>at most <b>${pool.maxSize}</b></span>` : ''}</div>`;
    }

    _renderFigures(pool) {
        return html`<dl class="figures">
            ${figure('Waiting callers', whole(pool.waiting), pool.waiting > 0 ? 'alarm' : '')}
            ${figure('Mean wait', duration(this._meanWait(pool)) || '–')}
            ${figure('Lent in all', whole(pool.lent))}
            ${pool.primary ? '' : html`
                ${figure('Behind', pool.lagBytes < 0 ? '–' : bytes(pool.lagBytes), pool.state === 'LAGGING' ? 'alarm' : '')}
                ${figure('Age of its data', this._age(pool), pool.state === 'LAGGING' ? 'alarm' : '', 'At most')}
                ${figure('Sent to the primary', whole(pool.bounced), '',
                    'Reads that were meant for this replica: it had not yet replayed what their request had written, or failed them')}`}
        </dl>`;
    }

    _age(pool) {
        return pool.lagMillis === undefined || pool.lagMillis === null ? '–'
            : pool.lagMillis < 1 ? 'up to date' : `${duration(pool.lagMillis * 1000)}`;
    }

    /** How many microseconds a connection was waited for over the last five seconds, or since the start where none was lent. */
    _meanWait(pool) {
        const last = pool.history[pool.history.length - 1];
        const before = pool.history[Math.max(0, pool.history.length - 6)];
        const lent = last.lent - before.lent;
        return lent > 0 ? (last.acquireMicros - before.acquireMicros) / lent : pool.lent > 0 ? pool.acquireMicros / pool.lent : null;
    }

    _renderCurve(pool, id, title, value, least) {
        const history = pool.history;
        const end = history[history.length - 1].at;
        const peak = Math.max(...history.map(value));
        const most = Math.max(least, peak);
        const x = point => (60 - (end - point.at) / 1000).toFixed(2);
        const y = point => (20 - 19 * value(point) / most).toFixed(2);
        return html`<figure data-curve=${id}>
            <figcaption><span>${title}</span><span class="number">peak <b>${whole(peak)}</b></span></figcaption>
            <svg viewBox="0 0 60 20" preserveAspectRatio="none" role="img" aria-label="${title}, the last minute">
                <line x1="0" y1="20" x2="60" y2="20"></line>
                ${pieces(history).map(piece => svg`<polygon points="${x(piece[0])},20 ${piece.map(p => `${x(p)},${y(p)}`).join(' ')} ${x(piece[piece.length - 1])},20"></polygon>
                    <polyline points=${piece.map(p => `${x(p)},${y(p)}`).join(' ')}></polyline>`)}</svg>
            <div class="axis"><span>1 min ago</span><span>now</span></div></figure>`;
    }
}

function figure(title, value, style = '', hint = '') {
    return html`<div title=${hint}><dt>${title}</dt><dd class=${style}>${value}</dd></div>`;
}

/** The points without the time in which nobody looked. */
function pieces(history) {
    const all = [];
    history.forEach((point, i) => {
        if (i === 0 || point.at - history[i - 1].at > GAP) {
            all.push([]);
        }
        all[all.length - 1].push(point);
    });
    return all;
}

customElements.define('qwc-strata-pools', QwcStrataPools);
