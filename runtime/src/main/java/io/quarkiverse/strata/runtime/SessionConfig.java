package io.quarkiverse.strata.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * What each session starts with, those of migrations and of replicas too. It travels with the login, so it costs nothing; a
 * pooler in between may refuse it, or ignore it.
 */
@ConfigGroup
public interface SessionConfig {

    /**
     * The sessions' name in `pg_stat_activity` and in the server's log. A name in the URL goes before it.
     */
    @WithDefault("${quarkus.application.name:}")
    Optional<String> applicationName();

    /**
     * The schemas in which names without one are looked up, in this order. Names are taken as they stand, `$user` too.
     */
    Optional<List<String>> searchPath();

    /**
     * The role whose rights sessions have, as by `SET ROLE`: the user who logs in must be a member.
     */
    Optional<String> role();

    /**
     * Other settings of the server, by name: `quarkus.strata.session.settings.work_mem=16MB`.
     */
    @ConfigDocMapKey("setting")
    Map<String, String> settings();
}
