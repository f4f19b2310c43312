package io.quarkiverse.strata.rental.desk;

import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

/** A copy of a film that a store owns. */
@Table("inventory")
public record Copy(@Id @Generated Long inventoryId, long filmId, long storeId) {
}
