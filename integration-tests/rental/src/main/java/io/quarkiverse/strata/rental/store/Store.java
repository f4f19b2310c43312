package io.quarkiverse.strata.rental.store;

import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

/** A place with copies of films on its shelves. */
@Table("store")
public record Store(@Id @Generated Long storeId, long managerStaffId, long addressId) {
}
