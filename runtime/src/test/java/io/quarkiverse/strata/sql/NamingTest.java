package io.quarkiverse.strata.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java's names in PostgreSQL, and the labels of enums that nobody registered. */
class NamingTest {

    @ParameterizedTest
    @CsvSource({ "id,id", "createdAt,created_at", "url2,url2", "line2Text,line2_text", "userID,user_id",
            "HTTPServer,http_server",
            "dVDTitle,d_vd_title", "aB,a_b", "A,a", "already_snake,already_snake", "x1y2,x1y2", "ipV4Address,ip_v4_address",
            "žlutýKůň,žlutý_kůň" })
    void namesBecomeSnakeCase(String java, String expected) {
        assertThat(Naming.snakeCase(java)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({ "MpaaRating,mpaa_rating", "Status,status", "User,\"\"user\"\"", "Order,\"\"order\"\"", "Kůň,\"\"kůň\"\"" })
    void enumTypesAreQuotedWhereTheyMustBe(String java, String expected) {
        assertThat(Naming.enumType(java).name()).isEqualTo(expected.replace("\"\"", "\""));
    }

    @Test
    void anUnregisteredEnumHasItsNamesAsLabels() {
        assertThat(EnumLabels.label(TimeUnit.DAYS)).isEqualTo("DAYS");
        assertThat(EnumLabels.of(TimeUnit.class).constant("HOURS")).isEqualTo(TimeUnit.HOURS);
        assertThat(EnumLabels.of(TimeUnit.class).constant("?")).isNull();
        assertThat(EnumLabels.of(TimeUnit.class).pgType()).isEqualTo(new PgType("time_unit"));
        assertThat(EnumLabels.of(TimeUnit.class).type()).isEqualTo(TimeUnit.class);
    }
}
