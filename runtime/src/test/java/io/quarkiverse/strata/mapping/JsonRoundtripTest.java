package io.quarkiverse.strata.mapping;

import static io.quarkiverse.strata.mapping.Roundtrip.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JavaType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Components stored as JSON. */
class JsonRoundtripTest {

    record Rule(String name, BigDecimal limit, Instant since, Optional<LocalDate> until, Duration period, Mood mood,
            List<Rule> rules) {
    }

    private static Roundtrip server;

    @BeforeAll
    static void start() {
        server = new Roundtrip();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Object through(String type, Object value, JavaType javaType) {
        MappedColumn column = MappedColumn.json("rule", "value", type, javaType);
        Object raw = server.rows("SELECT $1::text::" + type + " AS value", io.quarkiverse.strata.sql.Shape.row(),
                parameter(type, value)).get(0) instanceof ResultRow row ? row.raw(0) : null;
        return column.decode(raw, Rule.class);
    }

    @Test
    void keepsRecordsMapsAndLists() {
        Rule inner = new Rule("\"\\ 🐎", new BigDecimal("0.1"), Instant.parse("2026-01-01T00:00:00.123456789Z"),
                Optional.empty(), Duration.ofMinutes(5),
                Mood.OK, List.of());
        Rule rule = new Rule(null, new BigDecimal("1.5"), null, Optional.of(LocalDate.EPOCH), null, null, List.of(inner));
        assertThat(through("jsonb", rule, JsonTypes.of(Rule.class))).isEqualTo(rule);
        assertThat(through("json", rule, JsonTypes.of(Rule.class))).isEqualTo(rule);
        assertThat(through("jsonb", List.of(rule), JsonTypes.of(List.class, JsonTypes.of(Rule.class))))
                .isEqualTo(List.of(rule));
        assertThat(through("jsonb", Map.of("a", List.of(1L)),
                JsonTypes.of(Map.class, JsonTypes.of(String.class), JsonTypes.of(List.class, JsonTypes.of(Long.class)))))
                .isEqualTo(Map.of("a", List.of(1L)));
        assertThat(through("jsonb", new int[] { 1, 2 }, JsonTypes.of(int[].class))).isEqualTo(new int[] { 1, 2 });
    }

    @Test
    void keepsEveryKindOfJsonValue() {
        assertThat(through("jsonb", "a \"text\"", JsonTypes.of(String.class))).isEqualTo("a \"text\"");
        assertThat(through("jsonb", 5, JsonTypes.of(int.class))).isEqualTo(5);
        assertThat(through("jsonb", true, JsonTypes.of(Boolean.class))).isEqualTo(true);
        assertThat(through("jsonb", Map.of("a", 1), JsonTypes.of(Object.class))).isEqualTo(Map.of("a", 1));
        assertThat(through("jsonb", null, JsonTypes.of(Rule.class))).isNull();
        assertThat(server.echo("jsonb", new JsonObject().put("a", new JsonArray().add(1)), JsonObject.class))
                .isEqualTo(new JsonObject("{\"a\":[1]}"));
        assertThat(server.echo("json", new JsonArray().addNull(), JsonArray.class)).isEqualTo(new JsonArray("[null]"));
        assertThat(server.read("'null'::jsonb", JsonObject.class)).isNull();
    }

    @Test
    void sendsNumbersExactly() {
        assertThat(server.text("jsonb", Map.of("n", new BigDecimal("12345678901234567890.123456789012345678901234567890"))))
                .isEqualTo("{\"n\": 12345678901234567890.123456789012345678901234567890}");
        assertThat(server.text("jsonb", Map.of("at", Instant.EPOCH, "day", LocalDate.EPOCH).get("at"))).isEqualTo(
                "\"1970-01-01T00:00:00Z\"");
    }

    @Test
    void ignoresUnknownPropertiesAndNamesWhatDoesNotFit() {
        MappedColumn column = MappedColumn.json("rule", "value", "jsonb", JsonTypes.of(Rule.class));
        assertThat(column.decode(new JsonObject().put("name", "a").put("other", 1), Rule.class))
                .isEqualTo(new Rule("a", null, null, Optional.empty(), null, null, null));
        assertThatThrownBy(() -> column.decode(new JsonArray().add("secret"), Rule.class)).hasMessage(
                "STRATA-1305: io.quarkiverse.strata.mapping.JsonRoundtripTest$Rule.rule (column \"value\") can't take what was "
                        + "read: Jackson can't read its JSON as io.quarkiverse.strata.mapping.JsonRoundtripTest$Rule "
                        + "(MismatchedInputException). Compare the class with what is stored.");
        assertThatThrownBy(() -> column.decode(LocalDate.EPOCH, Rule.class)).hasMessage(
                "STRATA-1305: io.quarkiverse.strata.mapping.JsonRoundtripTest$Rule.rule (column \"value\") can't take what was "
                        + "read: it is of type date, which can't become io.quarkiverse.strata.mapping.JsonRoundtripTest$Rule. Use "
                        + "the class of that type, or cast the column in the statement.");
    }
}
