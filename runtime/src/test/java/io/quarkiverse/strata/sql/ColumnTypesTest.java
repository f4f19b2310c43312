package io.quarkiverse.strata.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.strata.test.PostgresServer;

/** The type that a value is cast to beside a column cuts nothing off. */
class ColumnTypesTest {

    @ParameterizedTest
    @CsvSource({ "char(2),bpchar", "CHARACTER(2),bpchar", "national character(2),bpchar", "char,bpchar", "char(2)[],bpchar[]",
            "varchar(20),varchar", "character varying(20),character varying", "text,text", "bpchar,bpchar" })
    void keepsTheWholeValue(String declared, String met) {
        PgType type = ColumnTypes
                .of(new ColumnDescriptor("country", "country", String.class, new PgType(declared), false, false,
                        true));
        assertThat(type.name()).isEqualTo(met);
        String value = met.endsWith("[]") ? "'{DE}'" : "'DE'";
        assertThat(PostgresServer.get().execute("postgres", "SELECT (" + value + "::" + met + ")::text").iterator().next()
                .getString(0)).contains("DE");
    }
}
