package io.quarkiverse.strata.benchmarks.peer;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** What Hibernate maps a loan to; keys come from a sequence in blocks of 50, which is what lets it batch. */
@Entity
@Table(name = "loan_entity")
class LoanEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "loan_seq")
    @SequenceGenerator(name = "loan_seq", sequenceName = "loan_seq", allocationSize = 50)
    Long id;
    String title;
    String author;
    int pages;
    BigDecimal price;
    @Column(name = "added_at")
    OffsetDateTime addedAt;

    static LoanEntity of(Book book) {
        LoanEntity loan = new LoanEntity();
        loan.title = book.title();
        loan.author = book.author();
        loan.pages = book.pages();
        loan.price = book.price();
        loan.addedAt = book.addedAt();
        return loan;
    }
}
