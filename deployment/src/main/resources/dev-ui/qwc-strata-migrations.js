import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { notifier } from 'notifier';
import '@vaadin/button';
import '@vaadin/icon';
import '@vaadin/select';
import '@vaadin/dialog';
import '@vaadin/progress-bar';
import { dialogRenderer, dialogFooterRenderer } from '@vaadin/dialog/lit.js';
import './qwc-strata-sql.js';
import './qwc-strata-failure.js';
import './qwc-strata-rollback.js';
import { Live } from './strata-live.js';
import { shared } from './strata-style.js';
import { Table, column, fact, numberColumn, tableStyle, wideColumn } from './strata-table.js';
import { count, dataSourceLabel, duration, moment } from './strata-format.js';

const STATES = {
    APPLIED: { label: 'Applied', tone: 'success' },
    PENDING: { label: 'Pending', tone: 'primary' },
    FAILED: { label: 'Failed', tone: 'error' },
    CHANGED: {
        label: 'Changed', tone: 'warning',
        hint: 'It has changed since it ran. Undo the change, and put what shall be different into a new migration.'
    },
    MISSING: {
        label: 'Missing', tone: 'warning',
        hint: 'It ran and isn’t in this application. Put it back, or start the version that has it.'
    },
    FUTURE: {
        label: 'Future', tone: '',
        hint: 'A newer version of the application ran it, and says that this one may go on.'
    },
    ACCEPTED: {
        label: 'Accepted', tone: '',
        hint: 'It ran and isn’t in this application, and somebody accepted that.'
    },
    INTERRUPTED: {
        label: 'Interrupted', tone: 'error',
        hint: 'It runs in steps and didn’t come to its end. Apply goes on with it, or tells what to do.'
    }
};

const REVERSIBLE = {
    YES: { label: 'Yes', tone: '' },
    LOSSY: { label: 'With losses', tone: 'warning' },
    NO: { label: 'No', tone: 'warning' },
    UNKNOWN: { label: 'Unknown', tone: '' }
};

/** The migrations of a datasource: where they stand, live, and the buttons that run and undo them. */
export class QwcStrataMigrations extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this, false);

    static styles = [shared, tableStyle, css`
        :host {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-s);
            height: 100%;
            padding-right: var(--lumo-space-s);
            box-sizing: border-box;
        }
        qwc-strata-failure {
            margin: 0 var(--lumo-space-m);
        }
        #data-source {
            width: 180px;
        }
        .chips {
            display: flex;
            gap: var(--lumo-space-xs);
        }
        .details {
            display: grid;
            grid-template-columns: 1fr 1fr;
            gap: var(--lumo-space-m);
        }
        .details .bar {
            padding: 0;
            min-height: 30px;
        }
        .details > div {
            min-width: 0;
        }
        .details .wide {
            grid-column: 1 / -1;
        }
        .description {
            display: block;
            overflow: hidden;
            text-overflow: ellipsis;
        }
        .hint {
            display: block;
            white-space: normal;
            font-size: var(--lumo-font-size-xs);
            color: var(--lumo-secondary-text-color);
        }
        .preview section + section {
            margin-top: var(--lumo-space-m);
        }
    `];

    static properties = {
        _dataSources: { state: true },
        _dataSource: { state: true },
        _view: { state: true },
        _scripts: { state: true },
        _busy: { state: true },
        _dismissed: { state: true },
        _preview: { state: true },
        _rollbackSteps: { state: true },
        _trouble: { state: true }
    };

    constructor() {
        super();
        this._dataSources = null;
        this._dataSource = null;
        this._view = null;
        this._scripts = new Map();
        this._busy = null;
        this._dismissed = null;
        this._table = new Table(this, row => this._renderDetails(row));
        this._preview = false;
        this._rollbackSteps = 0;
        this._trouble = null;
        this._live = new Live(this.jsonRpc, 'streamMigrations', view => this._show(view));
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
        this.jsonRpc.getMigrationDataSources().then(response => {
            this._dataSources = response.result;
            this._select(this._dataSources.includes(this._dataSource) ? this._dataSource : this._dataSources[0]);
        });
    }

    _select(dataSource) {
        if (dataSource !== this._dataSource) {
            this._view = null;
            this._table.close();
        }
        this._dataSource = dataSource;
        this._scripts = new Map();
        if (!dataSource) {
            this._live.stop();
            return;
        }
        this._live.start({ dataSource });
        this.jsonRpc.getMigrationScripts({ dataSource }).then(response => {
            if (dataSource === this._dataSource) {
                this._scripts = new Map(response.result.map(script => [script.id, script]));
            }
        }, () => { });
    }

    _show(view) {
        const failed = view.failure && view.failure.migration;
        view.rows = view.migrations.map(row => ({
            ...row, key: row.id, shown: row.id === failed && row.state === 'PENDING' ? 'FAILED' : row.state
        })).reverse();
        this._table.keep(view.rows);
        this._view = view;
    }

    _pending() {
        return this._view ? this._view.migrations.filter(row => row.state === 'PENDING') : [];
    }

    _ran() {
        return this._view ? this._view.migrations.filter(row => row.state !== 'PENDING') : [];
    }

    render() {
        if (this._dataSources && this._dataSources.length === 0) {
            return html`<p class="none">There is no PostgreSQL datasource.</p>`;
        }
        if (!this._view) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        return html`${this._renderBar()}${this._renderFailures()}${this._renderTable()}${this._renderPreview()}
            <qwc-strata-rollback .plan=${this._planRollback} .ran=${this._ran()}
                .steps=${this._rollbackSteps} .busy=${this._busy === 'rollback'}
                @closed=${() => this._rollbackSteps = 0} @confirmed=${this._rollback}></qwc-strata-rollback>`;
    }

    _renderBar() {
        const pending = this._pending().length;
        const busy = this._busy || this._view.running;
        return html`<div class="bar">
            ${this._dataSources.length > 1 ? html`<vaadin-select id="data-source" theme="small" aria-label="Datasource"
                .items=${this._dataSources.map(name => ({ label: dataSourceLabel(name), value: name }))}
                .value=${this._dataSource} @value-changed=${e => e.detail.value && e.detail.value !== this._dataSource && this._select(e.detail.value)}>
                </vaadin-select>` : ''}
            <div class="chips">${this._chips()}</div>
            <span class="live ${this._view.problem ? 'off' : ''}">${this._view.problem ? 'No connection' : 'Live'}</span>
            <span class="grow"></span>
            <vaadin-button id="preview" theme="tertiary small" ?disabled=${pending === 0} @click=${() => this._preview = true}>
                <vaadin-icon icon="font-awesome-solid:code" slot="prefix"></vaadin-icon>Preview SQL</vaadin-button>
            <vaadin-button id="rollback" theme="error tertiary small" ?disabled=${busy || this._ran().length === 0}
                @click=${() => this._rollbackSteps = this._lastBatch()}>
                <vaadin-icon icon="font-awesome-solid:rotate-left" slot="prefix"></vaadin-icon>${busy === 'rollback' ? 'Rolling back…' : 'Roll back…'}</vaadin-button>
            <vaadin-button id="apply" theme="primary small" ?disabled=${busy || pending === 0} @click=${this._apply}>
                <vaadin-icon icon="font-awesome-solid:play" slot="prefix"></vaadin-icon>${this._applyLabel(busy, pending)}</vaadin-button>
        </div>
        ${busy ? html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>` : ''}`;
    }

    _applyLabel(busy, pending) {
        return busy === 'migrate' ? 'Applying…' : pending === 0 ? 'Nothing to apply' : `Apply ${pending} pending`;
    }

    _chips() {
        const counts = new Map();
        this._view.rows.forEach(row => counts.set(row.shown, (counts.get(row.shown) || 0) + 1));
        return Object.entries(STATES).filter(([state]) => counts.has(state)).map(([state, { label, tone }]) =>
            html`<span class="pill ${tone}" data-chip=${state}>${counts.get(state)} ${label.toLowerCase()}</span>`);
    }

    _renderFailures() {
        const { problem, failure } = this._view;
        const script = failure && this._scripts.get(failure.migration);
        return html`
            ${this._trouble ? html`<qwc-strata-failure id="trouble" heading="The call failed" .failure=${this._trouble}
                @dismissed=${() => this._trouble = null}></qwc-strata-failure>` : ''}
            ${problem ? html`<qwc-strata-failure id="problem" heading="The status can’t be read" fixed .failure=${problem}></qwc-strata-failure>` : ''}
            ${failure && JSON.stringify(failure) !== this._dismissed ? html`<qwc-strata-failure id="failure"
                heading=${failure.migration ? `Migration ${failure.migration} failed` : 'The last attempt failed'}
                .failure=${failure} .statements=${failure.statement && script ? script.up : []}
                @dismissed=${() => this._dismissed = JSON.stringify(failure)}></qwc-strata-failure>` : ''}`;
    }

    _renderTable() {
        if (this._view.rows.length === 0 && !this._view.problem) {
            return html`<div class="none">
                <p>This datasource has no migrations yet.</p>
                <p class="quiet">Add a class that implements <span class="mono">Migration</span>, or an SQL file in
                <span class="mono">src/main/resources/db/migration</span>.</p></div>`;
        }
        return this._table.render(this._view.rows, html`
            ${column('State', '112px', row => this._renderState(row))}
            ${column('Id', '128px', row => html`<span class="mono">${row.id}</span>`)}
            ${wideColumn('Description', row => this._renderDescription(row))}
            ${column('Kind', '66px', row => html`<span class="quiet">${row.kind === 'JAVA' ? 'Java' : 'SQL'}</span>`)}
            ${column('Applied at', '166px', row => html`<span class="number nowrap">${moment(row.appliedAt)}</span>`)}
            ${numberColumn('Duration', '92px', row => duration(row.micros))}
            ${numberColumn('Batch', '70px', row => row.batch || '')}
            ${column('Reversible', '118px', row => this._renderReversible(row))}`, [this._scripts, this._view], 'wrap-cell-content');
    }

    _renderState(row) {
        const { label, tone } = STATES[row.shown];
        return html`<span class="pill ${tone}" data-id=${row.id} data-state=${row.shown}>${label}</span>`;
    }

    _renderDescription(row) {
        const hint = STATES[row.shown].hint;
        return html`<span class="description">${row.description}</span>${hint ? html`<span class="hint">${hint}</span>` : ''}`;
    }

    _renderReversible(row) {
        const { label, tone } = REVERSIBLE[row.reversible];
        return html`<span class=${tone ? `pill ${tone}` : 'quiet'} title=${row.note || ''}>${label}</span>`;
    }

    _renderDetails(row) {
        const script = this._scripts.get(row.id);
        const steps = this._stepsTo(row);
        return html`<div class="details">
            <div class="wide bar">
                <dl class="facts">
                    ${fact('Source', row.source || 'not in this application', 'mono')}${fact('Applied by', row.appliedBy, 'mono')}
                    ${script ? fact('Runs', script.transactional ? 'in one transaction' : 'outside a transaction, statement by statement') : ''}
                </dl>
                <span class="grow"></span>
                ${steps > 0 ? html`<vaadin-button class="undo" theme="error tertiary small" @click=${() => this._rollbackSteps = steps}>
                    ${steps === 1 ? 'Roll back this one…' : `Roll back to before this one (${steps})…`}</vaadin-button>` : ''}
            </div>
            ${script ? html`
                <div><h4>Up</h4><qwc-strata-sql .statements=${script.up}></qwc-strata-sql></div>
                <div><h4>Down</h4>${script.down.length
                    ? html`<qwc-strata-sql .statements=${script.down}></qwc-strata-sql>`
                    : html`<span class="quiet">${row.note}</span>`}
                    ${row.reversible === 'LOSSY' ? html`<p class="quiet">It wouldn’t bring back ${row.note}.</p>` : ''}</div>` : ''}
        </div>`;
    }

    _stepsTo(row) {
        const ran = this._ran();
        const at = ran.findIndex(other => other.id === row.id);
        return at < 0 ? 0 : ran.length - at;
    }

    _lastBatch() {
        const ran = this._ran();
        return ran.filter(row => row.batch === Math.max(...ran.map(other => other.batch))).length;
    }

    _renderPreview() {
        const pending = this._pending();
        return html`<vaadin-dialog id="sql-preview" header-title="What Apply runs" width="820px" resizable draggable
            .opened=${this._preview} @opened-changed=${e => this._preview = e.detail.value}
            ${dialogRenderer(() => html`<div class="preview">${pending.map(row => this._renderPlanned(row))}</div>`, [this._view, this._scripts])}
            ${dialogFooterRenderer(() => html`
                <vaadin-button theme="tertiary" @click=${this._copy}>Copy</vaadin-button>
                <vaadin-button theme="primary" @click=${() => this._preview = false}>Close</vaadin-button>`, [])}></vaadin-dialog>`;
    }

    _renderPlanned(row) {
        const script = this._scripts.get(row.id);
        return html`<section>
            <h4><span class="mono">${row.id}</span> ${row.description}
                ${script && !script.transactional ? html`<span class="pill warning">outside a transaction</span>` : ''}</h4>
            <qwc-strata-sql .statements=${script ? script.up : []}></qwc-strata-sql></section>`;
    }

    _copy() {
        const text = this._pending().map(row => `-- ${row.id} ${row.description}\n`
            + (this._scripts.get(row.id) || { up: [] }).up.map(sql => `${sql};\n`).join('')).join('\n');
        navigator.clipboard.writeText(text).then(() => notifier.showInfoMessage('Copied'));
    }

    _apply() {
        this._call('migrate', this.jsonRpc.migrate({ dataSource: this._dataSource }),
            done => done.length ? `Applied ${count(done.length, 'migration')}` : 'There was nothing to apply');
    }

    /** Handed to the dialog instead of the proxy: Lit takes a proxy that has every property for one of its own values. */
    _planRollback = steps => this.jsonRpc.planRollback({ dataSource: this._dataSource, steps });

    _rollback(event) {
        this._call('rollback', this.jsonRpc.rollback({ dataSource: this._dataSource, ...event.detail }),
            done => `Rolled back ${count(done.length, 'migration')}`);
    }

    /** The notifier doesn't escape: it only hears words of our own. */
    _call(what, call, words) {
        this._busy = what;
        this._dismissed = null;
        this._trouble = null;
        call.then(response => {
            if (!response.result.failure) {
                notifier.showPrimarySuccessMessage(words(response.result.done || []));
            }
        }, response => {
            this._trouble = { message: response.error.message };
        }).finally(() => {
            this._busy = null;
            this._rollbackSteps = 0;
            this._live.start({ dataSource: this._dataSource });
        });
    }
}

customElements.define('qwc-strata-migrations', QwcStrataMigrations);
