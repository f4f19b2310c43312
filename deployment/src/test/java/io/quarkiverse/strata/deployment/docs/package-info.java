/** The code that the documentation and the README show. It runs in {@code DocumentationTest}, on a real server. */
package io.quarkiverse.strata.deployment.docs;
