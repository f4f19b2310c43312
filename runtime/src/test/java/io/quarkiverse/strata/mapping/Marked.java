package io.quarkiverse.strata.mapping;

import java.time.Instant;

import io.quarkiverse.strata.sql.ColumnDescriptor.Role;
import io.quarkiverse.strata.sql.Descriptors;
import io.vertx.sqlclient.Row;

/** Three records with a mark of deletion, and their mappers as the build generates them. */
public interface Marked {

    Long id();

    Long key();

    Instant deletedAt();

    /** In table {@code a}. */
    record A(Long id, Long key, Instant deletedAt) implements Marked {
    }

    /** In table {@code b}. */
    record B(Long id, Long key, Instant deletedAt) implements Marked {
    }

    /** In table {@code c}. */
    record C(Long id, Long key, Instant deletedAt) implements Marked {
    }

    /** How one is made. */
    interface Maker<T> {
        T make(Long id, Long key, Instant deletedAt);
    }

    static void register() {
        Descriptors.register(new Mapper<>(A.class, "a", A::new));
        Descriptors.register(new Mapper<>(B.class, "b", B::new));
        Descriptors.register(new Mapper<>(C.class, "c", C::new));
    }

    /** Reads and writes one of them. */
    final class Mapper<T extends Marked> extends GeneratedMapper<T> {

        private final Maker<T> maker;

        Mapper(Class<T> type, String table, Maker<T> maker) {
            super(type, null, table, MappedColumn.value("id", "id", "int8", Long.class).id(),
                    MappedColumn.value("key", "key", "int8", Long.class),
                    MappedColumn.value("deletedAt", "deleted_at", "timestamptz", Instant.class).role(Role.DELETED_AT));
            this.maker = maker;
        }

        @Override
        protected T read(Row row, int[] places) {
            return maker.make((Long) get(row, places, 0), (Long) get(row, places, 1), (Instant) get(row, places, 2));
        }

        @Override
        public Object value(T owner, int index) {
            return index == 0 ? owner.id() : index == 1 ? owner.key() : owner.deletedAt();
        }
    }
}
