package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.Alteration.Action.*;

import java.util.List;
import java.util.function.Consumer;

/** Changes of types: enums, domains, composite and range types, collations. */
public abstract sealed class TypeChanges extends Changes permits ProgramChanges {

    TypeChanges() {
    }

    /** An enum type with these labels. */
    public void createEnum(String name, String... labels) {
        createdEnum(name);
        add(new CreateEnum(name, List.of(labels), null));
    }

    /** The enum type that stands for a Java enum, see {@link Columns#enumeration(String, Class)}. */
    public void createEnum(Class<? extends Enum<?>> type) {
        enumType(type);
    }

    /** Adds a label at the end of an enum type, unless it is there. The label can't be used in the same transaction. */
    public void addEnumValue(String type, String label) {
        add(new AddEnumValue(type, label, null, null));
    }

    /** Adds a label before another one of an enum type, unless it is there. */
    public void addEnumValueBefore(String type, String label, String before) {
        add(new AddEnumValue(type, label, before, null));
    }

    /** Adds a label behind another one of an enum type, unless it is there. */
    public void addEnumValueAfter(String type, String label, String after) {
        add(new AddEnumValue(type, label, null, after));
    }

    /** A label of an enum type gets another name, in all rows at once. */
    public void renameEnumValue(String type, String label, String to) {
        String from = Literals.text(label);
        add(new AlterObject(ObjectKind.TYPE, type, Alteration.of(RENAME_VALUE, from + " TO " + Literals.text(to)),
                Alteration.of(RENAME_VALUE, Literals.text(to) + " TO " + from)));
    }

    /** Drops an enum type; refused while a column has it. */
    public DropBuilder dropEnum(String name) {
        return dropType(name);
    }

    /** A type made of attributes: {@code createCompositeType("point", type -> type.attribute("x", "integer"))}. */
    public void createCompositeType(String name, Consumer<CompositeTypeBuilder> definition) {
        CompositeTypeBuilder builder = new CompositeTypeBuilder();
        definition.accept(builder);
        add(builder.build(name));
    }

    /**
     * A further attribute of a composite type, null in all values that there are.
     *
     * @param attributeType its type as SQL
     */
    public void addAttribute(String type, String attribute, String attributeType) {
        add(new AlterObject(ObjectKind.TYPE, type, new Alteration(ADD_ATTRIBUTE, attribute, Types.check(attributeType)),
                new Alteration(DROP_ATTRIBUTE, attribute, null)));
    }

    /** Drops an attribute of a composite type; what it {@code was}: its type, to bring it back without its values. */
    public AlterationBuilder<String> dropAttribute(String type, String attribute) {
        return alteration(ObjectKind.TYPE, type, new Alteration(DROP_ATTRIBUTE, attribute, null),
                was -> new Alteration(ADD_ATTRIBUTE, attribute, Types.check(was)));
    }

    /** An attribute of a composite type that no table uses gets another type. */
    public AlterationBuilder<String> alterAttribute(String type, String attribute, String attributeType) {
        return alteration(ObjectKind.TYPE, type, new Alteration(ALTER_ATTRIBUTE, attribute, Types.check(attributeType)),
                was -> new Alteration(ALTER_ATTRIBUTE, attribute, Types.check(was)));
    }

    /** An attribute of a composite type gets another name. */
    public void renameAttribute(String type, String attribute, String to) {
        add(new AlterObject(ObjectKind.TYPE, type, new Alteration(RENAME_ATTRIBUTE, attribute, Names.quote(to)),
                new Alteration(RENAME_ATTRIBUTE, to, Names.quote(attribute))));
    }

    /** A range type and its multirange type: {@code createRangeType("float_range", "float8").multirange("float_ranges")}. */
    public RangeTypeBuilder createRangeType(String name, String subtype) {
        RangeTypeBuilder builder = new RangeTypeBuilder(name, subtype);
        addLater(builder::build);
        return builder;
    }

    /** Drops an enum, composite or range type. */
    public DropBuilder dropType(String name) {
        return drop(ObjectKind.TYPE, name);
    }

    /**
     * A type with a condition.
     *
     * @param type the type below it, as SQL
     * @param checkSql the condition on {@code VALUE}: {@code VALUE >= 1901}; null for none
     */
    public void createDomain(String name, String type, String checkSql) {
        createDomain(name, type).check(checkSql);
    }

    /**
     * A type with conditions or a default: {@code createDomain("email", "citext").check("email_at", "VALUE ~ '@'")}.
     *
     * @param type the type below it, as SQL
     */
    public DomainBuilder createDomain(String name, String type) {
        DomainBuilder builder = new DomainBuilder(name, type);
        addLater(builder::build);
        return builder;
    }

    /** What changes about a domain: {@code alterDomain("email", domain -> domain.addCheck("short", "length(VALUE) < 99"))}. */
    public void alterDomain(String name, Consumer<DomainAlterations> definition) {
        definition.accept(new DomainAlterations(this, name));
    }

    /** Drops a domain; refused while a column has it. */
    public DropBuilder dropDomain(String name) {
        return drop(ObjectKind.DOMAIN, name);
    }

    /**
     * A collation.
     *
     * @param locale the provider's name of the order, {@code de-AT}
     */
    public void createCollation(String name, CreateCollation.Provider provider, String locale) {
        add(new CreateCollation(name, provider, locale, true));
    }

    /**
     * An ICU collation by which texts of different bytes can be equal.
     *
     * @param locale the order, {@code und-u-ks-level2} for one that ignores upper and lower case
     */
    public void createNondeterministicCollation(String name, String locale) {
        add(new CreateCollation(name, CreateCollation.Provider.ICU, locale, false));
    }

    /** Drops a collation; refused while something sorts by it. */
    public DropBuilder dropCollation(String name) {
        return drop(ObjectKind.COLLATION, name);
    }

    <T> AlterationBuilder<T> alteration(ObjectKind kind, String name, Alteration to,
            java.util.function.Function<T, Alteration> former) {
        AlterationBuilder<T> builder = new AlterationBuilder<>(kind, name, to, former);
        addLater(builder::build);
        return builder;
    }
}
