package io.quarkiverse.strata.benchmarks.peer;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What Hibernate maps a book to. */
@Entity
@Table(name = "book")
class BookEntity {

    @Id
    Long id;
    String title;
    String author;
    int pages;
    BigDecimal price;
    @Column(name = "added_at")
    OffsetDateTime addedAt;
}
