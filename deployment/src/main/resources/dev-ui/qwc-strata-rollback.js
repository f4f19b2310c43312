import { LitElement, html, css } from 'lit';
import '@vaadin/button';
import '@vaadin/checkbox';
import '@vaadin/dialog';
import '@vaadin/icon';
import '@vaadin/progress-bar';
import '@vaadin/select';
import { dialogRenderer, dialogFooterRenderer } from '@vaadin/dialog/lit.js';
import './qwc-strata-failure.js';
import './qwc-strata-sql.js';
import { shared } from './strata-style.js';
import { count, whole } from './strata-format.js';

const LOSSES = { TABLE: 'is dropped', ROWS: 'is emptied', COLUMN: 'loses a column' };

/**
 * Asks before migrations are undone and shows what would be lost. Open while "steps" isn't 0. Fires "confirmed" with the ids
 * that were shown, and "closed".
 */
export class QwcStrataRollback extends LitElement {

    static styles = [shared, css`
        .body {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-m);
            max-height: 60vh;
        }
        .lost {
            border: 1px solid color-mix(in srgb, var(--lumo-error-color) 35%, transparent);
            border-left: 4px solid var(--lumo-error-color);
            border-radius: var(--lumo-border-radius-m);
            background: color-mix(in srgb, var(--lumo-error-color) 5%, var(--lumo-base-color));
            padding: var(--lumo-space-s) var(--lumo-space-m);
        }
        table {
            border-collapse: collapse;
            width: 100%;
            font-size: var(--lumo-font-size-s);
        }
        td {
            padding: 4px var(--lumo-space-m) 4px 0;
        }
        tr + tr td {
            border-top: 1px solid var(--lumo-contrast-10pct);
        }
        td.rows {
            text-align: right;
            padding-right: 0;
        }
        .gone {
            border: 1px solid var(--lumo-contrast-10pct);
            border-radius: var(--lumo-border-radius-m);
            padding: var(--lumo-space-xs) var(--lumo-space-m);
        }
        .losses {
            margin: var(--lumo-space-s) 0 2px 0;
            font-size: var(--lumo-font-size-s);
        }
        .guard {
            display: flex;
            gap: var(--lumo-space-s);
            font-size: var(--lumo-font-size-s);
            margin: var(--lumo-space-s) 0;
        }
        .guard vaadin-icon {
            flex: none;
            width: 15px;
            height: 15px;
            margin-top: 2px;
            color: var(--lumo-error-text-color);
        }
        vaadin-checkbox {
            margin-top: var(--lumo-space-xs);
        }
        summary {
            cursor: pointer;
            color: var(--lumo-secondary-text-color);
            font-size: var(--lumo-font-size-s);
        }
        ul {
            margin: 0;
            padding-left: var(--lumo-space-l);
            font-size: var(--lumo-font-size-s);
        }
        .migrations {
            list-style: none;
            padding: 0;
        }
        .migrations li {
            padding: 2px 0;
        }
        details qwc-strata-sql {
            margin: var(--lumo-space-xs) 0;
        }
    `];

    static properties = {
        plan: { attribute: false },
        ran: { attribute: false },
        steps: { type: Number },
        busy: { type: Boolean },
        _chosen: { state: true },
        _plan: { state: true },
        _accepted: { state: true }
    };

    constructor() {
        super();
        this.ran = [];
        this.steps = 0;
        this.busy = false;
        this._chosen = 0;
        this._plan = null;
        this._accepted = false;
    }

    updated(changed) {
        if (changed.has('steps') && this.steps !== changed.get('steps')) {
            this._choose(this.steps);
        }
    }

    _choose(steps) {
        this._chosen = steps;
        this._plan = null;
        this._accepted = false;
        if (steps > 0) {
            this.plan(steps).then(response => {
                if (steps === this._chosen) {
                    this._plan = response.result;
                }
            }, response => {
                this._plan = { migrations: [], losses: [], tables: [], losesData: false, problem: { message: response.error.message } };
            });
        }
    }

    /** The last one, the last batch, or as many as the row says from which the dialog was opened. */
    _choices() {
        const batch = this.ran.filter(row => row.batch === Math.max(...this.ran.map(other => other.batch))).length;
        const choices = [{ value: '1', label: 'The last migration' }];
        if (batch > 1) {
            choices.push({ value: String(batch), label: `The last batch: ${count(batch, 'migration')}` });
        }
        if (this.steps > 1 && this.steps !== batch) {
            choices.push({ value: String(this.steps), label: `The last ${count(this.steps, 'migration')}` });
        }
        return choices;
    }

    render() {
        return html`<vaadin-dialog id="rollback-dialog" header-title="Roll back migrations" width="640px"
            .opened=${this.steps > 0} @opened-changed=${e => e.detail.value || this._closed()}
            ${dialogRenderer(() => this._renderBody(), [this._plan, this._chosen, this._accepted, this.steps, this.ran])}
            ${dialogFooterRenderer(() => this._renderFooter(), [this._plan, this._chosen, this._accepted, this.busy])}></vaadin-dialog>`;
    }

    _renderBody() {
        const plan = this._plan;
        return html`<div class="body">
            <vaadin-select id="rollback-choice" label="Undo" .items=${this._choices()} .value=${String(this._chosen)}
                @value-changed=${e => e.detail.value && Number(e.detail.value) !== this._chosen && this._choose(Number(e.detail.value))}>
            </vaadin-select>
            ${plan ? this._renderPlan(plan) : html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`}
        </div>`;
    }

    _renderPlan(plan) {
        if (plan.problem) {
            return html`<qwc-strata-failure heading="It can’t be rolled back" fixed .failure=${plan.problem}></qwc-strata-failure>`;
        }
        return html`
            <div><h4>Undone, the last one first</h4>
                <ul class="migrations">${plan.migrations.map(migration => html`<li>
                    <details><summary><span class="mono">${migration.id}</span> ${migration.description}</summary>
                    ${migration.sql.length ? html`<qwc-strata-sql .statements=${migration.sql}></qwc-strata-sql>`
                        : html`<span class="quiet">Its statements aren’t known.</span>`}</details></li>`)}</ul></div>
            ${plan.tables.length || plan.losses.length ? html`<div class=${plan.losesData ? 'lost' : 'gone'}>
                ${plan.losesData ? html`<h4>Lost for good</h4>` : ''}
                ${plan.tables.length ? html`<table>${plan.tables.map(lost => html`<tr data-lost=${lost.table}>
                        <td class="mono">${lost.table}</td><td>${LOSSES[lost.loss]}</td>
                        <td class="rows number">${lost.rows === 0 ? html`<span class="quiet">no rows</span>`
                            : lost.more ? `${whole(lost.rows)} or more rows` : count(lost.rows, 'row')}</td></tr>`)}</table>` : ''}
                ${plan.losses.length ? html`<p class="losses">What was dropped comes back empty:</p>
                    <ul>${plan.losses.map(loss => html`<li>${loss}</li>`)}</ul>` : ''}
                ${this._isGuarded() ? html`<p class="guard"><vaadin-icon icon="font-awesome-solid:shield-halved"></vaadin-icon>
                        <span>Database <b>${plan.database}</b> is marked as production, so nothing is lost from here. The command line
                        does it for those who name the database: <span class="mono">db rollback --confirm ${plan.database}</span></span></p>`
                    : plan.losesData ? html`<vaadin-checkbox id="accept-loss" label="Yes, this may be lost" .checked=${this._accepted}
                        @checked-changed=${e => this._accepted = e.detail.value}></vaadin-checkbox>` : ''}
            </div>` : ''}
            ${plan.losesData || plan.migrations.length === 0 ? '' : html`<span id="no-loss" class="quiet">No rows are lost.</span>`}`;
    }

    /** The server refuses it, too. */
    _isGuarded() {
        return this._plan.losesData && this._plan.environment === 'production';
    }

    _renderFooter() {
        const plan = this._plan;
        const ready = plan && !plan.problem && plan.migrations.length > 0 && (!plan.losesData || this._accepted)
            && !this._isGuarded() && !this.busy;
        return html`
            <vaadin-button id="rollback-cancel" theme="tertiary" @click=${this._closed}>Cancel</vaadin-button>
            <vaadin-button id="rollback-confirm" theme="primary error" ?disabled=${!ready} @click=${this._confirmed}>
                ${this.busy ? 'Rolling back…' : `Roll back ${count(this._chosen, 'migration')}`}</vaadin-button>`;
    }

    _closed() {
        this.dispatchEvent(new CustomEvent('closed'));
    }

    _confirmed() {
        this.dispatchEvent(new CustomEvent('confirmed', {
            detail: { ids: this._plan.migrations.map(migration => migration.id).join(','), allowDataLoss: this._accepted }
        }));
    }
}

customElements.define('qwc-strata-rollback', QwcStrataRollback);
