package io.quarkiverse.strata.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The environment names through a real configuration, with the interceptors that expand expressions and pick profiles. */
class DatabaseUrlConfigSourceFactoryTest {

    private static SmallRyeConfig config(Map<String, String> environment, Map<String, String> applicationProperties) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withProfile("test")
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new PropertiesConfigSource(applicationProperties, "application.properties", 250))
                .withSources(new DatabaseUrlConfigSourceFactory())
                .build();
    }

    private static String value(SmallRyeConfig config, String name) {
        return config.getOptionalValue(name, String.class).orElse(null);
    }

    @Test
    void aUrlBecomesAddressUserPasswordAndSslMode() {
        SmallRyeConfig config = config(Map.of("DATABASE_URL", "postgres://app:p%40ss@db.example.com:6432/shop?sslmode=require"),
                Map.of());
        assertThat(value(config, "quarkus.datasource.reactive.url"))
                .isEqualTo("vertx-reactive:postgresql://db.example.com:6432/shop");
        assertThat(value(config, "quarkus.datasource.username")).isEqualTo("app");
        assertThat(value(config, "quarkus.datasource.password")).isEqualTo("p@ss");
        assertThat(value(config, "quarkus.datasource.reactive.postgresql.ssl-mode")).isEqualTo("require");
    }

    @ParameterizedTest
    @ValueSource(strings = { "${user.home}", "$${x}", "a$b", "$", "$$", "\\$", "\\${x}", "\\\\", "\\", "a,b", "a\\,b", " a ",
            "#!",
            "%d", "ü€😀", "{}", "${", "a:b:c", "$\\${a}" })
    void anyPasswordArrivesAsItIs(String password) {
        String encoded = java.net.URLEncoder.encode(password, java.nio.charset.StandardCharsets.UTF_8).replace("+", "%20");
        SmallRyeConfig config = config(Map.of("DATABASE_URL", "postgresql://app:" + encoded + "@h/d"), Map.of());
        assertThat(value(config, "quarkus.datasource.password")).isEqualTo(password);
    }

    @Test
    void aRawExpressionInTheUrlIsNotExpanded() {
        SmallRyeConfig config = config(Map.of("DATABASE_URL", "postgresql://app:x${secret}@h/d", "SECRET", "no"), Map.of());
        assertThat(value(config, "quarkus.datasource.password")).isEqualTo("x${secret}");
    }

    @Test
    void anExplicitUrlWinsWithItsOwnUser() {
        SmallRyeConfig config = config(Map.of("DATABASE_URL", "postgresql://app:secret@h/d"),
                Map.of("quarkus.datasource.reactive.url", "postgresql://other/e"));
        assertThat(value(config, "quarkus.datasource.reactive.url")).isEqualTo("postgresql://other/e");
        assertThat(value(config, "quarkus.datasource.username")).isNull();
        assertThat(value(config, "quarkus.datasource.password")).isNull();
    }

    @Test
    void anExplicitUrlOfTheProfileWinsToo() {
        SmallRyeConfig config = config(Map.of("DATABASE_URL", "postgresql://app:secret@h/d"),
                Map.of("%test.quarkus.datasource.reactive.url", "postgresql://other/e"));
        assertThat(value(config, "quarkus.datasource.reactive.url")).isEqualTo("postgresql://other/e");
        assertThat(value(config, "quarkus.datasource.password")).isNull();
    }

    @Test
    void poolSizeAndTimeoutAreUnderstoodBelowTheProperties() {
        Map<String, String> environment = Map.of("DATABASE_POOL_MIN", "0", "DATABASE_POOL_MAX", "17", "DATABASE_TIMEOUT",
                " 5 ");
        SmallRyeConfig config = config(environment, Map.of());
        assertThat(value(config, "quarkus.datasource.reactive.max-size")).isEqualTo("17");
        assertThat(value(config, "quarkus.strata.pool.min-size")).isEqualTo("0");
        assertThat(value(config, "quarkus.strata.pool.acquire-timeout")).isEqualTo("5s");
        SmallRyeConfig explicit = config(environment, Map.of("quarkus.datasource.reactive.max-size", "3"));
        assertThat(value(explicit, "quarkus.datasource.reactive.max-size")).isEqualTo("3");
    }

    @Test
    void readUrlsAreTheReplicas() {
        SmallRyeConfig config = config(Map.of("DATABASE_READ_URLS", "postgres://r1:5432, postgres://app:a$b@r2/shop"),
                Map.of());
        assertThat(config.getValues("quarkus.strata.replicas.urls", String.class))
                .containsExactly("postgres://r1:5432", " postgres://app:a$b@r2/shop");
        assertThat(value(config(Map.of("DATABASE_READ_URLS", "postgres://r1"),
                Map.of("quarkus.strata.replicas.urls", "postgres://r9")), "quarkus.strata.replicas.urls"))
                .isEqualTo("postgres://r9");
    }

    @Test
    void nothingSetAddsNothing() {
        assertThat(config(Map.of("DATABASE_URL", " "), Map.of()).getConfigSources())
                .noneMatch(source -> source instanceof DatabaseUrlConfigSource);
    }

    /** Quarkus leaves environment sources out of what it records into the package; this one must count as one. */
    @Test
    void theSourceIsAnEnvironmentSource() {
        assertThat(config(Map.of("DATABASE_URL", "postgresql://app:secret@h/d"), Map.of()).getConfigSources())
                .filteredOn(source -> source.getName().equals("Strata: DATABASE_… environment")).singleElement()
                .isInstanceOf(EnvConfigSource.class)
                .satisfies(source -> assertThat(source.getOrdinal()).isEqualTo(200))
                .satisfies(source -> assertThat(source.getPropertyNames()).contains("quarkus.datasource.reactive.url"));
    }

    @Test
    void aBadUrlNamesTheVariableAndNeverThePassword() {
        assertThatThrownBy(() -> config(Map.of("DATABASE_URL", "mysql://app:geheim@h/d"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-4301: DATABASE_URL doesn't begin with postgresql:// or postgres://. It looks like"
                        + " postgresql://user:password@host:5432/database?sslmode=require. Correct it, unset it, or set"
                        + " quarkus.datasource.reactive.url, which goes before it.")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-1", "ten", "1.5", "99999999999" })
    void aBadNumberNamesTheVariable(String text) {
        assertThatThrownBy(() -> config(Map.of("DATABASE_TIMEOUT", text), Map.of()))
                .hasMessage("STRATA-4302: DATABASE_TIMEOUT isn't a whole number of seconds from 1 up. Correct it, unset it, or"
                        + " set quarkus.strata.pool.acquire-timeout, which goes before it.");
    }
}
