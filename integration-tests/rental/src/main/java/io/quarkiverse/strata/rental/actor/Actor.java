package io.quarkiverse.strata.rental.actor;

import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

/** Somebody who plays in films. */
@Table("actor")
public record Actor(@Id @Generated Long actorId, String firstName, String lastName) {
}
