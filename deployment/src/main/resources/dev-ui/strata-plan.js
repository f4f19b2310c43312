import { html, css } from 'lit';

/** How a plan looks. */
export const planStyle = css`
    .plan {
        border: 1px solid var(--lumo-contrast-10pct);
        border-radius: var(--lumo-border-radius-m);
        overflow: hidden;
        font-size: var(--lumo-font-size-s);
    }
    .step {
        display: grid;
        grid-template-columns: 1fr 110px 110px;
        gap: var(--lumo-space-s);
        padding: 5px var(--lumo-space-s);
        align-items: baseline;
    }
    .step + .step {
        border-top: 1px solid var(--lumo-contrast-5pct);
    }
    .step.head {
        color: var(--lumo-secondary-text-color);
        font-size: var(--lumo-font-size-xs);
        background: var(--lumo-contrast-5pct);
    }
    .step .right {
        text-align: right;
        font-variant-numeric: tabular-nums;
    }
    .step .cost {
        position: relative;
    }
    .step .cost i {
        position: absolute;
        right: 0;
        bottom: -3px;
        height: 2px;
        background: var(--lumo-primary-color);
    }
    .step .scan {
        color: var(--lumo-warning-text-color);
        font-weight: 600;
    }
    .step .detail {
        display: block;
        overflow-wrap: anywhere;
        color: var(--lumo-secondary-text-color);
        font-size: var(--lumo-font-size-xs);
    }
`;

/** A plan's steps, a parent before its children; a bar under a cost is its part of the whole. */
export function renderPlan(steps) {
    const whole = steps[0].cost || 1;
    return html`<div class="plan">
        <div class="step head"><span>Step</span><span class="right">Estimated cost</span><span class="right">Estimated rows</span></div>
        ${steps.map(step => html`<div class="step">
            <span style="padding-left: ${step.depth * 18}px">${step.depth > 0 ? '↳ ' : ''}<span
                class=${step.wholeTable ? 'scan' : ''}>${step.title}</span>
                ${step.details.map(detail => html`<span class="detail mono">${detail}</span>`)}</span>
            <span class="right cost">${step.cost.toFixed(2)}<i style="width: ${Math.max(1, 100 * step.cost / whole)}%"></i></span>
            <span class="right">${step.rows.toLocaleString('en-US')}</span></div>`)}
    </div>`;
}
