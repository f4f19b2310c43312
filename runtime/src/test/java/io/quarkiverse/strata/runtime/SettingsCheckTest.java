package io.quarkiverse.strata.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;

class SettingsCheckTest {

    private static void check(String dataSource, String name, String value) {
        SettingsCheck.of(dataSource, settings(DataSourceStrataRuntimeConfig.class, "", Map.of(name, value)));
    }

    /** Settings that all have a value that can be, but for those that are named. */
    private static <T> T settings(Class<T> group, String path, Map<String, String> values) {
        return group.cast(Proxy.newProxyInstance(group.getClassLoader(), new Class<?>[] { group }, (proxy, method, none) -> {
            WithName given = method.getAnnotation(WithName.class);
            String here = path + (given != null ? given.value() : StringUtil.skewer(method.getName()));
            String set = values.get(here);
            Type type = method.getGenericReturnType();
            if (type instanceof Class<?> inner && inner.isInterface()) {
                return settings(inner, here + ".", values);
            } else if (type == Duration.class) {
                return Duration.parse(set == null ? "PT1S" : set);
            } else if (type == int.class) {
                return set == null ? 1 : Integer.parseInt(set);
            } else if (type == long.class) {
                return set == null ? 1L : Long.parseLong(set);
            } else if (type == Pooler.class) {
                return set == null ? Pooler.NONE : Pooler.valueOf(set);
            } else if (method.getReturnType() == Map.class) {
                return set == null ? Map.of() : Map.of(set, set);
            } else if (type == OptionalInt.class) {
                return set == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(set));
            } else if (set == null) {
                return Optional.empty();
            }
            return Optional.of(here.endsWith("urls") ? List.of(set)
                    : here.endsWith("url") || here.startsWith("session.") ? set : Duration.parse(set));
        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "pool.acquire-timeout|PT-3S|PT-3S. It takes a duration, which can't be negative.",
            "pool.leak-threshold|PT-1S|PT-1S. It takes a duration, which can't be negative.",
            "pool.max-waiting|-2|-2. It takes a number from -1 up.",
            "replicas.max-size|0|0. It takes a number from 1 up.",
            "replicas.check-interval|PT0S|PT0S. It takes a duration from 1 millisecond up.",
            "replicas.max-lag|PT-1S|PT-1S. It takes a duration, which can't be negative.",
            "transactions.timeout|PT-1S|PT-1S. It takes a duration from 1 millisecond to 24 days, or 0 for no limit.",
            "transactions.statement-timeout|PT720H|PT720H. It takes a duration from 1 millisecond to 24 days, or 0 for no limit.",
            "transactions.lock-timeout|PT-1S|PT-1S. It takes a duration from 1 millisecond to 24 days, or 0 for no limit.",
            "transactions.idle-timeout|PT-1S|PT-1S. It takes a duration from 1 millisecond to 24 days, or 0 for no limit.",
            "transactions.retries|-2|-2. It takes a number from 0 up.",
            "results.max-rows|-1|-1. It takes a number from 0 up.",
            "cache.max-stale|PT-1S|PT-1S. It takes a duration, which can't be negative.",
            "cache.lease|PT0S|PT0S. It takes a duration from 1 millisecond up.",
            "cache.redis.timeout|PT0S|PT0S. It takes a duration from 1 millisecond up.",
            "migration.lock-timeout|PT-1S|PT-1S. It takes a duration, which can't be negative.",
            "migration.lock-tries|0|0. It takes a number from 1 up.",
            "migration.wait|PT-1S|PT-1S. It takes a duration, which can't be negative.",
            "insight.slow-threshold|PT-1S|PT-1S. It takes a duration, which can't be negative.",
            "insight.alert-threshold|PT-1S|PT-1S. It takes a duration, which can't be negative.",
            "insight.log-interval|PT-1S|PT-1S. It takes a duration, which can't be negative.",
            "insight.max-repeats|-1|-1. It takes a number from 0 up.",
            "insight.max-statements|-1|-1. It takes a number from 0 up.",
            "insight.recent-runs|-1|-1. It takes a number from 0 up." })
    void aValueThatCantBeIsRefusedByTheNameOfItsProperty(String name, String value, String told) {
        assertThatThrownBy(() -> check("<default>", name, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("STRATA-4303: quarkus.strata." + name + " is " + told);
    }

    @Test
    void theNameOfTheDatasourceIsAPartOfTheProperty() {
        assertThatThrownBy(() -> check("reports", "transactions.retries", "-1"))
                .hasMessage("STRATA-4303: quarkus.strata.\"reports\".transactions.retries is -1. It takes a number from 0 up.");
    }

    @Test
    void aUrlOfAReplicaThatCantBeReadIsRefused() {
        assertThatThrownBy(() -> check("<default>", "replicas.urls", "replica:5432"))
                .isInstanceOf(ConfigurationException.class).hasMessageStartingWith("STRATA-2131: ");
    }

    @Test
    void soIsOneForMigrations() {
        assertThatThrownBy(() -> check("<default>", "migration.url", "mysql://db"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("STRATA-2131: the URL in quarkus.strata.migration.url");
    }

    @ParameterizedTest
    @ValueSource(strings = { "session.role", "session.settings" })
    void behindAPoolerASessionHasNothingOfItsOwn(String name) {
        assertThatThrownBy(() -> SettingsCheck.of("<default>",
                settings(DataSourceStrataRuntimeConfig.class, "", Map.of("pooler", "TRANSACTION", name, "x"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("STRATA-4303: quarkus.strata.session.search-path, .role and .settings can't be set behind a pooler "
                        + "that lends its connections by transaction (quarkus.strata.pooler). Set them in the server, by ALTER "
                        + "ROLE … SET or ALTER DATABASE … SET.");
        check("<default>", name, "x");
    }

    @ParameterizedTest
    @CsvSource({ "transactions.timeout,PT0S", "insight.slow-threshold,PT0S", "pool.max-waiting,-1",
            "pool.acquire-timeout,PT30S",
            "replicas.urls,postgresql://replica:5432", "replicas.max-size,1" })
    void otherValuesCanBe(String name, String value) {
        assertThatCode(() -> check("<default>", name, value)).doesNotThrowAnyException();
    }
}
