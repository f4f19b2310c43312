package io.quarkiverse.strata.sql;

import java.util.List;

/** A column of {@link JsonTable}, or several from a nested path. */
public sealed interface JsonTableColumn extends Node {

    /**
     * FOR ORDINALITY.
     *
     * @param name the column's name
     */
    record Ordinality(String name) implements JsonTableColumn {

        @Override
        public void writeTo(SqlWriter writer) {
            writer.identifier(name).sql(" FOR ORDINALITY");
        }
    }

    /**
     * A column with a type.
     *
     * @param name its name
     * @param type its type
     * @param exists whether it tells if the path finds something
     * @param path the path from the row's value, null for the field of its name
     * @param wrapper whether an array is put around what is found, empty for never
     * @param onEmpty what it is when the path finds nothing, null for NULL
     * @param onError what it is when the path fails, null for NULL
     */
    record Typed(String name, PgType type, boolean exists, String path, String wrapper, JsonBehavior onEmpty,
            JsonBehavior onError) implements JsonTableColumn {

        /** {@code PATH path}, from the row's value. */
        public Typed path(String other) {
            return new Typed(name, type, exists, Misuse.given(other, "path"), wrapper, onEmpty, onError);
        }

        /** {@code WITH WRAPPER}: an array around whatever is found. */
        public Typed withWrapper() {
            return new Typed(name, type, exists, path, " WITH WRAPPER", onEmpty, onError);
        }

        /** {@code DEFAULT value ON EMPTY}. */
        public Typed defaultOnEmpty(Object value) {
            return new Typed(name, type, exists, path, wrapper, JsonBehavior.ofDefault(value, "defaultOnEmpty"), onError);
        }

        /** {@code ERROR ON EMPTY}. */
        public Typed errorOnEmpty() {
            return new Typed(name, type, exists, path, wrapper, JsonBehavior.of("ERROR"), onError);
        }

        /** {@code DEFAULT value ON ERROR}. */
        public Typed defaultOnError(Object value) {
            return new Typed(name, type, exists, path, wrapper, onEmpty, JsonBehavior.ofDefault(value, "defaultOnError"));
        }

        /** {@code ERROR ON ERROR}. */
        public Typed errorOnError() {
            return new Typed(name, type, exists, path, wrapper, onEmpty, JsonBehavior.of("ERROR"));
        }

        @Override
        public void writeTo(SqlWriter writer) {
            writer.identifier(name).sql(" ").sql(type.name()).sql(exists ? " EXISTS" : "");
            if (path != null) {
                writer.sql(" PATH ").sql(Literals.quoted(path));
            }
            writer.sql(wrapper);
            JsonBehavior.write(writer, onEmpty, onError);
        }
    }

    /**
     * NESTED PATH.
     *
     * @param path the path from the row's value
     * @param columns the columns of what it finds
     */
    record Nested(String path, List<JsonTableColumn> columns) implements JsonTableColumn {

        /** The columns of what the path finds. */
        public Nested columns(JsonTableColumn first, JsonTableColumn... more) {
            return new Nested(path, Lists.of("columns", first, more));
        }

        @Override
        public void writeTo(SqlWriter writer) {
            writer.sql("NESTED PATH ").sql(Literals.quoted(path)).sql(" COLUMNS (");
            Lists.commas(writer, columns);
            writer.sql(")");
        }
    }
}
