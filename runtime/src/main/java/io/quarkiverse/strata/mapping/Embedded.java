package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component whose class is a record and whose components are columns of the same table.
 *
 * <pre>{@code
 * record Address(String street, String city) {
 * }
 *
 * @Table("users")
 * record User(@Id long id, @Embedded Address address) { // address_street, address_city
 * }
 * }</pre>
 *
 * A null component writes null to all its columns, and when all its columns are null it is read as null.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Embedded {

    /** What stands before each column's name; by default the component's name in snake_case and an underscore. */
    String prefix() default DEFAULT;

    /** Stands for the default prefix, as an empty one is a prefix, too. */
    String DEFAULT = "<component>_";
}
