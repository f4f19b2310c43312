import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { notifier } from 'notifier';
import '@vaadin/button';
import '@vaadin/icon';
import '@vaadin/progress-bar';
import '@vaadin/tabs';
import '@vaadin/text-field';
import './qwc-strata-failure.js';
import './qwc-strata-sql.js';
import { Live } from './strata-live.js';
import { planStyle, renderPlan } from './strata-plan.js';
import { shared } from './strata-style.js';
import { Table, fact, numberColumn, sortColumn, tableStyle, wideColumn } from './strata-table.js';
import { dataSourceLabel, duration, moment, time, whole } from './strata-format.js';

const TABS = ['statements', 'recent', 'slow', 'indexes'];

/** What the application asks its databases: statements by their cost, the last runs, slow ones with their plans, index advice. */
export class QwcStrataQueries extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this, false);

    static styles = [shared, tableStyle, planStyle, css`
        :host {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-xs);
            height: 100%;
            padding-right: var(--lumo-space-s);
            box-sizing: border-box;
        }
        vaadin-tabs {
            box-shadow: none;
        }
        vaadin-tab .pill {
            margin-left: 6px;
        }
        vaadin-text-field vaadin-icon {
            width: 13px;
            height: 13px;
        }
        vaadin-text-field {
            width: 220px;
        }
        qwc-strata-failure {
            margin: 0 var(--lumo-space-m);
        }
        .sql {
            display: block;
            overflow: hidden;
            text-overflow: ellipsis;
            white-space: nowrap;
        }
        .under {
            display: block;
            color: var(--lumo-secondary-text-color);
            font-size: var(--lumo-font-size-xs);
            overflow: hidden;
            text-overflow: ellipsis;
            white-space: nowrap;
        }
        .details {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-s);
        }
        .split {
            display: flex;
            height: 8px;
            border-radius: 4px;
            overflow: hidden;
            background: var(--lumo-contrast-10pct);
        }
        .waited { background: var(--lumo-warning-color); }
        .server { background: var(--lumo-primary-color); }
        .mapping { background: var(--lumo-success-color); }
        .legend {
            display: flex;
            flex-wrap: wrap;
            gap: var(--lumo-space-m);
            font-size: var(--lumo-font-size-xs);
            color: var(--lumo-secondary-text-color);
        }
        .legend i {
            display: inline-block;
            width: 8px;
            height: 8px;
            border-radius: 2px;
            margin-right: 4px;
        }
        .share {
            position: relative;
        }
        .share i {
            position: absolute;
            right: 0;
            bottom: -3px;
            height: 2px;
            border-radius: 1px;
            background: var(--lumo-primary-color);
        }
        .advice {
            border: 1px solid color-mix(in srgb, var(--lumo-warning-color) 40%, transparent);
            border-left: 4px solid var(--lumo-warning-color);
            border-radius: var(--lumo-border-radius-m);
            background: color-mix(in srgb, var(--lumo-warning-color) 4%, var(--lumo-base-color));
            padding: var(--lumo-space-s) var(--lumo-space-m);
        }
        .advice header {
            display: flex;
            align-items: center;
            gap: var(--lumo-space-s);
        }
        .advice h4 {
            margin: 0;
        }
        .advice details {
            margin-top: var(--lumo-space-xs);
            font-size: var(--lumo-font-size-s);
            color: var(--lumo-secondary-text-color);
        }
        .advice summary {
            cursor: pointer;
        }
        .advices {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-m);
            padding: 0 var(--lumo-space-m) var(--lumo-space-m) var(--lumo-space-m);
            overflow: auto;
        }
        .advice p {
            margin: 2px 0 var(--lumo-space-xs) 0;
            font-size: var(--lumo-font-size-s);
        }
    `];

    static properties = {
        _view: { state: true },
        _tab: { state: true },
        _filter: { state: true },
        _paused: { state: true },
        _advice: { state: true },
        _trouble: { state: true }
    };

    constructor() {
        super();
        this._view = null;
        this._tab = 'statements';
        this._filter = '';
        this._paused = false;
        this._table = new Table(this, row => this._renderDetails(row));
        this._advice = null;
        this._trouble = null;
        this._live = new Live(this.jsonRpc, 'streamQueries', view => this._show(view));
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
        this._live.start({});
        this._advice = null;
        if (this._tab === 'indexes') {
            this._look();
        }
    }

    _show(view) {
        if (this._paused) {
            return;
        }
        view.statements.forEach(row => row.key = `${row.dataSource} ${row.sql}`);
        [...view.recent, ...view.slow].forEach(row => row.key = row.id);
        this._view = view;
        this._table.keep(view[this._tab] || []);
    }

    render() {
        if (!this._view) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        if (!this._view.watched) {
            return html`<div class="none"><p>Nobody looks at statements here.</p>
                <p class="quiet">There is no PostgreSQL datasource, or <span class="mono">quarkus.strata.insight.enabled</span> is
                <span class="mono">false</span>.</p></div>`;
        }
        return html`${this._renderBar()}
            ${this._trouble ? html`<qwc-strata-failure heading="The call failed" .failure=${this._trouble}
                @dismissed=${() => this._trouble = null}></qwc-strata-failure>` : ''}
            ${this._tab === 'indexes' ? this._renderAdvice() : this._renderGrid()}`;
    }

    _renderBar() {
        const { known, recent, slow } = this._view;
        return html`<div class="bar">
            <vaadin-tabs theme="small" .selected=${TABS.indexOf(this._tab)}
                @selected-changed=${e => this._choose(TABS[e.detail.value])}>
                <vaadin-tab id="statements">Statements <span class="pill">${whole(known)}</span></vaadin-tab>
                <vaadin-tab id="recent">Recent <span class="pill">${recent.length}</span></vaadin-tab>
                <vaadin-tab id="slow">Slow <span class="pill ${slow.length ? 'warning' : ''}">${slow.length}</span></vaadin-tab>
                <vaadin-tab id="indexes">Index advice ${this._advice && this._advice.advice.length
                    ? html`<span class="pill warning">${this._advice.advice.length}</span>` : ''}</vaadin-tab>
            </vaadin-tabs>
            <span class="live ${this._paused ? 'paused' : ''}">${this._paused ? 'Paused' : 'Live'}</span>
            <span class="grow"></span>
            ${this._tab === 'indexes' ? '' : html`<vaadin-text-field id="filter" theme="small" placeholder="SQL, tag or call site" clear-button-visible
                aria-label="Filter" .value=${this._filter} @value-changed=${e => this._filter = e.detail.value}>
                <vaadin-icon slot="prefix" icon="font-awesome-solid:magnifying-glass"></vaadin-icon></vaadin-text-field>`}
            <vaadin-button id="pause" theme="tertiary small" @click=${() => this._paused = !this._paused}>
                <vaadin-icon icon="font-awesome-solid:${this._paused ? 'play' : 'pause'}" slot="prefix"></vaadin-icon>${this._paused ? 'Go on' : 'Pause'}</vaadin-button>
            <vaadin-button id="forget" theme="tertiary small" title="Forget all figures" @click=${this._forget}>
                <vaadin-icon icon="font-awesome-solid:eraser" slot="prefix"></vaadin-icon>Forget</vaadin-button>
        </div>`;
    }

    _choose(tab) {
        if (tab && tab !== this._tab) {
            this._tab = tab;
            this._table.close();
            if (tab === 'indexes' && !this._advice) {
                this._look();
            }
        }
    }

    _rows() {
        const words = this._filter.toLowerCase();
        const rows = this._view[this._tab];
        return words ? rows.filter(row => [row.sql, row.tag, row.callSite].some(text => text && text.toLowerCase().includes(words))) : rows;
    }

    _renderGrid() {
        const rows = this._rows();
        if (rows.length === 0) {
            return html`<p class="none">${this._filter ? 'Nothing matches.'
                : this._tab === 'slow' ? 'No statement was slow so far.' : 'No statement ran so far.'}</p>`;
        }
        return this._table.render(rows, html`${wideColumn('Statement', row => this._renderStatement(row))}
            ${this._tab === 'statements' ? this._statementColumns() : this._runColumns()}`, [this._view]);
    }

    _statementColumns() {
        return html`${sortColumn('Calls', 'calls', '88px', row => whole(row.calls))}
            ${sortColumn('Failed', 'failures', '92px', row => row.failures ? html`<span class="pill error">${whole(row.failures)}</span>` : '')}
            ${sortColumn('Rows', 'rows', '92px', row => whole(row.rows))}
            ${sortColumn('Total', 'total', '98px', row => html`<span class="share" title="${(100 * this._share(row)).toFixed(1)} % of all time">${duration(row.total)}<i
                style="width: ${Math.max(2, Math.round(80 * this._share(row)))}px"></i></span>`, 'desc')}
            ${sortColumn('Mean', 'mean', '98px', row => duration(row.mean))}
            ${sortColumn('95 %', 'p95', '98px', row => duration(row.p95))}
            ${sortColumn('Max', 'max', '98px', row => duration(row.max))}`;
    }

    /** Of the time of all statements. Asked by renderers, which outlive the view that they were made for. */
    _share(row) {
        return row.total / (this._view.statements.reduce((sum, other) => sum + other.total, 0) || 1);
    }

    _runColumns() {
        return html`${numberColumn('Ended at', '116px', row => html`<span title=${moment(row.endedAt)}>${time(row.endedAt)}</span>`)}
            ${numberColumn('Rows', '84px', row => row.rows < 0 ? '–' : whole(row.rows))}
            ${numberColumn('Took', '90px', row => duration(row.total))}
            ${numberColumn('', '130px', row => row.failure ? html`<span class="pill error" title=${row.failure}>${row.failure.split(' ')[0]}</span>`
                : row.advice.length ? html`<span class="pill warning">index advice</span>` : '')}`;
    }

    _renderStatement(row) {
        const where = [row.dataSource === '<default>' ? null : dataSourceLabel(row.dataSource), row.tag, shortSite(row.callSite)].filter(part => part);
        return html`<span class="sql mono" title=${row.sql}>${row.sql.replace(/\s+/g, ' ')}</span>
            ${where.length ? html`<span class="under">${where.join(' · ')}</span>` : ''}`;
    }

    _renderDetails(row) {
        const planned = row.plan ? row : this._planned(row);
        return html`<div class="details">
            <qwc-strata-sql plain .statements=${[row.sql]}></qwc-strata-sql>
            <dl class="facts">
                ${fact('Called at', row.callSite, 'mono')}${fact('Tag', row.tag)}
                ${fact('Datasource', row.dataSource === '<default>' ? null : row.dataSource)}
                ${row.calls === undefined ? '' : html`${fact('Shortest', duration(row.min))}${fact('Half took at most', duration(row.p50))}
                    ${fact('99 % at most', duration(row.p99))}`}
                ${row.inTransaction ? fact('Ran', 'in a transaction') : ''}${fact('Failed with', row.failure)}
            </dl>
            ${this._renderSplit(row)}
            ${planned ? html`<div><h4>Plan${row.plan ? '' : ' of its last slow run'}</h4>${renderPlan(planned.plan)}</div>`
                : this._tab === 'slow' ? html`<span class="quiet">There is no plan of it: one is asked for once in ten minutes for each
                    statement that didn’t fail.</span>` : ''}
            ${(planned || row).advice ? (planned || row).advice.map(advice => this._renderOneAdvice(advice)) : ''}
        </div>`;
    }

    /** The newest slow run of the same statement that has a plan. */
    _planned(row) {
        return this._view.slow.find(slow => slow.plan && slow.sql === row.sql && slow.dataSource === row.dataSource);
    }

    _renderSplit(row) {
        const all = Math.max(1, row.waited + row.server + row.mapping);
        const part = number => `width: ${100 * number / all}%`;
        const told = (style, words, number) => html`<span><i class=${style}></i>${words} <b>${duration(number)}</b>${percent(number, all)}</span>`;
        return html`<div class="split"><div class="waited" style=${part(row.waited)}></div>
                <div class="server" style=${part(row.server)}></div><div class="mapping" style=${part(row.mapping)}></div></div>
            <div class="legend">${told('waited', 'Waited', row.waited)}${told('server', 'Server and network', row.server)}
                ${told('mapping', 'Made into objects', row.mapping)}</div>`;
    }

    _renderAdvice() {
        if (!this._advice) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        const { advice, problems } = this._advice;
        return html`<div class="bar"><span class="quiet">From the plans of slow statements, and from foreign keys that no index begins
                with. An index makes writes to its table slower: look at both.</span><span class="grow"></span>
            <vaadin-button id="look" theme="tertiary small" @click=${this._look}>
                <vaadin-icon icon="font-awesome-solid:rotate" slot="prefix"></vaadin-icon>Look again</vaadin-button></div>
            ${problems.map(problem => html`<qwc-strata-failure heading="A database didn’t answer" fixed .failure=${problem}></qwc-strata-failure>`)}
            ${advice.length ? html`<div class="advices">${advice.map(one => this._renderOneAdvice(one, true))}</div>`
                : problems.length ? '' : html`<p class="none">No index seems to be missing.</p>`}`;
    }

    _renderOneAdvice(advice, withStatement = false) {
        return html`<div class="advice" data-advice=${advice.table}>
            <header><h4>An index on <span class="mono">${advice.table} (${advice.columns.join(', ')})</span></h4>
                <span class="pill">${advice.kind === 'FOREIGN_KEY' ? 'foreign key' : 'slow statement'}</span>
                ${advice.dataSource === '<default>' ? '' : html`<span class="pill">${dataSourceLabel(advice.dataSource)}</span>`}
                <span class="grow"></span>
                <vaadin-button theme="tertiary small" @click=${() => this._copy(advice.ddl)}>
                    <vaadin-icon icon="font-awesome-solid:copy" slot="prefix"></vaadin-icon>Copy</vaadin-button></header>
            <p>${sentence(advice.reason)}</p><qwc-strata-sql plain .statements=${[advice.ddl]}></qwc-strata-sql>
            ${withStatement && advice.statement ? html`<details><summary>The statement</summary>
                <qwc-strata-sql plain .statements=${[advice.statement]}></qwc-strata-sql></details>` : ''}</div>`;
    }

    /** The notifier doesn't escape: it only hears words of our own. */
    _copy(text) {
        navigator.clipboard.writeText(text).then(() => notifier.showInfoMessage('Copied'));
    }

    _look() {
        this._advice = null;
        this.jsonRpc.getIndexAdvice().then(response => this._advice = response.result, response => {
            this._advice = { advice: [], problems: [] };
            this._trouble = { message: response.error.message };
        });
    }

    _forget() {
        this.jsonRpc.forgetQueries().then(response => {
            this._paused = false;
            this._show(response.result);
        }, response => this._trouble = { message: response.error.message });
    }
}

function percent(part, all) {
    const number = Math.round(100 * part / all);
    return part === 0 ? '' : number === 0 ? ', less than 1 %' : `, ${number} %`;
}

/** Without the package. */
function shortSite(callSite) {
    return callSite && callSite.split('.').slice(-2).join('.');
}

function sentence(text) {
    return text.charAt(0).toUpperCase() + text.slice(1) + (text.endsWith('.') ? '' : '.');
}

customElements.define('qwc-strata-queries', QwcStrataQueries);
