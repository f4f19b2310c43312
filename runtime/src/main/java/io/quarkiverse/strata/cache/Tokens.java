package io.quarkiverse.strata.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.vertx.core.Future;

/**
 * The tokens of tables, rows and names, and the writes under way. A token is a random text that a write replaces: a result
 * that was kept with another one is outdated. A token that is missing is replaced by a new one. An intent says that a write
 * is about to become permanent: until it is done, or its lease ends, what it touches is neither given nor kept.
 */
interface Tokens {

    /**
     * Reads tokens and intents at one moment.
     *
     * @param wanted the result to give with them, null for none
     */
    Future<TokenState> read(List<String> fields, String wanted);

    /**
     * Replaces tokens and opens an intent on them, at one moment; done when that is certain.
     *
     * @return the catalog's token
     */
    Future<String> intent(String write, Collection<String> fields, Duration lease);

    /** Gives an open intent its whole lease again. */
    Future<Void> renew(String write, Collection<String> fields, Duration lease);

    /**
     * Replaces tokens and ends an intent on them.
     *
     * @param newCatalog whether the catalog's token is replaced too
     */
    Future<Void> done(String write, Collection<String> fields, boolean newCatalog);

    /** Keeps a result where all instances find it; does nothing where there is no such place. */
    Future<Void> store(String name, byte[] entry, Duration kept);

    /** Whether results and tokens are shared with other instances. */
    boolean shared();
}
