package io.quarkiverse.strata.mapping;

import java.time.Instant;

import io.quarkiverse.strata.sql.ColumnDescriptor.Role;
import io.quarkiverse.strata.sql.Descriptors;
import io.vertx.sqlclient.Row;

/** A record with a version and a mark of deletion, and its mapper as the build generates it. */
public record Kept(Long id, Integer version, Instant updatedAt, Instant deletedAt) {

    public static final String DDL = "CREATE TABLE kept (id int8 PRIMARY KEY, version int4 NOT NULL, "
            + "updated_at timestamptz NOT NULL, deleted_at timestamptz)";

    public static void register() {
        Descriptors.register(new Mapper());
    }

    private static final class Mapper extends GeneratedMapper<Kept> {

        Mapper() {
            super(Kept.class, null, "kept", MappedColumn.value("id", "id", "int8", Long.class).id(),
                    MappedColumn.value("version", "version", "int4", Integer.class).role(Role.VERSION),
                    MappedColumn.value("updatedAt", "updated_at", "timestamptz", Instant.class).role(Role.UPDATED_AT),
                    MappedColumn.value("deletedAt", "deleted_at", "timestamptz", Instant.class).role(Role.DELETED_AT));
        }

        @Override
        protected Kept read(Row row, int[] places) {
            return new Kept((Long) get(row, places, 0), (Integer) get(row, places, 1), (Instant) get(row, places, 2),
                    (Instant) get(row, places, 3));
        }

        @Override
        public Object value(Kept owner, int index) {
            return switch (index) {
                case 0 -> owner.id();
                case 1 -> owner.version();
                case 2 -> owner.updatedAt();
                case 3 -> owner.deletedAt();
                default -> throw new IndexOutOfBoundsException(index);
            };
        }
    }
}
