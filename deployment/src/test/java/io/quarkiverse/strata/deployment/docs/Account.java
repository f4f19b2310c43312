package io.quarkiverse.strata.deployment.docs;

import java.math.BigDecimal;

import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

// tag::record[]
@Table("accounts")
public record Account(@Id Long id, BigDecimal balance) {
}
// end::record[]
