package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that is stored as one JSON value, {@code jsonb} or, with {@code @Column(type = "json")}, {@code json}. Jackson
 * writes and reads it, with Strata's own mapper, so that settings for REST don't change what is stored: dates as ISO text,
 * unknown properties ignored, absent {@code Optional}s as null, Jackson's annotations honoured. Nothing has to be registered
 * for a native executable.
 * <p>
 * Null is SQL's NULL; a JSON {@code null} in the column is read as null, too. A {@code String} is a JSON string, not JSON
 * text: use {@code JsonObject} for that. The Vert.x client reads JSON numbers with a fraction as {@code double}: more than 17
 * digits come back rounded.
 *
 * <pre>
 * {@code
 * &#64;Json Preferences preferences
 * &#64;Json Map<String, List<Rule>> rules
 * }
 * </pre>
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Json {
}
