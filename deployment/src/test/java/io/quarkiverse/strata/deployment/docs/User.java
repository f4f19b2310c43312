package io.quarkiverse.strata.deployment.docs;

import java.time.Instant;

import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

// tag::record[]
@Table("users")
public record User(@Id @Generated Long id, String email, String name, Status status, @Generated Instant createdAt) {

    public static User of(String email, String name) {
        return new User(null, email, name, Status.ACTIVE, null);
    }
}
// end::record[]
