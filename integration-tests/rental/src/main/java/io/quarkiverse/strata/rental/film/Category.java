package io.quarkiverse.strata.rental.film;

import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

/** A kind of film. */
@Table("category")
public record Category(@Id @Generated Long categoryId, String name) {
}
