/** TPC-H's queries, written with the builder and as SQL, on TPC-H's tables. */
package io.quarkiverse.strata.tpch;
