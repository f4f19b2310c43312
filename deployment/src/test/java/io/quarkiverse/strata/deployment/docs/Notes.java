package io.quarkiverse.strata.deployment.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.OptimisticLockException;
import io.smallrye.mutiny.Multi;
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

    // tag::bulk[]
    Uni<Long> load(Path file) {
        Multi<Note> notes = Multi.createFrom().resource(() -> lines(file), Multi.createFrom()::items)
                .withFinalizer(lines -> {
                    lines.close();
                })
                .map(Note::of);
        return db.insertAll(notes); // reads on as it is written
    }

    Uni<List<Note>> saveAll(List<Note> edited) {
        return db.updateAll(edited); // all or, where one was changed meanwhile, none
    }
    // end::bulk[]

    private static Stream<String> lines(Path file) {
        try {
            return Files.lines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
