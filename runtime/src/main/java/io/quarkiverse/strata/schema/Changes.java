package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.quarkiverse.strata.sql.EnumLabels;
import io.quarkiverse.strata.sql.Naming;

/** The changes recorded so far, in the order of the calls. What a builder still adds to counts when the recording ends. */
public abstract sealed class Changes permits TypeChanges {

    private final List<Supplier<? extends SchemaChange>> changes = new ArrayList<>();
    private final Set<String> enums = new HashSet<>();

    Changes() {
    }

    /** What was recorded, in order. */
    public List<SchemaChange> changes() {
        return changes.stream().map(change -> (SchemaChange) change.get()).toList();
    }

    void add(SchemaChange change) {
        changes.add(() -> change);
    }

    void addLater(Supplier<? extends SchemaChange> change) {
        changes.add(change);
    }

    DropBuilder drop(ObjectName object) {
        DropBuilder builder = new DropBuilder(object);
        addLater(builder::build);
        return builder;
    }

    DropBuilder drop(ObjectKind kind, String name) {
        return drop(ObjectName.of(kind, name));
    }

    void createdEnum(String name) {
        enums.add(name);
    }

    /** The enum type of a Java enum with the labels that its records use, created unless this migration did so already. */
    String enumType(Class<? extends Enum<?>> type) {
        String name = Naming.snakeCase(type.getSimpleName());
        if (enums.add(name)) {
            add(new CreateEnum(name, Arrays.stream(type.getEnumConstants()).map(EnumLabels::label).toList(), type.getName()));
        }
        return name;
    }
}
