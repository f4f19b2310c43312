package io.quarkiverse.strata.mapping;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JavaType;

import io.quarkiverse.strata.sql.ColumnDescriptor;
import io.quarkiverse.strata.sql.ColumnDescriptor.Role;
import io.quarkiverse.strata.sql.PgType;

/**
 * A column of a mapped record together with the way to read it. Generated mappers make these, and mappers that are written
 * by hand for unit tests without Quarkus.
 *
 * <pre>{@code
 * MappedColumn.value("id", "id", "int8", Long.class).id().generated()
 * MappedColumn.list("tags", "tags", "text[]", String.class).optional()
 * }</pre>
 */
public final class MappedColumn {

    private final ColumnDescriptor descriptor;
    private final Decoder decoder;
    private final boolean primitive;
    private final boolean optional;

    private MappedColumn(ColumnDescriptor descriptor, Decoder decoder, boolean primitive, boolean optional) {
        this.descriptor = descriptor;
        this.decoder = decoder;
        this.primitive = primitive;
        this.optional = optional;
    }

    /**
     * A component that holds one value or an array.
     *
     * @param path the component, {@code address.city} for nested ones
     * @param name the column's name
     * @param pgType the column's type as a cast names it
     * @param type the component's class, primitive where it is
     * @throws IllegalArgumentException when a column can't be read as that class
     */
    public static MappedColumn value(String path, String name, String pgType, Class<?> type) {
        boolean primitive = type.isPrimitive();
        return new MappedColumn(new ColumnDescriptor(path, name, Decoders.box(type), new PgType(pgType), false, false,
                !primitive), Decoders.of(type), primitive, false);
    }

    /** A {@code List} of {@code element}; otherwise as {@link #value}. */
    public static MappedColumn list(String path, String name, String pgType, Class<?> element) {
        return new MappedColumn(new ColumnDescriptor(path, name, List.class, new PgType(pgType), false, false, true),
                ArrayDecoders.list(element.getTypeName(), Decoders.of(element)), false, false);
    }

    /** A component whose class has type arguments, {@code Range<Integer>} or {@code List<List<Long>>}; as {@link #value}. */
    public static MappedColumn generic(String path, String name, String pgType, JavaType type) {
        return new MappedColumn(new ColumnDescriptor(path, name, type.getRawClass(), new PgType(pgType), false, false, true),
                Decoders.of(type), false, false);
    }

    /** A {@code List} of mapped records, which {@link io.quarkiverse.strata.sql.Sql#many} fills. */
    public static MappedColumn many(String path, String name, Class<?> record) {
        return new MappedColumn(new ColumnDescriptor(path, name, List.class, PgType.NESTED, false, false, true),
                NestedDecoders.many(record), false, false);
    }

    /** A mapped record, which {@link io.quarkiverse.strata.sql.Sql#one} fills. */
    public static MappedColumn one(String path, String name, Class<?> record) {
        return new MappedColumn(new ColumnDescriptor(path, name, record, PgType.NESTED, false, false, true),
                NestedDecoders.one(record), false, false);
    }

    /** A component that is stored as JSON, read by Jackson as {@code type} ({@link JsonTypes}); otherwise as {@link #value}. */
    public static MappedColumn json(String path, String name, String pgType, JavaType type) {
        boolean primitive = type.isPrimitive();
        return new MappedColumn(new ColumnDescriptor(path, name, Decoders.box(type.getRawClass()), new PgType(pgType), false,
                false, !primitive), JsonText.decoder(type), primitive, false);
    }

    /** The same column as a part of the primary key. */
    public MappedColumn id() {
        return with(true, descriptor.generated(), descriptor.nullable(), optional, descriptor.role());
    }

    /** The same column as one that the database makes. */
    public MappedColumn generated() {
        return with(descriptor.id(), true, descriptor.nullable(), optional, descriptor.role());
    }

    /** The same column in an {@code Optional}: empty for null. */
    public MappedColumn optional() {
        return with(descriptor.id(), descriptor.generated(), true, true, descriptor.role());
    }

    /** The same column inside an embedded record, which may be absent as a whole: even a primitive writes null then. */
    public MappedColumn embedded() {
        return with(descriptor.id(), descriptor.generated(), true, optional, descriptor.role());
    }

    /** The same column as one that {@link Version} and the like give a part in statements that write records. */
    public MappedColumn role(Role role) {
        return with(descriptor.id(), descriptor.generated(), descriptor.nullable(), optional, role);
    }

    /** What statements know of the column. */
    public ColumnDescriptor descriptor() {
        return descriptor;
    }

    private MappedColumn with(boolean id, boolean generated, boolean nullable, boolean isOptional, Role role) {
        return new MappedColumn(new ColumnDescriptor(descriptor.path(), descriptor.name(), descriptor.javaType(),
                descriptor.type(), id, generated, nullable, role), decoder, primitive, isOptional);
    }

    Object decode(Object raw, Class<?> owner) {
        Object value;
        try {
            value = raw == null ? null : raw instanceof TextRow.Text text ? decoder.parse(text.text()) : decoder.decode(raw);
        } catch (ConversionException e) {
            throw new IllegalArgumentException("STRATA-1305: " + place(owner) + " can't take what was read: " + e.getMessage()
                    + ".", e.getCause());
        }
        if (value == null && primitive) {
            throw new IllegalArgumentException("STRATA-1304: " + place(owner) + " is null, which a primitive can't hold. Make "
                    + "the component " + descriptor.javaType().getSimpleName() + " or Optional<"
                    + descriptor.javaType().getSimpleName() + ">.");
        }
        return optional ? Optional.ofNullable(value) : value;
    }

    private String place(Class<?> owner) {
        return owner.getName() + "." + descriptor.path() + " (column \"" + descriptor.name() + "\")";
    }
}
