import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/button';
import '@vaadin/icon';
import '@vaadin/grid';
import '@vaadin/progress-bar';
import '@vaadin/tabs';
import '@vaadin/text-field';
import { columnBodyRenderer, gridRowDetailsRenderer } from '@vaadin/grid/lit.js';
import './qwc-strata-failure.js';
import './qwc-strata-sql.js';
import { Live } from './strata-live.js';
import { planStyle, renderPlan } from './strata-plan.js';
import { shared } from './strata-style.js';
import { dataSourceLabel, duration, moment, whole } from './strata-format.js';

const TABS = ['statements', 'recent', 'slow', 'indexes'];

/** What the application asks its databases: statements by their cost, the last runs, slow ones with their plans, index advice. */
export class QwcStrataQueries extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this, false);

    static styles = [shared, planStyle, css`
        :host {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-xs);
            height: 100%;
            padding-right: var(--lumo-space-s);
            box-sizing: border-box;
        }
        vaadin-grid {
            flex: 1;
            min-height: 300px;
            font-size: var(--lumo-font-size-s);
        }
        vaadin-text-field {
            width: 240px;
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
            padding: var(--lumo-space-s) var(--lumo-space-m) var(--lumo-space-m) var(--lumo-space-m);
            background: var(--lumo-contrast-5pct);
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
        .advice {
            border-left: 4px solid var(--lumo-warning-color);
            padding-left: var(--lumo-space-s);
        }
        .advices {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-m);
            padding: 0 var(--lumo-space-m);
            overflow: auto;
        }
        .advice p {
            margin: 2px 0 var(--lumo-space-xs) 0;
            font-size: var(--lumo-font-size-s);
        }
        .none {
            padding: var(--lumo-space-xl);
            text-align: center;
            color: var(--lumo-secondary-text-color);
        }
    `];

    static properties = {
        _view: { state: true },
        _tab: { state: true },
        _filter: { state: true },
        _paused: { state: true },
        _opened: { state: true },
        _advice: { state: true },
        _trouble: { state: true }
    };

    constructor() {
        super();
        this._view = null;
        this._tab = 'statements';
        this._filter = '';
        this._paused = false;
        this._opened = [];
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
    }

    _show(view) {
        if (!this._paused) {
            this._view = view;
        }
    }

    render() {
        if (!this._view) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        return html`${this._renderBar()}
            ${this._trouble ? html`<qwc-strata-failure heading="The call failed" .failure=${this._trouble}
                @dismissed=${() => this._trouble = null}></qwc-strata-failure>` : ''}
            ${this._tab === 'indexes' ? this._renderAdvice() : this._renderGrid()}`;
    }

    _renderBar() {
        const { statements, recent, slow } = this._view;
        return html`<div class="bar">
            <vaadin-tabs theme="small" .selected=${TABS.indexOf(this._tab)}
                @selected-changed=${e => this._choose(TABS[e.detail.value])}>
                <vaadin-tab id="statements">Statements <span class="pill">${statements.length}</span></vaadin-tab>
                <vaadin-tab id="recent">Recent <span class="pill">${recent.length}</span></vaadin-tab>
                <vaadin-tab id="slow">Slow <span class="pill ${slow.length ? 'warning' : ''}">${slow.length}</span></vaadin-tab>
                <vaadin-tab id="indexes">Index advice</vaadin-tab>
            </vaadin-tabs>
            <span class="live ${this._paused ? 'off' : ''}">${this._paused ? 'Paused' : 'Live'}</span>
            <span class="grow"></span>
            <vaadin-text-field id="filter" theme="small" placeholder="SQL, tag or call site" clear-button-visible
                aria-label="Filter" .value=${this._filter} @value-changed=${e => this._filter = e.detail.value}></vaadin-text-field>
            <vaadin-button id="pause" theme="tertiary small" @click=${() => this._paused = !this._paused}>
                <vaadin-icon icon="font-awesome-solid:${this._paused ? 'play' : 'pause'}" slot="prefix"></vaadin-icon>${this._paused ? 'Go on' : 'Pause'}</vaadin-button>
            <vaadin-button id="reset" theme="tertiary small" title="Forget all figures" @click=${this._reset}>
                <vaadin-icon icon="font-awesome-solid:eraser" slot="prefix"></vaadin-icon>Forget</vaadin-button>
        </div>`;
    }

    _choose(tab) {
        if (tab && tab !== this._tab) {
            this._tab = tab;
            this._opened = [];
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
        return html`<vaadin-grid .items=${rows} item-id-path="key" theme="no-border compact" .detailsOpenedItems=${this._opened}
            @active-item-changed=${this._toggle} ${gridRowDetailsRenderer(row => this._renderDetails(row), [])}>
            <vaadin-grid-column header="Statement" flex-grow="1" ${columnBodyRenderer(row => this._renderStatement(row), [])}></vaadin-grid-column>
            ${this._tab === 'statements' ? this._statementColumns() : this._runColumns()}</vaadin-grid>`;
    }

    _statementColumns() {
        return html`${this._number('Calls', '80px', row => whole(row.calls))}
            ${this._number('Failed', '74px', row => row.failures ? html`<span class="pill error">${whole(row.failures)}</span>` : '')}
            ${this._number('Rows', '84px', row => whole(row.rows))}
            ${this._number('Total', '88px', row => duration(row.total))}
            ${this._number('Mean', '88px', row => duration(row.mean))}
            ${this._number('95 %', '88px', row => duration(row.p95))}
            ${this._number('Max', '88px', row => duration(row.max))}`;
    }

    _runColumns() {
        return html`${this._number('Ended at', '162px', row => moment(row.endedAt))}
            ${this._number('Rows', '84px', row => row.rows < 0 ? '–' : whole(row.rows))}
            ${this._number('Took', '90px', row => duration(row.total))}
            ${this._number('', '150px', row => row.failure ? html`<span class="pill error" title=${row.failure}>${row.failure.split(' ')[0]}</span>`
                : row.advice && row.advice.length ? html`<span class="pill warning">index advice</span>` : '')}`;
    }

    _number(header, width, body) {
        return html`<vaadin-grid-column header=${header} width=${width} flex-grow="0" text-align="end"
            ${columnBodyRenderer(row => html`<span class="number nowrap">${body(row)}</span>`, [])}></vaadin-grid-column>`;
    }

    _renderStatement(row) {
        const where = [row.dataSource === '<default>' ? null : dataSourceLabel(row.dataSource), row.tag, row.callSite].filter(part => part);
        return html`<span class="sql mono" title=${row.sql}>${row.sql.replace(/\s+/g, ' ')}</span>
            ${where.length ? html`<span class="under">${where.join(' · ')}</span>` : ''}`;
    }

    _toggle(event) {
        const row = event.detail.value;
        if (row) {
            const open = this._opened.some(opened => opened.key === row.key);
            this._opened = open ? this._opened.filter(opened => opened.key !== row.key) : [...this._opened, row];
            event.target.activeItem = null;
        }
    }

    _renderDetails(row) {
        return html`<div class="details">
            <qwc-strata-sql plain .statements=${[row.sql]}></qwc-strata-sql>
            ${this._renderSplit(row)}
            ${row.failure ? html`<span class="quiet">Failed with ${row.failure}</span>` : ''}
            ${row.plan ? html`<div><h4>Plan</h4>${renderPlan(row.plan)}</div>` : this._tab === 'slow' ? html`<span class="quiet">There is no plan of it.</span>` : ''}
            ${(row.advice || []).map(advice => this._renderOneAdvice(advice))}
        </div>`;
    }

    _renderSplit(row) {
        const all = Math.max(1, row.waited + row.server + row.mapping);
        const part = number => `width: ${100 * number / all}%`;
        return html`<div class="split"><div class="waited" style=${part(row.waited)}></div>
                <div class="server" style=${part(row.server)}></div><div class="mapping" style=${part(row.mapping)}></div></div>
            <div class="legend"><span><i class="waited"></i>waited ${duration(row.waited)}</span>
                <span><i class="server"></i>server and network ${duration(row.server)}</span>
                <span><i class="mapping"></i>made into objects ${duration(row.mapping)}</span>
                ${row.p50 === undefined ? '' : html`<span>half of the runs took at most ${duration(row.p50)}, 99 % ${duration(row.p99)}</span>`}
                ${row.callSite ? html`<span class="mono">${row.callSite}</span>` : ''}
                ${row.inTransaction ? html`<span>in a transaction</span>` : ''}</div>`;
    }

    _renderAdvice() {
        if (!this._advice) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        return html`<div class="bar"><span class="quiet">From the plans of slow statements, and from foreign keys that no index begins with.
                An index makes writes to its table slower: look at both.</span><span class="grow"></span>
            <vaadin-button id="look" theme="small" @click=${this._look}>Look again</vaadin-button></div>
            ${this._advice.length === 0 ? html`<p class="none">No index seems to be missing.</p>`
                : html`<div class="advices">${this._advice.map(advice => this._renderOneAdvice(advice))}</div>`}`;
    }

    _renderOneAdvice(advice) {
        return html`<div class="advice" data-advice=${advice.table}><h4>An index on <span class="mono">${advice.table} (${advice.columns.join(', ')})</span></h4>
            <p>${advice.reason}</p><qwc-strata-sql plain .statements=${[advice.ddl]}></qwc-strata-sql></div>`;
    }

    _look() {
        this._advice = null;
        this.jsonRpc.getIndexAdvice().then(response => this._advice = response.result, response => {
            this._advice = [];
            this._trouble = { message: response.error.message };
        });
    }

    _reset() {
        this.jsonRpc.forgetQueries().then(() => this._live.start({}), response => this._trouble = { message: response.error.message });
    }
}

customElements.define('qwc-strata-queries', QwcStrataQueries);
