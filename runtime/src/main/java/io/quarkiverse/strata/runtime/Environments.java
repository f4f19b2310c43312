package io.quarkiverse.strata.runtime;

import java.util.List;

import io.quarkiverse.strata.seeding.Environment;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;

/** Where this application runs. */
final class Environments {

    private Environments() {
    }

    static Environment current() {
        return of(ConfigUtils.getProfiles(), LaunchMode.current());
    }

    /** Where migrations and seeders run at the start unless the configuration says otherwise. */
    static boolean isDevelopmentOrTest() {
        Environment current = current();
        return current == Environment.DEVELOPMENT || current == Environment.TEST;
    }

    /** Profiles go before the way of the start: {@code quarkus:dev} with the profile {@code prod} may reach a real database. */
    static Environment of(List<String> profiles, LaunchMode mode) {
        for (String profile : profiles) {
            switch (profile) {
                case "prod":
                    return Environment.PRODUCTION;
                case "staging":
                    return Environment.STAGING;
                case "test":
                    return Environment.TEST;
                case "dev":
                    return Environment.DEVELOPMENT;
                default:
                    break;
            }
        }
        return switch (mode) {
            case DEVELOPMENT -> Environment.DEVELOPMENT;
            case TEST -> Environment.TEST;
            default -> Environment.PRODUCTION;
        };
    }
}
