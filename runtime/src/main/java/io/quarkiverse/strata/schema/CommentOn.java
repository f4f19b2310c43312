package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * An object that is no table or column gets a comment.
 *
 * @param text the comment, or null to remove it
 */
public record CommentOn(ObjectName object, String text) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("COMMENT ON " + object.sql() + " IS " + (text == null ? "NULL" : Literals.text(text)));
    }

    @Override
    public Reverse reverse() {
        return Reverse.losing("the former comment", new CommentOn(object, null));
    }

    @Override
    public void describe(Canonical out) {
        object.describe(out);
        out.value("text", text);
    }
}
