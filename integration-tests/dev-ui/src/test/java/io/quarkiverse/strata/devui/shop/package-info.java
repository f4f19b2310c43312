/** The migrations of a shop, for the pages to show. */
package io.quarkiverse.strata.devui.shop;
