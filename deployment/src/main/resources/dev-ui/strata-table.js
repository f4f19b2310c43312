import { html, css } from 'lit';
import '@vaadin/grid';
import '@vaadin/grid/vaadin-grid-sort-column.js';
import '@vaadin/icon';
import { columnBodyRenderer, gridRowDetailsRenderer } from '@vaadin/grid/lit.js';

/** How tables, and what is in their rows, look. */
export const tableStyle = css`
    vaadin-grid {
        flex: 1;
        min-height: 300px;
        font-size: var(--lumo-font-size-s);
        cursor: default;
    }
    .details {
        padding: var(--lumo-space-s) var(--lumo-space-m) var(--lumo-space-m) var(--lumo-space-m);
        background: var(--lumo-contrast-5pct);
    }
    .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 2px var(--lumo-space-l);
        margin: 0;
        font-size: var(--lumo-font-size-s);
    }
    .facts dt {
        display: inline;
        color: var(--lumo-secondary-text-color);
    }
    .facts dd {
        display: inline;
        margin: 0 0 0 4px;
    }
    .chevron {
        width: 11px;
        height: 11px;
        color: var(--lumo-tertiary-text-color);
        transition: transform 0.15s;
    }
    .chevron.open {
        transform: rotate(90deg);
    }
`;

/** A page's table, whose rows have a key, and open and close on a click; new rows with the same key stay open. */
export class Table {

    /** @param renderDetails what an open row shows */
    constructor(host, renderDetails) {
        this._host = host;
        this._renderDetails = renderDetails;
        this._opened = [];
    }

    /** These take the place of the rows that were there. */
    keep(rows) {
        this._opened = this._opened.length ? rows.filter(row => this._isOpen(row)) : [];
    }

    close() {
        this._opened = [];
    }

    _isOpen(row) {
        return this._opened.some(opened => opened.key === row.key);
    }

    /** @param detailsOf what the details of a row are made of beside the row */
    render(rows, columns, detailsOf, theme = '') {
        return html`<vaadin-grid .items=${rows} item-id-path="key" theme="no-border compact ${theme}"
            .detailsOpenedItems=${this._opened} @active-item-changed=${event => this._toggle(event)}
            ${gridRowDetailsRenderer(row => this._renderDetails(row), detailsOf)}>
            <vaadin-grid-column width="34px" flex-grow="0"
                ${columnBodyRenderer(row => html`<vaadin-icon class="chevron ${this._isOpen(row) ? 'open' : ''}"
                    icon="font-awesome-solid:chevron-right"></vaadin-icon>`, [this._opened])}></vaadin-grid-column>
            ${columns}</vaadin-grid>`;
    }

    /** The grid's own idea of an active row doesn't survive new data. */
    _toggle(event) {
        const row = event.detail.value;
        if (row) {
            this._opened = this._isOpen(row) ? this._opened.filter(opened => opened.key !== row.key) : [...this._opened, row];
            event.target.activeItem = null;
            this._host.requestUpdate();
        }
    }
}

/** A column that takes what room there is. @param body makes the content of a row's cell */
export function wideColumn(header, body) {
    return html`<vaadin-grid-column header=${header} flex-grow="1" resizable ${columnBodyRenderer(body, [])}></vaadin-grid-column>`;
}

export function column(header, width, body) {
    return html`<vaadin-grid-column header=${header} width=${width} flex-grow="0" ${columnBodyRenderer(body, [])}></vaadin-grid-column>`;
}

export function numberColumn(header, width, body) {
    return html`<vaadin-grid-column header=${header} width=${width} flex-grow="0" text-align="end"
        ${columnBodyRenderer(row => number(body(row)), [])}></vaadin-grid-column>`;
}

/** @param direction in which it is sorted before anybody clicks, asc or desc */
export function sortColumn(header, path, width, body, direction = null) {
    return html`<vaadin-grid-sort-column header=${header} path=${path} .direction=${direction} width=${width} flex-grow="0"
        text-align="end" ${columnBodyRenderer(row => number(body(row)), [])}></vaadin-grid-sort-column>`;
}

function number(content) {
    return html`<span class="number nowrap">${content}</span>`;
}

/** One of the facts about a row, nothing where there is no value. */
export function fact(title, value, style = '') {
    return value ? html`<div><dt>${title}</dt><dd class=${style}>${value}</dd></div>` : '';
}
