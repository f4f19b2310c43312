import { LitElement, html, css } from 'lit';
import '@vaadin/icon';
import '@vaadin/button';
import './qwc-strata-sql.js';
import { shared } from './strata-style.js';

/** A failure for people: what happened, in which statement, and what to do. Fires "dismissed". */
export class QwcStrataFailure extends LitElement {

    static styles = [shared, css`
        :host {
            display: block;
        }
        section {
            border: 1px solid color-mix(in srgb, var(--lumo-error-color) 35%, transparent);
            border-left: 4px solid var(--lumo-error-color);
            border-radius: var(--lumo-border-radius-m);
            background: color-mix(in srgb, var(--lumo-error-color) 5%, var(--lumo-base-color));
            padding: var(--lumo-space-s) var(--lumo-space-m);
        }
        header {
            display: flex;
            align-items: center;
            gap: var(--lumo-space-s);
        }
        header vaadin-icon {
            color: var(--lumo-error-text-color);
            width: 16px;
            height: 16px;
        }
        .message {
            margin: var(--lumo-space-xs) 0 0 0;
            white-space: pre-wrap;
            overflow-wrap: anywhere;
            font-size: var(--lumo-font-size-s);
        }
        .cure {
            font-size: var(--lumo-font-size-s);
            display: flex;
            gap: var(--lumo-space-s);
            margin: var(--lumo-space-s) 0 var(--lumo-space-xs) 0;
            white-space: pre-wrap;
        }
        .cure vaadin-icon {
            color: var(--lumo-warning-text-color);
            width: 14px;
            height: 14px;
            margin-top: 2px;
            flex: none;
        }
        qwc-strata-sql {
            margin-top: var(--lumo-space-s);
            max-height: 260px;
            overflow: auto;
        }
    `];

    static properties = {
        failure: { type: Object },
        statements: { type: Array },
        heading: { type: String },
        fixed: { type: Boolean }
    };

    render() {
        const failure = this.failure;
        if (!failure) {
            return html``;
        }
        const statements = this.statements && this.statements.length ? this.statements
            : failure.statement ? [failure.statement] : [];
        return html`<section role="alert">
            <header>
                <vaadin-icon icon="font-awesome-solid:circle-exclamation"></vaadin-icon>
                <strong>${this.heading}</strong>
                ${failure.code ? html`<span class="pill error code">${failure.code}</span>` : ''}
                ${failure.sqlState ? html`<span class="pill" title="PostgreSQL's error code">SQLSTATE ${failure.sqlState}</span>` : ''}
                <span class="grow"></span>
                ${this.fixed ? '' : html`<vaadin-button theme="tertiary small icon" title="Dismiss" @click=${this._dismiss}>
                    <vaadin-icon icon="font-awesome-solid:xmark"></vaadin-icon></vaadin-button>`}
            </header>
            <p class="message">${failure.message}</p>
            ${statements.length ? html`<qwc-strata-sql .statements=${statements} .failed=${failure.statement}
                ?plain=${statements.length === 1}></qwc-strata-sql>` : ''}
            ${failure.cure ? html`<p class="cure"><vaadin-icon icon="font-awesome-solid:lightbulb"></vaadin-icon><span>${failure.cure}</span></p>` : ''}
        </section>`;
    }

    _dismiss() {
        this.dispatchEvent(new CustomEvent('dismissed'));
    }
}

customElements.define('qwc-strata-failure', QwcStrataFailure);
