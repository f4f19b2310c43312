package io.quarkiverse.strata;

/**
 * The facts of a {@link DatabaseException}. All but the code may be null.
 *
 * @param code Strata's stable code
 * @param dataSource the datasource's name
 * @param sqlState PostgreSQL's five-character code
 * @param constraint the constraint that was violated
 * @param table the table that the server names
 * @param column the column that the server names
 * @param statement the statement's text with {@code $n}, never its values
 */
public record ErrorDetails(String code, String dataSource, String sqlState, String constraint, String table, String column,
        String statement) {

    public static ErrorDetails of(String code) {
        return new ErrorDetails(code, null, null, null, null, null, null);
    }
}
