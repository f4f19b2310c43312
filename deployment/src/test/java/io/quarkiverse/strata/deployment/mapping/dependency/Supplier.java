package io.quarkiverse.strata.deployment.mapping.dependency;

import java.util.List;

import io.quarkiverse.strata.mapping.Mapping;
import io.quarkiverse.strata.mapping.Projection;
import io.quarkiverse.strata.mapping.Table;
import io.quarkiverse.strata.sql.Shape;

/** A record of a dependency. */
@Table("supplier")
public record Supplier(long id, String name) {

    @Projection
    record Detail(String text) {
    }

    public static Supplier read(String name) {
        return Mapping.reader(Shape.record(Supplier.class), List.of("id", "name")).read(Rows.of(1L, name));
    }

    /** Reads a package-private record. */
    public static String detail(String text) {
        return Mapping.reader(Shape.record(Detail.class), List.of("text")).read(Rows.of(text)).text();
    }
}
