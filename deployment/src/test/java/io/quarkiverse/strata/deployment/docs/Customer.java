package io.quarkiverse.strata.deployment.docs;

import java.time.Instant;
import java.util.Optional;

import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.SoftDelete;
import io.quarkiverse.strata.mapping.Table;

// tag::record[]
@Table("customers")
public record Customer(@Id @Generated Long id, String name, @SoftDelete Optional<Instant> deletedAt) {
}
// end::record[]
