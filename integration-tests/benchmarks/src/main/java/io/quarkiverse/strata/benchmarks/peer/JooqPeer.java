package io.quarkiverse.strata.benchmarks.peer;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStep5;
import org.jooq.Record;
import org.jooq.Records;
import org.jooq.SQLDialect;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.strata.benchmarks.Database;
import io.quarkiverse.strata.benchmarks.Work;

/** jOOQ on JDBC with Agroal. */
public final class JooqPeer implements Peer {

    private static final Table<Record> BOOK = table(name("book"));
    private static final Table<Record> LOAN = table(name("loan"));
    private static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT);
    private static final Field<String> TITLE = field(name("title"), SQLDataType.CLOB);
    private static final Field<String> AUTHOR = field(name("author"), SQLDataType.CLOB);
    private static final Field<Integer> PAGES = field(name("pages"), SQLDataType.INTEGER);
    private static final Field<BigDecimal> PRICE = field(name("price"), SQLDataType.NUMERIC(10, 2));
    private static final Field<OffsetDateTime> ADDED_AT = field(name("added_at"), SQLDataType.TIMESTAMPWITHTIMEZONE);

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final AgroalDataSource pool;
    private final DSLContext jooq;

    public JooqPeer(Database database) throws SQLException {
        pool = Pools.agroal(database);
        jooq = DSL.using(pool, SQLDialect.POSTGRES);
    }

    @Override
    public Work one() {
        return times -> {
            for (int i = 0; i < times; i++) {
                find(jooq, Keys.next());
            }
        };
    }

    @Override
    public Work oneConcurrently() {
        return Threads.of(() -> find(jooq, Keys.next()));
    }

    @Override
    public Work several(int books) {
        return times -> {
            for (int i = 0; i < times; i++) {
                jooq.select(ID, TITLE, AUTHOR, PAGES, PRICE, ADDED_AT).from(BOOK).where(ID.le((long) books))
                        .fetch(Records.mapping(Book::new));
            }
        };
    }

    @Override
    public Work transaction() {
        return times -> {
            for (int i = 0; i < times; i++) {
                long id = Keys.next();
                jooq.transaction(tx -> {
                    Book book = find(tx.dsl(), id);
                    tx.dsl().update(BOOK).set(PAGES, book.pages() + 1).where(ID.eq(id)).execute();
                });
            }
        };
    }

    @Override
    public Work insert() {
        return times -> {
            for (int i = 0; i < times; i++) {
                Book book = Book.fresh(1);
                jooq.insertInto(LOAN, TITLE, AUTHOR, PAGES, PRICE, ADDED_AT)
                        .values(book.title(), book.author(), book.pages(), book.price(), book.addedAt())
                        .returning((SelectField<?>) ID).fetchOne();
            }
        };
    }

    @Override
    public Work insertMany() {
        return times -> {
            for (int i = 0; i < times; i++) {
                jooq.transaction(tx -> {
                    List<InsertValuesStep5<?, ?, ?, ?, ?, ?>> inserts = new ArrayList<>(Book.MANY);
                    for (int n = 0; n < Book.MANY; n++) {
                        Book book = Book.fresh(n);
                        inserts.add(DSL.insertInto(LOAN, TITLE, AUTHOR, PAGES, PRICE, ADDED_AT).values(book.title(),
                                book.author(), book.pages(), book.price(), book.addedAt()));
                    }
                    tx.dsl().batch(inserts).execute();
                });
            }
        };
    }

    private static Book find(DSLContext jooq, long id) {
        return jooq.select(ID, TITLE, AUTHOR, PAGES, PRICE, ADDED_AT).from(BOOK).where(ID.eq(id))
                .fetchOne(Records.mapping(Book::new));
    }

    @Override
    public void close() {
        pool.close();
    }
}
