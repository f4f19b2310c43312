package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A column that the database makes: an identity, a default, a generated column, a trigger's work. It is left out of inserts
 * and updates and read back after them; whatever the component holds when the record is written is not looked at. So a
 * primitive is fine: {@code @Id @Generated long id} is 0 (or anything) in a record that is not yet stored.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Generated {
}
