import { LitElement, html, css } from 'lit';

const WORDS = new Set(('add all alter always analyze and any array as asc begin between by cascade case cast check collate column'
    + ' comment commit concurrently conflict constraint create cross current_date current_timestamp cursor data database declare'
    + ' default deferrable deferred delete desc distinct do domain drop each else end enum exclude execute exists explain extension'
    + ' false fetch filter first for foreign from full function generated group having identity if in index inherit initially inner'
    + ' insert instead interval into is join key language last lateral left like limit lock materialized merge natural not nothing'
    + ' null nulls of offset on only or order outer over partition policy primary procedure range references rename replace restart'
    + ' restrict return returning returns revoke right role row rows schema select sequence set stored table tablespace temporary'
    + ' then to trigger true truncate type union unique unnest unlogged update using vacuum validate values view when where window'
    + ' with within without').split(' '));
const TYPES = new Set(('bigint bigserial bit boolean bool bytea char character cidr citext date daterange decimal double float'
    + ' inet int int4range integer json jsonb numeric precision real regclass serial smallint text time timestamp timestamptz'
    + ' tsrange tstzrange tsvector uuid varchar varying xml').split(' '));
const TOKEN = /(--[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\3\$)|("(?:[^"]|"")*")|(\$\d+|\b\d+(?:\.\d+)?\b)|([A-Za-z_]\w*)/g;

/**
 * Statements to be read: numbered, colored, the failed one marked. Everything is text to the browser.
 */
export class QwcStrataSql extends LitElement {

    static styles = css`
        :host {
            display: block;
        }
        ol {
            margin: 0;
            padding: 0;
            list-style: none;
            border: 1px solid var(--lumo-contrast-10pct);
            border-radius: var(--lumo-border-radius-m);
            overflow: hidden;
            background: var(--lumo-contrast-5pct);
        }
        li {
            display: flex;
            border-left: 3px solid transparent;
        }
        li + li {
            border-top: 1px solid var(--lumo-contrast-5pct);
        }
        li.failed {
            border-left-color: var(--lumo-error-color);
            background: color-mix(in srgb, var(--lumo-error-color) 12%, transparent);
        }
        .at {
            min-width: 22px;
            padding: 6px 6px 6px 4px;
            text-align: right;
            color: var(--lumo-tertiary-text-color);
            font-size: 11px;
            line-height: 19px;
            user-select: none;
        }
        pre {
            margin: 0;
            padding: 6px 10px 6px 4px;
            flex: 1;
            min-width: 0;
            white-space: pre-wrap;
            overflow-wrap: anywhere;
            font-family: var(--lumo-font-family-mono, ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace);
            font-size: 12.5px;
            line-height: 19px;
            color: var(--lumo-body-text-color);
        }
        .word { color: var(--lumo-primary-text-color); font-weight: 600; }
        .type { color: color-mix(in srgb, var(--lumo-primary-text-color) 55%, var(--lumo-success-text-color)); }
        .text { color: var(--lumo-success-text-color); }
        .value { color: var(--lumo-warning-text-color); }
        .note { color: var(--lumo-secondary-text-color); font-style: italic; }
    `;

    static properties = {
        statements: { type: Array },
        failed: { type: String },
        plain: { type: Boolean }
    };

    constructor() {
        super();
        this.statements = [];
        this.failed = null;
        this.plain = false;
    }

    render() {
        return html`<ol>${this.statements.map((statement, i) => html`
            <li class=${this._isFailed(statement) ? 'failed' : ''}>
                ${this.plain ? '' : html`<span class="at">${i + 1}</span>`}
                <pre>${colored(statement)}</pre>
            </li>`)}</ol>`;
    }

    /** Long statements come cut off in errors, with an ellipsis at the end. */
    _isFailed(statement) {
        const failed = this.failed;
        return !!failed && (statement === failed || failed.endsWith('…') && statement.startsWith(failed.slice(0, -1)));
    }
}

function colored(sql) {
    const parts = [];
    let at = 0;
    for (const match of sql.matchAll(TOKEN)) {
        const style = styleOf(match);
        if (style) {
            parts.push(sql.slice(at, match.index), html`<span class=${style}>${match[0]}</span>`);
            at = match.index + match[0].length;
        }
    }
    parts.push(sql.slice(at));
    return parts;
}

function styleOf(match) {
    if (match[1]) {
        return 'note';
    }
    if (match[2]) {
        return 'text';
    }
    if (match[5]) {
        return 'value';
    }
    const word = match[6] ? match[6].toLowerCase() : '';
    return WORDS.has(word) ? 'word' : TYPES.has(word) ? 'type' : null;
}

customElements.define('qwc-strata-sql', QwcStrataSql);
