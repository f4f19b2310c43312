package io.quarkiverse.strata.deployment.devservices;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.configuration.ConfigUtils;

/**
 * The standbys that one primary gets.
 *
 * @param delays for each, how old a commit must be before it is shown
 */
record Standbys(List<Duration> delays) {

    static final Standbys NONE = new Standbys(List.of());

    static Standbys of(String dataSource, StrataDevServicesConfig config) {
        StrataDevServicesConfig.DevServicesConfig own = config.dataSources().get(dataSource).devservices();
        return ConfigUtils.isAnyPropertyPresent(urlKeys(dataSource)) ? NONE
                : of(dataSource, own.replicas(), own.replicaDelay().orElse(List.of()));
    }

    /** The last delay counts for those that have none of their own. */
    static Standbys of(String dataSource, int count, List<Duration> delays) {
        if (count < 0 || delays.stream().anyMatch(Duration::isNegative)) {
            throw new DevServicesException("STRATA-4206", (count < 0 ? key(dataSource, "replicas")
                    : key(dataSource, "replica-delay")) + " is negative. Set it to 0 or more.");
        }
        List<Duration> each = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            each.add(delays.isEmpty() ? Duration.ZERO : delays.get(Math.min(i, delays.size() - 1)));
        }
        return new Standbys(List.copyOf(each));
    }

    private static String key(String dataSource, String property) {
        return "quarkus.strata." + (DataSourceUtil.isDefault(dataSource) ? "" : "\"" + dataSource + "\".") + "devservices."
                + property;
    }

    boolean isEmpty() {
        return delays.isEmpty();
    }

    /** Where the application reads the addresses from, in both spellings of a name: only one of them is looked at. */
    static List<String> urlKeys(String dataSource) {
        return DataSourceUtil.isDefault(dataSource) ? List.of("quarkus.strata.replicas.urls")
                : List.of("quarkus.strata.\"" + dataSource + "\".replicas.urls",
                        "quarkus.strata." + dataSource + ".replicas.urls");
    }

    /** Addresses as one value of a list property. */
    static String urls(List<String> urls) {
        return urls.stream().map(url -> url.replace("\\", "\\\\").replace(",", "\\,")).collect(Collectors.joining(","));
    }

    /** What makes running standbys other ones. */
    String identity() {
        return delays.toString();
    }
}
