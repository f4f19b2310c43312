package io.quarkiverse.strata.deployment.docs;

import java.util.List;

import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

// tag::record[]
@Table("posts")
public record Post(@Id @Generated Long id, Long userId, String title, int views, List<String> tags) {
}
// end::record[]
