package io.quarkiverse.strata.deployment.docs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.OptimisticLockException;
import io.smallrye.mutiny.Uni;

/** Records that several people edit. */
@ApplicationScoped
public class Notes {

    @Inject
    Database db;

    // tag::version[]
    Uni<Note> save(Note edited) {
        return db.update(edited) // UPDATE notes SET …, version = version + 1 WHERE id = … AND version = …
                .onFailure(OptimisticLockException.class).transform(stale -> new Conflict(edited.id()));
    }
    // end::version[]

    Uni<Note> add(String text) {
        return db.insert(Note.of(text));
    }

    /** What the client is told with status 409. */
    static class Conflict extends RuntimeException {

        Conflict(Long note) {
            super("Note " + note + " was changed meanwhile");
        }
    }
}
