package io.quarkiverse.strata.deployment;

import java.util.List;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.strata.sql.ColumnDescriptor.Role;

/** A component of a mapped record: a column, or a record whose components are columns. */
sealed interface MappingColumn {

    /** The component's name. */
    String component();

    /** The component's declared type. */
    Type declared();

    /** How a column is read. */
    enum Form {
        VALUE,
        LIST,
        GENERIC,
        MANY,
        ONE,
        JSON
    }

    /**
     * @param path the way to the component from the mapped record
     * @param role what statements that write the record do with it by themselves
     * @param type what is read: the value's or array's type, a list's element, the type inside an Optional, all of it for JSON
     *        and
     *        generic classes
     */
    record Leaf(String component, Type declared, String path, String name, String pgType, Form form, Type type,
            boolean optional, boolean id, boolean generated, boolean embedded, Role role) implements MappingColumn {
    }

    /** @param record the embedded record */
    record Embedded(String component, Type declared, ClassInfo record, List<MappingColumn> columns) implements MappingColumn {
    }

    /** The columns below this one, in order. */
    default List<Leaf> leaves() {
        return this instanceof Leaf leaf ? List.of(leaf)
                : ((Embedded) this).columns().stream().flatMap(column -> column.leaves().stream()).toList();
    }
}
