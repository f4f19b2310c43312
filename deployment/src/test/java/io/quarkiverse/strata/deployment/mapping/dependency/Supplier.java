package io.quarkiverse.strata.deployment.mapping.dependency;

import java.util.List;

import io.quarkiverse.strata.mapping.Mapping;
import io.quarkiverse.strata.mapping.Table;
import io.quarkiverse.strata.sql.Shape;

/** A record of a dependency. */
@Table("supplier")
public record Supplier(long id, String name) {

    public static Supplier read(String name) {
        return Mapping.reader(Shape.record(Supplier.class), List.of("id", "name")).read(Rows.of(1L, name));
    }
}
