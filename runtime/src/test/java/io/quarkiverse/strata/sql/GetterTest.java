package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GetterTest {

    record Address(String city, String street) {
    }

    record Customer(Long id, Address address, boolean active) {
        String shout() {
            return "!";
        }
    }

    record Unmapped(String name) {
    }

    static class ByHand implements Getter<Film, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String get(Film film) {
            return film.title();
        }
    }

    @BeforeAll
    static void register() {
        Schema.register();
        Descriptors.register(customer("customer"));
    }

    private static TableDescriptor<Customer> customer(String table) {
        return Schema.descriptor(Customer.class, table, List.of(
                new ColumnDescriptor("id", "id", Long.class, PgType.INT8, true, true, true),
                new ColumnDescriptor("address.city", "address_city", String.class, PgType.TEXT, false, false, true),
                new ColumnDescriptor("active", "is_active", Boolean.class, PgType.BOOL, false, false, false)),
                List.of(Customer::id, c -> c.address().city(), Customer::active));
    }

    @Test
    void namesTheColumnOfItsComponent() {
        Column<Long> id = col(Film::id);
        assertThat(id.name()).isEqualTo("id");
        assertThat(id.javaType()).isEqualTo(Long.class);
        assertThat(col(Film::rentalRate).toString()).isEqualTo("rental_rate");
        assertThat(col(Customer::active).name()).isEqualTo("is_active");
        assertThat(condition(col(Customer::active)).and(col(Customer::id).eq(1L)).toString()).isEqualTo("is_active AND id = 1");
    }

    @Test
    void isResolvedOncePerPlaceAndAgainAfterAReload() {
        Getter<Customer, Long> getter = Customer::id;
        Column<Long> first = col(getter);
        assertThat(col(getter)).isSameAs(first);
        Descriptors.register(customer("client"));
        assertThat(((TypedColumn<?>) col(getter)).table().table()).isEqualTo("client");
        Descriptors.register(customer("customer"));
    }

    @Test
    void anythingElseIsRefusedWithTheCure() {
        String cure = "STRATA-1102: col(…) takes the accessor of a mapped record as a plain method reference, col(Film::title): %s. "
                + "Otherwise name the column: col(\"title\").";
        assertThatThrownBy(() -> col((Film film) -> film.title())).hasMessage(cure.formatted(
                "a lambda or another method stands in its place"));
        assertThatThrownBy(() -> col(new ByHand())).hasMessage(cure.formatted("it can't be read: its class "
                + ByHand.class.getName()
                + " has no accessible writeReplace. In a native executable the class that holds the method reference must be "
                + "registered as lambda-capturing"));
        assertThatThrownBy(() -> col(Customer::shout))
                .hasMessage("STRATA-1102: col(Customer::shout): shout is no mapped component of "
                        + Customer.class.getName() + ". Name an accessor of the record, or the column: col(\"name\").");
        assertThatThrownBy(() -> col(Customer::address))
                .hasMessage("STRATA-1102: col(Customer::address) names a nested record, which "
                        + "has several columns. Name one of them: col(\"address_city\").");
        assertThatThrownBy(() -> col(Unmapped::name)).hasMessage("STRATA-1101: " + Unmapped.class.getName()
                + " is not a mapped record. "
                + "Annotate it with @Table(\"name\") when it stands for a table, or with @Projection when it only receives results.");
    }
}
