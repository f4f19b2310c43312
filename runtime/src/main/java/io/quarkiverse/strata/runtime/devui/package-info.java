/**
 * What the pages of the Dev UI ask over JSON-RPC. These classes become beans in dev mode alone; a packaged application has
 * neither the beans nor the calls. Public methods are the protocol: the pages in the deployment module's {@code dev-ui} call
 * them by name, what they return is written as JSON. Descriptions, and so a place among the tools of the development server,
 * are
 * for reads only. May import everything.
 */
package io.quarkiverse.strata.runtime.devui;
