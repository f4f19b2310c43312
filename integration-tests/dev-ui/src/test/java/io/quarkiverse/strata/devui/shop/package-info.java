/** A shop, for the pages to show: its migrations, and what it asks its database. */
package io.quarkiverse.strata.devui.shop;
