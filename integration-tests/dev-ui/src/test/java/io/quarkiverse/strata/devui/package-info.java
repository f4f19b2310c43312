/** Looks at the Dev UI of an application in dev mode with a real browser. */
package io.quarkiverse.strata.devui;
