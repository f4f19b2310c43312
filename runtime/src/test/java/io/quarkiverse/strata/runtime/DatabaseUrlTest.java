package io.quarkiverse.strata.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.vertx.pgclient.PgConnectOptions;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "postgres://h                                    | h            | -     | -        | -",
            "postgresql://h:5433/d                           | h:5433/d     | -     | -        | -",
            "vertx-reactive:postgresql://h/d                 | h/d          | -     | -        | -",
            "postgres://u@h/d                                | h/d          | u     | -        | -",
            "postgres://u:@h/d                               | h/d          | u     | -        | -",
            "postgres://u:p@h/d                              | h/d          | u     | p        | -",
            "postgres://u:p:q@h/d                            | h/d          | u     | p:q      | -",
            "postgres://u:p@q@h/d                            | h/d          | u     | p@q      | -",
            "postgres://u:%40%2F%3F%23%25%3A@h/d             | h/d          | u     | @/?#%:   | -",
            "postgres://u:a+b@h/d                            | h/d          | u     | a+b      | -",
            "postgres://u:%C3%BC%E2%82%AC@h/d                | h/d          | u     | ü€       | -",
            "postgres://u%40corp:p@h/d                       | h/d          | u@corp| p        | -",
            "postgres://u:p@[::1]:5432/d                     | [::1]:5432/d | u     | p        | -",
            "postgres://u:p@h/my%20db                        | h/my%20db    | u     | p        | -",
            "postgres://u:p@h/a%2Cb                          | h/a%2Cb      | u     | p        | -",
            "postgres://h/d?sslmode=verify-full              | h/d          | -     | -        | verify-full",
            "postgres://h/d?user=u&password=p%26q            | h/d          | u     | p&q      | -",
            "postgres://h/d?loggerLevel=OFF                  | h/d          | -     | -        | -",
            "postgres://h/d?application_name=a%20b&sslmode=disable | h/d?application_name=a%20b | - | - | disable",
    })
    void isTakenApart(String text, String address, String user, String password, String sslMode) {
        DatabaseUrl url = DatabaseUrl.parse(text);
        assertThat(url).isEqualTo(new DatabaseUrl(List.of("vertx-reactive:postgresql://" + address), user, password, sslMode));
        assertThat(url.toString()).isEqualTo("DatabaseUrl[[vertx-reactive:postgresql://" + address + "]]");
    }

    @Test
    void theDriverUnderstandsTheAddress() {
        DatabaseUrl url = DatabaseUrl
                .parse("postgres://u:p@db-1.example.com:6432/a%2C%20b%25ü?application_name=x%20y&search_path=s");
        PgConnectOptions options = PgConnectOptions.fromUri(url.addresses().get(0).substring("vertx-reactive:".length()));
        assertThat(options.getHost()).isEqualTo("db-1.example.com");
        assertThat(options.getPort()).isEqualTo(6432);
        assertThat(options.getDatabase()).isEqualTo("a, b%ü");
        assertThat(options.getProperties()).containsEntry("application_name", "x y").containsEntry("search_path", "s");
    }

    @Test
    void severalHosts() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://u:p@h1,h2:5433,[::1]:5434/d?target_session_attrs=read-write&options=x");
        assertThat(url.addresses()).containsExactly("vertx-reactive:postgresql://h1/d?options=x",
                "vertx-reactive:postgresql://h2:5433/d?options=x", "vertx-reactive:postgresql://[::1]:5434/d?options=x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "mysql://u:geheim@h/d                     | doesn't begin with postgresql:// or postgres://.",
            "geheim                                   | doesn't begin with postgresql:// or postgres://.",
            "postgres://u:geheim@/d                   | has no host.",
            "postgres://                              | has no host.",
            "postgres://u:geheim@h1:1,,h2:2/d         | has no host.",
            "postgres://u:geheim@h1,h2/d?target_session_attrs=standby | has a target_session_attrs other than read-write and primary. Name standbys in quarkus.strata.replicas.urls.",
            "postgres://u:geheim@h:0/d                | has a port that isn't between 1 and 65535.",
            "postgres://u:geheim@h:70000/d            | has a port that isn't between 1 and 65535.",
            "postgres://u:geheim@h/d?sslmode=geheim   | has an sslmode that is none of disable, allow, prefer, require, verify-ca and verify-full.",
            "postgres://u:gehe%ff@h/d                 | has a percent-encoded part that isn't UTF-8.",
    })
    void isRefusedWithoutTellingAnyOfIt(String text, String message) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessage(message)
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "postgres://u:geh/eim@h/d   | has no valid host and port between the password and the database.",
            "postgres://u:geh?eim@h/d   | has a parameter that the reactive client doesn't know.",
            "postgres://u:100%@h/d      | has a % that two hexadecimal digits don't follow; a % itself is %25.",
            "postgres://h/d?channel_binding=require | has a parameter that the reactive client doesn't know.",
    })
    void anUnencodedPasswordIsRefusedWithTheCure(String text, String message) {
        String cure = " Characters of the user and the password other than letters, digits and -._~ are written percent-encoded,"
                + " @ as %40 and / as %2F.";
        assertThatThrownBy(() -> DatabaseUrl.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message).hasMessageEndingWith(cure).hasMessageNotContaining("eim");
    }
}
