package io.quarkiverse.strata.rental.desk;

import java.math.BigDecimal;
import java.time.Instant;

import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

/** What a customer paid for a rental. The table is partitioned by month, so the date is a part of its key. */
@Table("payment")
public record Payment(@Id @Generated Long paymentId, long customerId, long staffId, long rentalId, BigDecimal amount,
        @Id @Generated Instant paymentDate) {

    static Payment of(Rental rental, BigDecimal amount) {
        return new Payment(null, rental.customerId(), rental.staffId(), rental.rentalId(), amount, null);
    }
}
