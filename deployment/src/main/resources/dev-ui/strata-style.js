import { css } from 'lit';

/** What the pages share. Colors are Lumo's variables, so that they follow the theme. */
export const shared = css`
    .bar {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: var(--lumo-space-s);
        padding: 0 var(--lumo-space-m);
        min-height: 44px;
    }
    .grow {
        flex: 1;
    }
    .pill {
        display: inline-block;
        --tone: var(--lumo-contrast);
        --tone-text: var(--lumo-secondary-text-color);
        color: var(--tone-text);
        background: color-mix(in srgb, var(--tone) 12%, transparent);
        border-radius: 10px;
        padding: 1px 9px;
        font-size: var(--lumo-font-size-xs);
        font-weight: 600;
        line-height: 18px;
        white-space: nowrap;
    }
    .success {
        --tone: var(--lumo-success-color) !important;
        --tone-text: var(--lumo-success-text-color) !important;
    }
    .warning {
        --tone: var(--lumo-warning-color) !important;
        --tone-text: var(--lumo-warning-text-color) !important;
    }
    .error {
        --tone: var(--lumo-error-color) !important;
        --tone-text: var(--lumo-error-text-color) !important;
    }
    .primary {
        --tone: var(--lumo-primary-color) !important;
        --tone-text: var(--lumo-primary-text-color) !important;
    }
    .mono {
        font-family: var(--lumo-font-family-mono, ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace);
        font-size: 0.92em;
    }
    .quiet {
        color: var(--lumo-secondary-text-color);
        font-size: var(--lumo-font-size-s);
    }
    .number {
        font-variant-numeric: tabular-nums;
    }
    .live {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        color: var(--lumo-secondary-text-color);
        font-size: var(--lumo-font-size-xs);
    }
    .live::before {
        content: "";
        width: 7px;
        height: 7px;
        border-radius: 50%;
        background: var(--lumo-success-color);
    }
    .live.paused::before {
        background: var(--lumo-contrast-40pct);
    }
    .live.off::before {
        background: var(--lumo-error-color);
    }
    .none {
        padding: var(--lumo-space-xl);
        text-align: center;
        color: var(--lumo-secondary-text-color);
    }
    .nowrap {
        white-space: nowrap;
    }
    vaadin-button vaadin-icon {
        width: 13px;
        height: 13px;
    }
    h4 {
        margin: 0 0 var(--lumo-space-xs) 0;
        font-size: var(--lumo-font-size-s);
        color: var(--lumo-header-text-color);
    }
`;
