package io.quarkiverse.strata.benchmarks.peer;

import java.sql.SQLException;
import java.time.Duration;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quarkiverse.strata.benchmarks.Database;

/** The peers' pools, of the same size. */
public final class Pools {

    private Pools() {
    }

    public static AgroalDataSource agroal(Database database) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(database.pool()).initialSize(database.pool())
                        .acquisitionTimeout(Duration.ofMinutes(5)) // a thousand threads on one processor
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.jdbcUrl())
                                .principal(new NamePrincipal(Database.USER)).credential(new SimplePassword("")))));
    }

    public static HikariDataSource hikari(Database database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(Database.USER);
        config.setPassword("");
        config.setMaximumPoolSize(database.pool());
        return new HikariDataSource(config);
    }
}
