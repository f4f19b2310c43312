package io.quarkiverse.strata.sql;

import java.util.List;

/** A column that is only known by name, with whatever qualifies it. */
record NamedColumn(List<String> path) implements Column<Object> {

    @Override
    public String name() {
        return path.get(path.size() - 1);
    }

    @Override
    public Class<Object> javaType() {
        return Object.class;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        Scope scope = ScopedWriter.of(writer).scope();
        String qualifier = path.size() > 1 || scope == null ? null : scope.qualifierOf(name());
        if (qualifier != null) {
            writer.identifier(qualifier).sql(".");
        }
        if (path.size() == 2) {
            ScopedWriter.of(writer).qualifiedBy(path.get(0));
        }
        Identifiers.write(writer, path);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
