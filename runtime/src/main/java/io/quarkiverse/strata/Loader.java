package io.quarkiverse.strata;

import java.util.List;

import io.smallrye.mutiny.Uni;

/**
 * Loads rows by a column, many at once: keys that are asked for in one turn of the event loop, in one request and one
 * transaction, travel in one statement. The cure for a statement in a loop (N+1). From {@link Queries#loader}; loaders of one
 * column share their batches, so it needn't be kept.
 *
 * <pre>{@code
 * Loader<Long, Author> authors = db.loader(Author.class, Author::id);
 * Uni<List<Author>> ofBooks = Uni.join().all(books.stream().map(book -> authors.load(book.authorId())).toList()).andFailFast();
 * }</pre>
 *
 * <p>
 * Each {@code Uni} is lazy and asks anew at each subscription; nothing is kept. A failure is that of all who wait for the
 * statement. Cancelling drops a key that wasn't sent yet; a statement that runs goes on for the others. Outside the event loop
 * a batch is collected for a millisecond. A statement takes up to 1,000 keys; equal keys travel once.
 *
 * @param <K> the class of the column's values
 * @param <T> the record
 */
public interface Loader<K, T> {

    /**
     * The record with this key, null if there is none; fails with {@link NonUniqueResultException} on several.
     *
     * @throws IllegalArgumentException when the key is null
     */
    Uni<T> load(K key);

    /**
     * All records with this key in no particular order, an empty list if there is none.
     *
     * @throws IllegalArgumentException when the key is null
     */
    Uni<List<T>> loadMany(K key);
}
