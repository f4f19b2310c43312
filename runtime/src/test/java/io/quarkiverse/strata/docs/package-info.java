/** The documentation agrees with the sources: snippets, references, error codes. */
package io.quarkiverse.strata.docs;
