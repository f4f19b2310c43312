package io.quarkiverse.strata.rental.seed;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;
import io.quarkiverse.strata.rental.film.MpaaRating;

/** Tables as the files have them: with the ids that the database makes for new rows, and so without {@code @Generated}. */
final class Rows {

    private Rows() {
    }

    @Table("country")
    record CountryRow(@Id long countryId, String country) {
        static CountryRow of(Line line) {
            return new CountryRow(line.id("country_id"), line.text("country"));
        }
    }

    @Table("city")
    record CityRow(@Id long cityId, String city, long countryId) {
        static CityRow of(Line line) {
            return new CityRow(line.id("city_id"), line.text("city"), line.id("country_id"));
        }
    }

    @Table("address")
    record AddressRow(@Id long addressId, String address, String postalCode, long cityId) {
        static AddressRow of(Line line) {
            return new AddressRow(line.id("address_id"), line.text("address"), line.text("postal_code"), line.id("city_id"));
        }
    }

    @Table("language")
    record LanguageRow(@Id long languageId, String name) {
        static LanguageRow of(Line line) {
            return new LanguageRow(line.id("language_id"), line.text("name"));
        }
    }

    @Table("category")
    record CategoryRow(@Id long categoryId, String name) {
        static CategoryRow of(Line line) {
            return new CategoryRow(line.id("category_id"), line.text("name"));
        }
    }

    @Table("actor")
    record ActorRow(@Id long actorId, String firstName, String lastName) {
        static ActorRow of(Line line) {
            return new ActorRow(line.id("actor_id"), line.text("first_name"), line.text("last_name"));
        }
    }

    @Table("film")
    record FilmRow(@Id long filmId, String title, String description, int releaseYear, long languageId, int rentalDuration,
            BigDecimal rentalRate, int length, BigDecimal replacementCost, MpaaRating rating, List<String> specialFeatures) {
        static FilmRow of(Line line) {
            return new FilmRow(line.id("film_id"), line.text("title"), line.text("description"), line.number("release_year"),
                    line.id("language_id"), line.number("rental_duration"), line.decimal("rental_rate"),
                    line.number("length"), line.decimal("replacement_cost"), MpaaRating.fromString(line.text("rating")),
                    line.texts("special_features"));
        }
    }

    @Table("film_actor")
    record FilmActorRow(@Id long actorId, @Id long filmId) {
        static FilmActorRow of(Line line) {
            return new FilmActorRow(line.id("actor_id"), line.id("film_id"));
        }
    }

    @Table("film_category")
    record FilmCategoryRow(@Id long filmId, @Id long categoryId) {
        static FilmCategoryRow of(Line line) {
            return new FilmCategoryRow(line.id("film_id"), line.id("category_id"));
        }
    }

    @Table("staff")
    record StaffRow(@Id long staffId, String firstName, String lastName, String email, long storeId) {
        static StaffRow of(Line line) {
            return new StaffRow(line.id("staff_id"), line.text("first_name"), line.text("last_name"), line.text("email"),
                    line.id("store_id"));
        }
    }

    @Table("store")
    record StoreRow(@Id long storeId, long managerStaffId, long addressId) {
        static StoreRow of(Line line) {
            return new StoreRow(line.id("store_id"), line.id("manager_staff_id"), line.id("address_id"));
        }
    }

    @Table("customer")
    record CustomerRow(@Id long customerId, long storeId, String firstName, String lastName, String email, long addressId,
            boolean active, LocalDate createDate) {
        static CustomerRow of(Line line) {
            return new CustomerRow(line.id("customer_id"), line.id("store_id"), line.text("first_name"),
                    line.text("last_name"), line.text("email"), line.id("address_id"), line.flag("active"),
                    line.date("create_date"));
        }
    }

    @Table("inventory")
    record InventoryRow(@Id long inventoryId, long filmId, long storeId) {
        static InventoryRow of(Line line) {
            return new InventoryRow(line.id("inventory_id"), line.id("film_id"), line.id("store_id"));
        }
    }

    @Table("rental")
    record RentalRow(@Id long rentalId, Instant rentalDate, long inventoryId, long customerId, Instant returnDate,
            long staffId) {
        static RentalRow of(Line line) {
            return new RentalRow(line.id("rental_id"), line.time("rental_date"), line.id("inventory_id"),
                    line.id("customer_id"), line.time("return_date"), line.id("staff_id"));
        }
    }

    @Table("payment")
    record PaymentRow(@Id long paymentId, long customerId, long staffId, long rentalId, BigDecimal amount,
            @Id Instant paymentDate) {
        static PaymentRow of(Line line) {
            return new PaymentRow(line.id("payment_id"), line.id("customer_id"), line.id("staff_id"), line.id("rental_id"),
                    line.decimal("amount"), line.time("payment_date"));
        }
    }
}
